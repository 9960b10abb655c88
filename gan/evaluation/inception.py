"""Real FID and Inception Score, where a user has the Inception weights on disk.

The figures that papers compare are made with one network: Inception-v3 as TensorFlow published it in 2015, converted to
TorchScript for the metrics of StyleGAN2-ADA as `inception-2015-12-05.pt`. It scales pictures to 299 px itself, in
TensorFlow's manner, so that no other implementation can differ. The state dictionary of pytorch-fid is not that file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from gan.corpus.data.shards import Pictures
from gan.evaluation.batches import raw
from gan.models import file_sha256

__all__ = ["INCEPTION_HELP", "Inception", "InceptionError", "load_inception"]

INCEPTION_HELP = (
    "inception-2015-12-05.pt, the TorchScript Inception-v3 of StyleGAN2-ADA's metrics, for real FID and IS. "
    "Reading it runs code from the file: give only one that you trust."
)
_FEATURES = 2048
_EXPECTED = "Expected is inception-2015-12-05.pt, the TorchScript Inception-v3 of StyleGAN2-ADA's metrics."
# The network works at 299 px: a batch of 128 would need gigabytes.
_BATCH = 32


class InceptionError(Exception):
    """The file is not the network that FID is defined with; the message says what is expected."""


class Inception:
    """The network that FID and IS are defined with; also an `Embedding`.

    Attributes:
        name: "inception".
        sha256: hash of the file.
        side: 299, pixels that it looks at.
    """

    name = "inception"
    side = 299

    def __init__(self, script: Any, sha256: str) -> None:
        self._script = script
        self.sha256 = sha256

    def __call__(self, pictures: Pictures | NDArray[np.uint8]) -> NDArray[np.float32]:
        """uint8 `(n, s, s, 3)` to features `(n, 2048)`."""
        return self._run(pictures, return_features=True)

    def probabilities(self, pictures: Pictures | NDArray[np.uint8]) -> NDArray[np.float32]:
        """uint8 `(n, s, s, 3)` to class probabilities `(n, classes)`, without the last layer's bias, as IS wants."""
        return self._run(pictures, no_output_bias=True)

    @torch.inference_mode()
    def _run(self, pictures: Pictures | NDArray[np.uint8], **how: bool) -> NDArray[np.float32]:
        parts = [cast("Tensor", self._script(batch, **how)).float() for batch in raw(pictures, _BATCH)]
        return torch.cat(parts).numpy()


def load_inception(path: Path) -> Inception:
    """Reads the TorchScript file and tries it on one picture. Reading runs code from it: it must be trusted.

    Raises:
        InceptionError: no file, no TorchScript, or another network.
    """
    if not path.is_file():
        raise InceptionError(f"There is no file {path}. {_EXPECTED}")
    try:
        script = cast("Any", torch.jit).load(str(path), map_location="cpu").eval()
    except (RuntimeError, ValueError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "no reason given"
        raise InceptionError(f"{path} is no TorchScript ({reason}). {_EXPECTED}") from None
    inception = Inception(script, file_sha256(path))
    grey = np.full((1, 32, 32, 3), 128, dtype=np.uint8)
    try:
        features, probabilities = inception(grey), inception.probabilities(grey)
    except (RuntimeError, TypeError, AttributeError):
        raise InceptionError(
            f"The network in {path} does not take 'return_features' and 'no_output_bias'. {_EXPECTED}"
        ) from None
    if features.shape != (1, _FEATURES):
        raise InceptionError(
            f"The network in {path} gives features {features.shape}, not (1, {_FEATURES}). {_EXPECTED}"
        )
    if probabilities.ndim != 2 or not np.isclose(probabilities.sum(), 1, atol=1e-3):
        raise InceptionError(f"The network in {path} gives no class probabilities. {_EXPECTED}")
    return inception
