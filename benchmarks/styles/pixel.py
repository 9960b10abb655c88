"""`pixel`: sixty-four cells a side and a palette of fifty colours."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.styles.repainting import Repainted, Role, tone_of
from gan.corpus.drawing.colors import hex_color
from gan.corpus.drawing.palettes import Palette, palette
from gan.corpus.raster import transparent
from gan.corpus.records.record import Record
from gan.corpus.scene import build_svg

__all__ = ["CELLS", "pixel"]

CELLS: Final = 64
# Pixels a side of a cell, of which the most frequent colour is taken.
_FINER: Final = 8
# Hue of each row of the palette, with lightness and chroma of its colours from dark to light.
_ROWS: Final = (
    (285, ((0.20, 0.02), (0.34, 0.025), (0.48, 0.02), (0.62, 0.016), (0.76, 0.012), (0.88, 0.01), (0.975, 0.008))),
    (75, ((0.46, 0.03), (0.60, 0.03), (0.73, 0.03), (0.85, 0.03))),
    (
        52,
        (
            (0.29, 0.05),
            (0.40, 0.06),
            (0.50, 0.07),
            (0.60, 0.08),
            (0.70, 0.09),
            (0.79, 0.08),
            (0.87, 0.06),
            (0.945, 0.03),
        ),
    ),
    (25, ((0.38, 0.12), (0.54, 0.16), (0.68, 0.14), (0.80, 0.10))),
    (58, ((0.46, 0.11), (0.60, 0.13), (0.72, 0.13), (0.90, 0.055))),
    (90, ((0.58, 0.11), (0.74, 0.12), (0.88, 0.11), (0.955, 0.045))),
    (150, ((0.36, 0.07), (0.52, 0.09), (0.68, 0.10), (0.82, 0.09), (0.93, 0.06))),
    (195, ((0.40, 0.06), (0.56, 0.085), (0.72, 0.09), (0.90, 0.055))),
    (255, ((0.30, 0.09), (0.44, 0.11), (0.58, 0.12), (0.73, 0.10), (0.87, 0.06))),
    (302, ((0.34, 0.10), (0.50, 0.13), (0.66, 0.12), (0.78, 0.09), (0.88, 0.065))),
    (358, ((0.44, 0.12), (0.60, 0.14), (0.75, 0.12), (0.88, 0.06))),
)
_SKIN: Final = 2


def pixel(record: Record, size: int) -> NDArray[np.uint8]:
    """An avatar as pixel art, each cell in the colour that covers most of it: uint8 of shape (size, size, 3)."""
    fine = transparent(build_svg(record, _Limited(palette(record))), _FINER * CELLS)
    cells = Image.fromarray(_cells(fine[..., :3]))
    way = Image.Resampling.NEAREST if size >= CELLS else Image.Resampling.BOX
    return np.asarray(cells.resize((size, size), way))


class _Limited(Repainted):
    def __init__(self, colors: Palette) -> None:
        super().__init__(colors)
        self._shades: dict[str, str] = {}
        for ramp in (colors.hair, colors.skin, colors.cloth):
            # Skin has a row to itself: near grey or orange it would be taken for paint.
            shade, base, shine = _steps(ramp.base, _rows()[_SKIN : _SKIN + 1] if ramp is colors.skin else _rows())
            self._shades |= {ramp.deep: shade, ramp.shade: shade, ramp.base: base, ramp.light: base, ramp.shine: shine}

    def paint(self, color: str, role: Role | None) -> str:
        return self._shades.get(color) or _nearest(color)

    def line(self, color: str, width: float) -> tuple[str, float]:
        return _nearest(color), 2.4 * width


@cache
def _nearest(color: str) -> str:
    """The colour of the palette that looks most like this one."""
    return _most_alike(color, _names())


def _most_alike(color: str, others: Iterable[str]) -> str:
    here = _oklab(color)
    return min(others, key=lambda other: math.dist(here, _oklab(other)))


@cache
def _oklab(color: str) -> tuple[float, float, float]:
    lightness, chroma, hue = tone_of(color)
    return lightness, chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))


@cache
def _steps(color: str, rows: tuple[tuple[str, ...], ...]) -> tuple[str, str, str]:
    """The nearest colour in some rows of the palette, between the one before it in its row and the one after it."""
    base = _most_alike(color, (name for row in rows for name in row))
    row = next(row for row in rows if base in row)
    at = row.index(base)
    return row[max(at - 1, 0)], base, row[min(at + 1, len(row) - 1)]


def _cells(fine: NDArray[np.uint8]) -> NDArray[np.uint8]:
    colors = _pixels()
    nearest = _codes()[tuple((fine >> 3).astype(np.intp).transpose(2, 0, 1))]
    tiles = nearest.reshape(CELLS, _FINER, CELLS, _FINER).transpose(0, 2, 1, 3).reshape(CELLS * CELLS, -1)
    place = np.arange(len(tiles))[:, None] * len(colors)
    counts = np.bincount((tiles + place).ravel(), minlength=len(tiles) * len(colors)).reshape(len(tiles), -1)
    return colors[counts.argmax(axis=1)].reshape(CELLS, CELLS, 3)


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(hex_color((lightness, chroma, hue)) for lightness, chroma in row) for hue, row in _ROWS)


@cache
def _names() -> tuple[str, ...]:
    return tuple(name for row in _rows() for name in row)


@cache
def _pixels() -> NDArray[np.uint8]:
    return np.array([list(bytes.fromhex(name[1:])) for name in _names()], dtype=np.uint8)


@cache
def _codes() -> NDArray[np.intp]:
    """Which colour of the palette is nearest to each of 32 x 32 x 32: for what is blended at edges."""
    levels = np.arange(32) * 8 + 4
    every = np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), axis=-1).reshape(-1, 1, 3)
    return ((every - _pixels().astype(np.int64)) ** 2).sum(axis=2).argmin(axis=1).reshape(32, 32, 32)
