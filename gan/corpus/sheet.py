"""The corpus by attribute, to look at."""

from __future__ import annotations

from PIL import Image

from gan.attributes import ATTRIBUTES
from gan.corpus.raster import render
from gan.corpus.sampling import sample_record
from gan.sheet import contact_sheet

__all__ = ["attribute_sheet"]


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
