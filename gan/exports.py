"""Pictures as files to take away: square or round, PNG or WebP, and never larger than they may be."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final, Literal

import numpy as np
from PIL import Image

__all__ = ["FileFormat", "TooLarge", "encoded", "in_a_circle"]

FileFormat = Literal["png", "webp"]

# What is tried in turn until the file is small enough: numbers of colours of PNG, and qualities of WebP. The first of
# PNG is all colours.
_COLOURS: Final = (None, 256, 128, 64, 32, 16, 8, 4, 2)
_QUALITIES: Final = (95, 90, 80, 70, 60, 50, 40, 30, 20, 10, 0)


class TooLarge(ValueError):
    """A picture that fits into no file so small."""


def in_a_circle(picture: Image.Image) -> Image.Image:
    """What of a square picture lies in its circle, in RGBA: transparent around it, smooth at the edge."""
    side = picture.width
    across = np.arange(side) + 0.5 - side / 2
    from_centre = np.hypot(across[:, None], across[None, :])
    # As much of a pixel as the circle covers, but for its curvature.
    covered = np.clip(side / 2 + 0.5 - from_centre, 0.0, 1.0)
    alpha = np.round(255 * covered).astype(np.uint8)
    # No colours where nothing is seen: they would only take room.
    pixels = np.where(alpha[..., None] > 0, np.asarray(picture.convert("RGB")), 0).astype(np.uint8)
    return Image.fromarray(np.dstack([pixels, alpha]))


def encoded(picture: Image.Image, file_format: FileFormat, most_bytes: int) -> bytes:
    """The picture as a file of at most so many bytes, as good as that allows.

    Raises:
        TooLarge: even the worst is larger.
    """
    for file in _tries(picture, file_format):
        if len(file) <= most_bytes:
            return file
    raise TooLarge(f"A picture of {picture.width} x {picture.height} pixels does not fit into {most_bytes} bytes.")


def _tries(picture: Image.Image, file_format: FileFormat) -> Iterator[bytes]:
    """The picture as a file, from the best to the smallest."""
    if file_format == "webp":
        for quality in _QUALITIES:
            yield _file(picture, "WEBP", quality=quality)
        return
    for colours in _COLOURS:
        yield _file(picture if colours is None else _with_fewer_colours(picture, colours), "PNG", compress_level=6)


def _with_fewer_colours(picture: Image.Image, colours: int) -> Image.Image:
    """With a palette where nothing is transparent; where something is, its smooth edge is worth more than the bytes."""
    fewer = picture.convert("RGB").quantize(colours)
    if picture.mode != "RGBA":
        return fewer
    cut = fewer.convert("RGBA")
    cut.putalpha(picture.getchannel("A"))
    return cut


def _file(picture: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()
