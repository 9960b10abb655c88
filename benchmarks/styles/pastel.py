"""`flat-pastel`: flat areas in pale colours, with thin soft lines where two of them would run together."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.styles.repainting import Repainted, Role, tone_of
from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.colors import hex_color
from gan.corpus.parts.eyes.ink import lash_ink
from gan.corpus.raster import rasterise
from gan.corpus.records.record import Record
from gan.corpus.scene import build_svg

__all__ = ["flat_pastel"]

# Degrees in OKLCH: rose, coral, apricot, straw, leaf, mint, water, sky, periwinkle, lilac, orchid.
_HUES: Final = (5, 30, 55, 85, 130, 160, 195, 235, 270, 300, 335)
_PLUM: Final = hex_color((0.40, 0.06, 310))


def flat_pastel(record: Record, size: int) -> NDArray[np.uint8]:
    """An avatar in flat pastel: uint8 of shape (size, size, 3)."""
    return rasterise(build_svg(record, _Pastel(Avatar.of(record))), size)


class _Pastel(Repainted):
    def __init__(self, avatar: Avatar) -> None:
        colors = avatar.colors
        super().__init__(colors)
        # All that is dark in the style: without it, nobody looks at anybody.
        self._gaze = {lash_ink(avatar), colors.lash, colors.eye.line}
        # One tone of light and one of shade, which is of the same colour.
        self._flat: dict[str, str] = {}
        for ramp in (colors.hair, colors.skin, colors.cloth):
            # The palest skin is warm, not grey.
            least = 0.035 if ramp is colors.skin else 0.0
            base, shade = _pale(ramp.base, least=least), _pale(ramp.base, darker=0.07, least=least)
            self._flat |= {ramp.base: base, ramp.light: base, ramp.shine: base, ramp.shade: shade, ramp.deep: shade}

    def paint(self, color: str, role: Role | None) -> str:
        if color in self._gaze:
            return _PLUM
        if role is not None and role.level == "line":
            return _line(color)
        if role is not None and role.material == "background":
            return _backdrop(color)
        return self._flat.get(color) or _pale(color)

    def line(self, color: str, width: float) -> tuple[str, float]:
        return _line(color), 0.3 * width


@cache
def _pale(color: str, *, darker: float = 0.0, least: float = 0.0) -> str:
    lightness, chroma, hue = tone_of(color)
    return hex_color((_stepped(0.47 + 0.50 * lightness, 0.045) - darker, max(_rich(chroma), least), _hue(hue)))


@cache
def _backdrop(color: str) -> str:
    lightness, chroma, hue = tone_of(color)
    return hex_color((_stepped(0.67 + 0.29 * lightness, 0.015), 0.012 if chroma < 0.03 else 0.04, _hue(hue)))


@cache
def _line(color: str) -> str:
    lightness, chroma, hue = tone_of(color)
    return hex_color((_stepped(0.33 + 0.52 * lightness, 0.045), min(chroma, 0.08), _hue(hue)))


def _rich(chroma: float) -> float:
    """Nearly grey, pale, or as rich as a pastel gets."""
    return 0.018 if chroma < 0.03 else 0.05 if chroma < 0.075 else 0.09


def _hue(hue: float) -> float:
    return min(_HUES, key=lambda other: abs((hue - other + 180) % 360 - 180))


def _stepped(value: float, step: float) -> float:
    return step * round(value / step)
