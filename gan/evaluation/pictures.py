"""Pictures inside a page: small, side by side, written into the text itself."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gan.sheet import contact_sheet

__all__ = ["Inlined", "inline", "sheet", "shrink", "strip"]

_QUALITY = 84


@dataclass(frozen=True, slots=True)
class Inlined:
    """A picture as an address that needs no file beside the page.

    Attributes:
        address: `data:` with a WebP picture.
        width: pixels.
        height: pixels.
    """

    address: str
    width: int
    height: int


def inline(picture: Image.Image) -> Inlined:
    """The picture as WebP, of some loss."""
    stream = io.BytesIO()
    picture.save(stream, "WEBP", quality=_QUALITY, method=4)
    encoded = base64.b64encode(stream.getvalue()).decode("ascii")
    return Inlined(f"data:image/webp;base64,{encoded}", *picture.size)


def shrink(pictures: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """uint8 `(n, s, s, 3)` to `(n, side, side, 3)`; smaller pictures stay as they are."""
    if pictures.shape[1] <= side:
        return pictures
    return np.stack(
        [np.asarray(Image.fromarray(one).resize((side, side), Image.Resampling.LANCZOS)) for one in pictures]
    )


def sheet(pictures: NDArray[np.uint8], columns: int, side: int) -> Inlined:
    """Pictures row by row, each at most `side` pixels wide."""
    return inline(contact_sheet(shrink(pictures, side), columns))


def strip(pictures: Sequence[NDArray[np.uint8]] | NDArray[np.uint8], side: int = 96) -> Inlined:
    """Pictures in one row."""
    return sheet(np.stack(list(pictures)), len(pictures), side)
