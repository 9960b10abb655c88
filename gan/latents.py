"""From a seed to noise, the same on every machine."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["latent"]


def latent(seed: int, dimensions: int) -> npt.NDArray[np.float32]:
    """The noise of a seed: standard normal, shape `(dimensions,)`.

    `RandomState` rather than a `Generator`: its stream is frozen (NumPy Enhancement Proposal 19), so a seed means the
    same face under every release of numpy. All 64 bits of the seed count.
    """
    stream: Any = np.random.RandomState([seed & 0xFFFFFFFF, seed >> 32])
    return stream.standard_normal(dimensions).astype(np.float32)
