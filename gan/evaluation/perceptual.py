"""How different two pictures look: the distance of their features in an embedding of the project's own.

It stands where others use LPIPS (Zhang et al. 2018, arXiv:1801.03924), whose weights the project does not have. The
unit is the corpus's own: 1 is the mean squared distance between two real pictures taken at random.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from gan.evaluation.encoder import Encoder
from gan.evaluation.judged import CannotMeasure

__all__ = ["Perception", "perception"]

_LEAST_PICTURES = 8


@dataclass(frozen=True, slots=True)
class Perception:
    """An embedding that gradients pass through.

    Attributes:
        name: the embedding's.
        sha256: of its weights.
        side: pixels a side that it looks at.
        look: `(n, 3, side, side)`, 0 to 255, to `(n, d)`.
        unit: mean squared distance between the features of two real pictures.
    """

    name: str
    sha256: str
    side: int
    look: Callable[[Tensor], Tensor]
    unit: float

    def features(self, pictures: Tensor) -> Tensor:
        """`(n, 3, s, s)`, -1 to 1, to `(n, d)`, so scaled that two real pictures are 1 apart in the mean square."""
        shades = (pictures + 1) * 127.5
        if shades.shape[2] > self.side:
            shades = functional.adaptive_avg_pool2d(shades, self.side)
        elif shades.shape[2] < self.side:
            shades = functional.interpolate(shades, size=(self.side, self.side), mode="bilinear", align_corners=False)
        return self.look(shades) / self.unit**0.5


def perception(encoder: Encoder, real: NDArray[np.uint8]) -> Perception:
    """An encoder's perception, whose unit is that of some real pictures, uint8 `(n, s, s, 3)`.

    Raises:
        CannotMeasure: there are too few of them, or they all look the same.
    """

    def look(shades: Tensor) -> Tensor:
        return (encoder.network.features(shades) - encoder.mean) / encoder.deviation

    if len(real) < _LEAST_PICTURES:
        raise CannotMeasure(f"The unit of perceptual distance takes at least {_LEAST_PICTURES} real pictures.")
    # Over all pairs of n pictures the mean squared distance is twice the sum of the unbiased variances.
    unit = float(2 * np.var(encoder(real), axis=0, ddof=1, dtype=np.float64).sum())
    if not unit > 0:
        raise CannotMeasure("All real pictures look the same to the embedding, so that it cannot measure distances.")
    return Perception(encoder.name, encoder.sha256, encoder.side, look, unit)
