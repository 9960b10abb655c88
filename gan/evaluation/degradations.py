"""Known harm in growing strength, which a figure must rise or fall with before it may judge a model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

__all__ = ["PICTURE_DEGRADATIONS", "SET_DEGRADATIONS", "PictureDegradation", "SetDegradation"]

_Pictures = NDArray[np.uint8]

# Where the eyes are, as shares of the side: top, bottom, left, right.
_EYES: Final = (0.44, 0.66, 0.26, 0.74)
# A picture's colours are told apart by the upper four bits of each channel.
_COLOR_BITS: Final = 4


@dataclass(frozen=True, slots=True)
class PictureDegradation:
    """What is done to every picture.

    Attributes:
        name: of the harm.
        unit: of its strength.
        strengths: growing, 0 first, which changes nothing.
        apply: uint8 `(n, side, side, 3)` and a strength to the harmed pictures; the same at every call.
    """

    name: str
    unit: str
    strengths: tuple[float, ...]
    apply: Callable[[_Pictures, float], _Pictures]


@dataclass(frozen=True, slots=True)
class SetDegradation:
    """What is done to a set of pictures that are themselves left alone.

    Attributes:
        name: of the harm.
        unit: of its strength.
        strengths: growing, 0 first, which changes no more than the number of pictures.
        rows: class indices `(n,)` and a strength to the rows that remain, as many at every strength, repeated or not.
    """

    name: str
    unit: str
    strengths: tuple[float, ...]
    rows: Callable[[NDArray[np.int64], float], NDArray[np.int64]]


def _blur(pictures: _Pictures, radius: float) -> _Pictures:
    if not radius:
        return pictures
    kernel = ImageFilter.GaussianBlur(radius)
    return np.stack([np.asarray(Image.fromarray(picture).filter(kernel), dtype=np.uint8) for picture in pictures])


def _shift_eyes(pictures: _Pictures, distance: float) -> _Pictures:
    """The eyes and what surrounds them, moved to the left in one half of the pictures and to the right in the other."""
    side = pictures.shape[1]
    top, bottom, left, right = (round(share * side) for share in _EYES)
    moved = pictures.copy()
    for i, sign in enumerate(_signs(len(pictures))):
        by = sign * round(distance)
        moved[i, top:bottom, left + by : right + by] = pictures[i, top:bottom, left:right]
    return moved


def _shift_halves(pictures: _Pictures, distance: float) -> _Pictures:
    """The lower half of the picture moved against the upper, to either side; what leaves on one side enters again."""
    middle = pictures.shape[1] // 2
    moved = pictures.copy()
    for i, sign in enumerate(_signs(len(pictures))):
        moved[i, middle:] = np.roll(pictures[i, middle:], sign * round(distance), axis=1)
    return moved


def _signs(count: int) -> list[int]:
    return np.random.default_rng(0).choice((-1, 1), count).tolist()


def _palette_noise(pictures: _Pictures, deviation: float) -> _Pictures:
    """Every colour of a picture replaced by another near it, everywhere alike."""
    noisy = np.empty_like(pictures)
    for i, picture in enumerate(pictures):
        table = np.random.default_rng(i).standard_normal((2 ** (3 * _COLOR_BITS), 3)) * deviation
        red, green, blue = np.moveaxis(picture.astype(np.int64) >> (8 - _COLOR_BITS), 2, 0)
        codes = (red << 2 * _COLOR_BITS) | (green << _COLOR_BITS) | blue
        noisy[i] = (picture + table[codes]).round().clip(0, 255).astype(np.uint8)
    return noisy


def _without_modes(classes: NDArray[np.int64], share: float) -> NDArray[np.int64]:
    """As many pictures of the first values alone as there are at the greatest strength."""
    values = np.unique(classes[classes >= 0])
    left = [np.flatnonzero(np.isin(classes, values[: _left(len(values), s)])) for s in (share, _DROPPED[-1])]
    return left[0][: len(left[1])]


def _left(values: int, share: float) -> int:
    return max(1, round(values * (1 - share)))


def _duplicated(classes: NDArray[np.int64], copies: float) -> NDArray[np.int64]:
    """A shrinking part of the pictures, each of them `copies` times more, in the mean."""
    count = len(classes)
    return np.resize(np.arange(max(1, round(count / (copies + 1))), dtype=np.int64), count)


_DROPPED: Final = (0.0, 0.15, 0.3, 0.45, 0.6, 0.75)

PICTURE_DEGRADATIONS: Final = (
    PictureDegradation("blur", "px", (0, 1, 1.5, 2, 3, 4), _blur),
    PictureDegradation("eyes moved", "px", (0, 1, 2, 3, 4), _shift_eyes),
    PictureDegradation("halves moved", "px", (0, 1, 2, 3, 4), _shift_halves),
    PictureDegradation("palette noise", "of 255", (0, 20, 32, 48, 64), _palette_noise),
)
SET_DEGRADATIONS: Final = (
    SetDegradation("dropped modes", "of the values", _DROPPED, _without_modes),
    SetDegradation("duplicates", "more of each", (0, 0.5, 1, 2, 5), _duplicated),
)
