"""Pictures at other sizes: as ever where their hashes are kept, without halos and beads where they grow large."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

__all__ = ["resized"]

# Up to this side pictures are resized as they always were: the hashes of the pictures of avatars are stored.
_AS_EVER: Final = 256
# Of the cubic filter: blur and ringing in equal parts (Mitchell and Netravali, "Reconstruction filters in computer
# graphics", 1988).
_B: Final = 1 / 3
_C: Final = 1 / 3
# How much of the difference from a blurred picture is added again, in percent; the blur is half a pixel of the small
# picture wide.
_SHARPENING: Final = 80


def resized(pixels: npt.NDArray[np.uint8], size: int) -> npt.NDArray[np.uint8]:
    """A square RGB picture with sides of `size` pixels.

    What grows beyond 256 pixels is enlarged with Mitchell's filter and sharpened. At eight times the size, Lanczos
    draws pale seams along every outline and beads on thin lines; Mitchell's filter alone is soft; sharpening brings
    outlines back, and no seams where no pixel may become lighter or darker than those around it were before.

    Args:
        pixels: shape `(side, side, 3)`.
    """
    side = pixels.shape[0]
    if size == side:
        return pixels
    if size <= max(side, _AS_EVER):
        return np.asarray(Image.fromarray(pixels).resize((size, size), Image.Resampling.LANCZOS))
    weights = _weights(side, size)
    large = np.einsum("yi,ijc,xj->yxc", weights, pixels.astype(np.float64), weights, optimize=True)
    return _sharpened(np.clip(large + 0.5, 0, 255).astype(np.uint8), size / side)


def _weights(side: int, size: int) -> npt.NDArray[np.float64]:
    """What each pixel of a row of `side` has in each of a row of `size`, shape `(size, side)`; edges go on for ever."""
    centres = (np.arange(size) + 0.5) * side / size - 0.5
    weights = np.zeros((size, side))
    nearest = np.floor(centres).astype(int)
    for tap in range(-1, 3):
        share = _mitchell(np.abs(centres - (nearest + tap)))
        np.add.at(weights, (np.arange(size), np.clip(nearest + tap, 0, side - 1)), share)
    return weights / weights.sum(axis=1, keepdims=True)


def _mitchell(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The filter at these distances, in pixels of the small picture."""
    near = (12 - 9 * _B - 6 * _C) * x**3 + (-18 + 12 * _B + 6 * _C) * x**2 + (6 - 2 * _B)
    far = (-_B - 6 * _C) * x**3 + (6 * _B + 30 * _C) * x**2 + (-12 * _B - 48 * _C) * x + (8 * _B + 24 * _C)
    return np.where(x < 1, near, np.where(x < 2, far, 0)) / 6


def _sharpened(pixels: npt.NDArray[np.uint8], factor: float) -> npt.NDArray[np.uint8]:
    """Sharper, with every pixel between the darkest and the lightest within half a pixel of the small picture."""
    mask = ImageFilter.UnsharpMask(radius=factor / 2, percent=_SHARPENING, threshold=0)
    reach = max(1, round(factor / 2))
    darkest, lightest = (_within(pixels, reach, pick) for pick in (np.minimum, np.maximum))
    return np.clip(np.asarray(Image.fromarray(pixels).filter(mask)), darkest, lightest)


def _within(pixels: npt.NDArray[np.uint8], reach: int, pick: np.ufunc) -> npt.NDArray[np.uint8]:
    """The least or largest value of each channel in a square of `2 * reach + 1` pixels around each pixel."""
    for axis in (0, 1):
        length = pixels.shape[axis]
        padded = np.pad(pixels, [(reach, reach) if one == axis else (0, 0) for one in range(3)], mode="edge")
        shifted = [np.take(padded, range(start, start + length), axis) for start in range(2 * reach + 1)]
        pixels = pick.reduce(shifted)
    return pixels
