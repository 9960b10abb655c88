"""Contact sheets: many avatars on one picture, to look at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gan.attributes import ATTRIBUTES
from gan.corpus.raster import render
from gan.corpus.sampling import sample_record

__all__ = ["attribute_sheet", "contact_sheet"]


def contact_sheet(images: Sequence[NDArray[np.uint8]] | NDArray[np.uint8], columns: int) -> Image.Image:
    """Images of shape (h, w, 3) side by side, row by row."""
    if len(images) == 0 or columns < 1:
        raise ValueError("A contact sheet needs at least one image and one column.")
    height, width = images[0].shape[:2]
    rows = -(-len(images) // columns)
    sheet = np.full((rows * height, columns * width, 3), 255, dtype=np.uint8)
    for i, image in enumerate(images):
        y, x = i // columns * height, i % columns * width
        sheet[y : y + height, x : x + width] = image
    return Image.fromarray(sheet)


def attribute_sheet(name: str, *, size: int, seed: int = 0, columns: int = 8) -> Image.Image:
    """One row for each value of an attribute; a column is the same avatar with nothing but that value changed."""
    if name not in ATTRIBUTES:
        raise ValueError(f"There is no attribute {name!r}. Choose among: {', '.join(ATTRIBUTES)}.")
    images = [
        render(sample_record(seed + i, {name: value}), size)
        for value in ATTRIBUTES[name].values
        for i in range(columns)
    ]
    return contact_sheet(images, columns)
