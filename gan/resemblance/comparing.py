"""How far two pictures are from one another to the eye: colours and outlines, from fine to coarse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

__all__ = ["apart", "look_at", "nearest_view", "nearness", "views"]

# Sides that pictures are compared at, halved from theirs down to this; outlines down to the second.
_COARSEST: Final = 4
_COARSEST_OUTLINES: Final = 16
_OUTLINES: Final = 2.0
_OUTLINES_AT: Final = 32
_LUMA: Final = (0.299, 0.587, 0.114)
# The middle, where a face is, counts so much more than the margin; its place and size are shares of the picture.
_MIDDLE: Final = 1.5
_MIDDLE_AT: Final = (0.5, 0.55)
_MIDDLE_SIZE: Final = 0.22
# A square is looked at as a whole; a picture that is longer by this has one at either end as well.
_LONG: Final = 1.15
# Side of the parts that are looked at too, where a head may be small in its picture.
_PART: Final = 0.7
# How far a shade, of -1 to 1, may be from the ground's and still be ground.
_PLAIN: Final = 0.1


def views(picture: NDArray[np.uint8], side: int) -> Tensor:
    """The squares of a picture that a face may fill: `(n, 3, side, side)`, -1 to 1, the whole one in the middle first.

    Args:
        picture: RGB, `(height, width, 3)`.
        side: in pixels.
    """
    whole = torch.from_numpy(picture.copy()).permute(2, 0, 1)[None].float() / 127.5 - 1
    height, width = picture.shape[:2]
    least = min(height, width)
    places = [(least, 0.5, 0.5)]
    if max(height, width) > _LONG * least:
        places += [(least, end, end) for end in (0.0, 1.0)]
    part = round(_PART * least)
    places += [(part, down, across) for down in (0.0, 0.5, 1.0) for across in (0.0, 0.5, 1.0)]
    squares = [_square(whole, length, down, across) for length, down, across in places]
    if (drawn := _on_plain_ground(whole)) is not None:
        squares.append(drawn)
    return torch.cat([_sized(square, side) for square in squares])


def _square(whole: Tensor, length: int, down: float, across: float) -> Tensor:
    """A square of a picture; `down` and `across` say where, 0 to 1."""
    top = round(down * (whole.shape[2] - length))
    left = round(across * (whole.shape[3] - length))
    return whole[..., top : top + length, left : left + length]


def _on_plain_ground(whole: Tensor) -> Tensor | None:
    """The square around what is drawn on a plain ground; None where the ground is not plain."""
    corners = torch.stack([whole[0, :, down, across] for down in (0, -1) for across in (0, -1)])
    if float((corners - corners[0]).abs().max()) > _PLAIN:
        return None
    drawn = (whole[0] - corners.mean(dim=0)[:, None, None]).abs().amax(dim=0) > _PLAIN
    if not bool(drawn.any()):
        return None
    rows, columns = (cast("list[int]", drawn.any(dim=way).nonzero()[:, 0].tolist()) for way in (1, 0))
    height, width = rows[-1] + 1 - rows[0], columns[-1] + 1 - columns[0]
    # What lies outside the picture is filled up with its edge.
    length = max(height, width)
    left, top = (columns[0] + columns[-1] + 1 - length) // 2, (rows[0] + rows[-1] + 1 - length) // 2
    right, bottom = left + length, top + length
    edges = (max(0, -left), max(0, right - whole.shape[3]), max(0, -top), max(0, bottom - whole.shape[2]))
    padded = functional.pad(whole, edges, mode="replicate")
    left, top = left + edges[0], top + edges[2]
    return padded[..., top : top + length, left : left + length]


def _sized(square: Tensor, side: int) -> Tensor:
    if square.shape[-1] >= side:
        return functional.adaptive_avg_pool2d(square, side)
    return functional.interpolate(square, size=(side, side), mode="bilinear", align_corners=False)


def apart(drawn: Tensor, wanted: Tensor) -> Tensor:
    """How far pictures are from what was wanted, `(n,)`; 0 where they are the same.

    Args:
        drawn: `(n, 3, side, side)`, about -1 to 1.
        wanted: the same, or one for all.
    """
    total = torch.zeros(len(drawn))
    while True:
        side = drawn.shape[-1]
        weight = _weight(side)
        total = total + ((drawn - wanted).abs().mean(dim=1) * weight).mean(dim=(1, 2))
        if side >= _COARSEST_OUTLINES:
            lines = (_outlines(drawn) - _outlines(wanted)).abs().mean(dim=1)
            total = total + _OUTLINES * (lines * weight).mean(dim=(1, 2))
        if side <= _COARSEST:
            return total
        drawn, wanted = functional.avg_pool2d(drawn, 2), functional.avg_pool2d(wanted, 2)


def nearness(found: Tensor, wanted: Tensor, unit: float) -> float:
    """How near a picture came, as a number from 0 to 1 that people understand: 1 is the same, a half any other face.

    By the distance; but what has no outlines in common is no nearer than another face, whatever its colours: a
    landscape is near every face that is as pale. Of pictures of heads and what was found for them, with the shipped
    model, outlines agree by more than 0.75; of noise and landscapes by less than 0.3.

    Args:
        found, wanted: `(1, 3, side, side)`.
        unit: the mean distance of faces that have nothing to do with one another.
    """
    side = min(_OUTLINES_AT, found.shape[-1])
    one, other = (_outlines(look_at(picture, side)) * _weight(side).sqrt() for picture in (found, wanted))
    agreement = float(functional.cosine_similarity(one.flatten(), other.flatten(), dim=0))
    return min(float(2.0 ** (-apart(found, wanted) / unit)), 0.5 + max(0.0, agreement) / 2)


def look_at(picture: Tensor, side: int) -> Tensor:
    """A square picture at a smaller side."""
    return functional.adaptive_avg_pool2d(picture, side)


def _outlines(pictures: Tensor) -> Tensor:
    """How lightness changes across and down, smoothed a little, `(n, 2, side, side)`."""
    light = (pictures * torch.tensor(_LUMA)[:, None, None]).sum(dim=1, keepdim=True)
    across = functional.pad(light[..., :, 1:] - light[..., :, :-1], (0, 1, 0, 0))
    down = functional.pad(light[..., 1:, :] - light[..., :-1, :], (0, 0, 0, 1))
    return functional.avg_pool2d(torch.cat([across, down], dim=1), 3, 1, 1)


@cache
def _weight(side: int) -> Tensor:
    """How much each place counts, `(side, side)`, 1 in the mean."""
    at = (torch.arange(side) + 0.5) / side
    far = (at[None, :] - _MIDDLE_AT[0]).square() + (at[:, None] - _MIDDLE_AT[1]).square()
    weight = 1 + _MIDDLE * torch.exp(-far / (2 * _MIDDLE_SIZE**2))
    return weight / weight.mean()


def nearest_view(squares: Tensor, faces: Tensor, whole: float) -> tuple[int, Tensor]:
    """Which square is most like one of the faces, and how far each face is from it, `(faces,)`.

    Args:
        squares: of `views`.
        faces: at the same side.
        whole: what the distance of the first square is multiplied by.
    """
    distances: Sequence[Tensor] = [apart(faces, square[None]) for square in squares]
    least = [float(distance.min()) for distance in distances]
    least[0] *= whole
    best = min(range(len(least)), key=least.__getitem__)
    return best, distances[best]
