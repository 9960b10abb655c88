"""`ink`: black ink on white paper, with dots for tones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.styles.repainting import Repainted, Role, tone_of
from gan.corpus.drawing.canvas import Canvas, Stop
from gan.corpus.drawing.geometry import Point
from gan.corpus.drawing.palettes import Palette, palette
from gan.corpus.raster import transparent
from gan.corpus.records.record import Record
from gan.corpus.scene import build_svg

__all__ = ["ink"]

_BLACK: Final = "#000000"
_WHITE: Final = "#ffffff"
# Share of the paper that dots leave free, from a lightness of the drawing's on; below all of them is solid ink.
_TONES: Final = ((0.86, 1.0), (0.74, 0.88), (0.62, 0.78), (0.50, 0.68), (0.40, 0.55), (0.0, 0.0))
# Dots from middle to middle along their rows, in shares of a picture's side.
_PERIOD: Final = 1 / 52
_INK, _PAPER = np.array([27, 25, 33], dtype=np.float64), np.array([253, 252, 249], dtype=np.float64)
# Drawn larger, since dots are to have clean edges.
_FINER: Final = 4


def ink(record: Record, size: int) -> NDArray[np.uint8]:
    """An avatar in ink and screentone: uint8 of shape (size, size, 3)."""
    large = _FINER * size
    tones = transparent(build_svg(record, _Ink(palette(record))), large)[..., 0]
    paper = tones > _screen(large)
    share = paper.reshape(size, _FINER, size, _FINER).mean(axis=(1, 3))[..., None]
    return (_INK + (_PAPER - _INK) * share + 0.5).astype(np.uint8)


@cache
def _screen(side: int) -> NDArray[np.float64]:
    """Shades under which a pixel is inked: dots in rows that rise at 45 degrees, larger where it is darker."""
    along = (np.arange(side) + 0.5) / side / _PERIOD * np.pi
    waves = np.cos(along[:, None] + along) + np.cos(along[:, None] - along)
    # By rank, so that as large a share of an area is inked as it is dark.
    ranks = np.searchsorted(np.sort(waves, axis=None), waves) / waves.size
    return np.asarray(255 * ranks, dtype=np.float64)


class _Ink(Repainted):
    def __init__(self, colors: Palette) -> None:
        super().__init__(colors)
        self._black_hair = _left_free(colors.hair.base) == 0

    def paint(self, color: str, role: Role | None) -> str:
        if role is None:
            return _grey(_left_free(color))
        match role.material, role.level:
            case "hair", "line" if self._black_hair:
                return _WHITE
            case _, "line":
                return _BLACK
            case "hair", "shine":
                return _WHITE
            case "eye", "deep" | "shade":
                return _BLACK
            case "eye", _:
                return _WHITE
            case "skin", _:
                # Half as dense, so that the face is seen on it.
                return _grey((1 + _left_free(color)) / 2)
            case _:
                return _grey(_left_free(color))

    def opacity(self, opacity: float) -> float:
        # Ink is there or is not.
        return 1.0 if opacity >= 0.3 else 0.0

    def line(self, color: str, width: float) -> tuple[str, float]:
        return _BLACK, 1.1 * width

    def linear(self, stops: Sequence[Stop], start: Point, end: Point) -> str:
        if not self.is_backdrop(stops):
            return super().linear(stops, start, end)
        free = [(at, _grey(min(1.0, 1.12 * tone_of(color)[0])), opacity) for at, color, opacity in stops]
        return Canvas.linear(self, free, start, end)


@cache
def _left_free(color: str) -> float:
    lightness = tone_of(color)[0]
    return next(share for least, share in _TONES if lightness >= least)


def _grey(share: float) -> str:
    shade = round(255 * share)
    return f"#{shade:02x}{shade:02x}{shade:02x}"
