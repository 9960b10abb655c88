"""Colour science: tones in OKLCH, and the ramps (shadow, light, line) that are made from one base colour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from coloraide import Color

__all__ = ["Ramp", "hex_color", "ramp"]


@dataclass(frozen=True, slots=True)
class Ramp:
    """Hex colours of one material, from its deepest shadow to its shine, and its line colour."""

    deep: str
    shade: str
    base: str
    light: str
    shine: str
    line: str


@cache
def _convert(lightness: int, chroma: int, hue: int) -> str:
    color = Color("oklch", [lightness / 200, chroma / 250, hue * 2]).convert("srgb")
    return color.fit(method="oklch-chroma").to_string(hex=True)


def hex_color(tone: tuple[float, float, float]) -> str:
    """sRGB hex of (lightness 0..1, chroma, hue in degrees), on a grid too fine to be seen that makes it cacheable."""
    lightness, chroma, hue = tone
    return _convert(round(min(max(lightness, 0.0), 1.0) * 200), round(max(chroma, 0.0) * 250), round(hue / 2) % 180)


def _toward(hue: float, goal: float, most: float) -> float:
    gap = (goal - hue + 180) % 360 - 180
    return hue + max(-most, min(most, gap))


@lru_cache(maxsize=1024)
def ramp(tone: tuple[float, float, float], *, depth: float = 1.0, skin: bool = False) -> Ramp:
    """Ramp of a base tone: shadows turn toward violet (skin: toward red), lights toward yellow.

    Args:
        tone: lightness 0..1, chroma, hue in degrees.
        depth: how far the shadows are from the base.
        skin: whether light shines through the material.
    """
    lightness, chroma, hue = tone
    # Reds and browns would turn magenta: they keep closer to their own hue.
    warm = hue < 70 or hue > 335
    cool, turn = (18.0, 26.0) if skin else (298.0, 8.0 if warm else 16.0)
    drop = depth * (0.07 + 0.04 * lightness)
    extra = 0.022 if skin else 0.004 + 0.012 * (chroma < 0.05)
    line = (max(0.19, lightness * 0.43), min(chroma * 0.8, 0.085) + 0.022, _toward(hue, cool, turn * 1.3))
    return Ramp(
        deep=hex_color((lightness - 1.85 * drop, chroma + 1.5 * extra, _toward(hue, cool, turn * 1.4))),
        shade=hex_color((lightness - drop, chroma + extra, _toward(hue, cool, turn))),
        base=hex_color(tone),
        light=hex_color((min(lightness + 0.06 + 0.05 * (1 - lightness), 0.985), chroma * 0.9, _toward(hue, 85, 8))),
        shine=hex_color((min(lightness + 0.10 + 0.22 * (1 - lightness), 0.99), chroma * 0.74, _toward(hue, 85, 12))),
        line=hex_color(line),
    )
