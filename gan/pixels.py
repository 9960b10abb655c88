"""What names a picture by its pixels alone; importable without torch."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["pixel_hash"]


def pixel_hash(pixels: NDArray[np.uint8]) -> str:
    """SHA-256 (hexadecimal) of RGB bytes, row by row; independent of any encoder."""
    return hashlib.sha256(pixels.tobytes()).hexdigest()
