"""From a record to pixels: drawn at twice the size and averaged, which is cleaner than drawing at size."""

from __future__ import annotations

import os
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from gan.corpus.records.record import Record
from gan.corpus.scene import build_svg

# libvips reads this once, at its import: one thread a process, since processes are what the writer spreads over cores.
os.environ.setdefault("VIPS_CONCURRENCY", "1")
import pyvips

__all__ = ["rasterise", "render", "transparent"]

_CANVAS = 512
pyvips.cache_set_max(0)


def rasterise(svg: str, size: int) -> NDArray[np.uint8]:
    """Pixels of a 512-unit SVG: uint8 of shape (size, size, 3)."""
    if size < 8:
        raise ValueError("An avatar needs at least 8 pixels a side.")
    pixels = _pixels(svg, 2 * size, flat=True)
    quads = pixels.reshape(size, 2, size, 2, 3).astype(np.uint16).sum(axis=(1, 3))
    return ((quads + 2) // 4).astype(np.uint8)


def transparent(svg: str, size: int) -> NDArray[np.uint8]:
    """RGBA pixels of a 512-unit SVG drawn at that size, uint8 of shape (size, size, 4): for measuring."""
    return _pixels(svg, size, flat=False)


def render(record: Record, size: int) -> NDArray[np.uint8]:
    """Pixels of an avatar: uint8 of shape (size, size, 3)."""
    return rasterise(build_svg(record), size)


def _pixels(svg: str, size: int, *, flat: bool) -> NDArray[np.uint8]:
    image = cast("Any", pyvips).Image.svgload_buffer(svg.encode(), scale=size / _CANVAS)
    if flat:
        image = image.flatten()
    pixels = np.frombuffer(image.write_to_memory(), dtype=np.uint8).reshape(image.height, image.width, image.bands)
    if pixels.shape[:2] != (size, size):
        raise RuntimeError(f"librsvg drew {pixels.shape[:2]} instead of {size} by {size} pixels.")
    return pixels
