"""Contact sheets: many pictures on one, to look at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

__all__ = ["contact_sheet"]


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
