"""Curated colours in OKLCH, and the ramps (shadow, light, line) that are made from one base colour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from coloraide import Color

from gan.corpus.record import Record
from gan.corpus.values import Value

__all__ = ["Palette", "Ramp", "Tone", "hex_color", "palette", "ramp"]

# Lightness 0..1, chroma, hue in degrees.
Tone = tuple[float, float, float]

_HAIR: dict[str, Tone] = {
    "black": (0.34, 0.035, 285),
    "brown": (0.48, 0.08, 52),
    "blond": (0.87, 0.105, 88),
    "red": (0.53, 0.175, 25),
    "orange": (0.73, 0.155, 57),
    "pink": (0.79, 0.12, 356),
    "purple": (0.57, 0.15, 303),
    "blue": (0.59, 0.145, 257),
    "teal": (0.71, 0.105, 195),
    "green": (0.67, 0.13, 148),
    "silver": (0.86, 0.018, 275),
}
_SKIN: dict[str, Tone] = {
    "porcelain": (0.955, 0.022, 48),
    "fair": (0.915, 0.046, 57),
    "tan": (0.82, 0.075, 62),
    "brown": (0.665, 0.083, 55),
    "deep": (0.50, 0.072, 47),
}
_EYES: dict[str, Tone] = {
    "brown": (0.50, 0.095, 48),
    "amber": (0.75, 0.155, 78),
    "green": (0.67, 0.16, 147),
    "blue": (0.63, 0.15, 250),
    "purple": (0.58, 0.19, 300),
    "red": (0.57, 0.205, 20),
    "grey": (0.63, 0.02, 260),
}
_BACKGROUND: dict[str, tuple[Tone, Tone]] = {
    "sky": ((0.87, 0.075, 238), (0.94, 0.04, 212)),
    "peach": ((0.88, 0.075, 45), (0.94, 0.04, 70)),
    "mint": ((0.90, 0.06, 163), (0.95, 0.035, 185)),
    "lilac": ((0.84, 0.075, 303), (0.92, 0.045, 330)),
    "cream": ((0.95, 0.05, 95), (0.97, 0.025, 80)),
}
# Main cloth, accent, and a ribbon or tie that goes with them.
_OLD_OUTFIT: dict[str, tuple[tuple[Tone, Tone, Tone], ...]] = {
    "sailor": (
        ((0.97, 0.01, 270), (0.39, 0.09, 268), (0.60, 0.19, 22)),
        ((0.97, 0.012, 90), (0.45, 0.08, 215), (0.80, 0.14, 85)),
        ((0.96, 0.014, 330), (0.48, 0.12, 330), (0.72, 0.13, 350)),
        ((0.97, 0.01, 160), (0.42, 0.07, 165), (0.62, 0.17, 30)),
    ),
    "hoodie": (
        ((0.70, 0.13, 25), (0.95, 0.02, 60), (0.97, 0.01, 60)),
        ((0.62, 0.12, 255), (0.90, 0.04, 240), (0.97, 0.01, 240)),
        ((0.80, 0.12, 88), (0.97, 0.02, 90), (0.99, 0.01, 90)),
        ((0.66, 0.10, 165), (0.94, 0.03, 165), (0.98, 0.01, 165)),
        ((0.63, 0.12, 300), (0.93, 0.03, 300), (0.98, 0.01, 300)),
        ((0.42, 0.03, 270), (0.80, 0.10, 190), (0.92, 0.03, 190)),
    ),
    "blazer": (
        ((0.36, 0.07, 268), (0.98, 0.005, 270), (0.58, 0.18, 22)),
        ((0.42, 0.06, 50), (0.98, 0.008, 80), (0.50, 0.10, 155)),
        ((0.40, 0.08, 165), (0.98, 0.005, 160), (0.78, 0.13, 85)),
        ((0.42, 0.10, 10), (0.98, 0.006, 20), (0.40, 0.05, 265)),
        ((0.56, 0.02, 260), (0.98, 0.005, 260), (0.52, 0.14, 255)),
    ),
    "sweater": (
        ((0.93, 0.03, 85), (0.82, 0.06, 70), (0.60, 0.12, 40)),
        ((0.76, 0.09, 355), (0.95, 0.02, 350), (0.60, 0.13, 355)),
        ((0.52, 0.11, 155), (0.92, 0.03, 120), (0.86, 0.08, 90)),
        ((0.50, 0.14, 20), (0.94, 0.02, 60), (0.90, 0.04, 60)),
        ((0.68, 0.08, 235), (0.95, 0.02, 230), (0.50, 0.09, 250)),
    ),
    "tshirt": (
        ((0.97, 0.008, 240), (0.62, 0.15, 250), (0.62, 0.15, 250)),
        ((0.84, 0.11, 90), (0.56, 0.15, 35), (0.97, 0.01, 90)),
        ((0.72, 0.12, 190), (0.97, 0.01, 190), (0.92, 0.10, 95)),
        ((0.66, 0.16, 25), (0.97, 0.01, 40), (0.97, 0.01, 40)),
        ((0.46, 0.09, 285), (0.85, 0.09, 330), (0.88, 0.11, 95)),
        ((0.96, 0.01, 20), (0.66, 0.17, 10), (0.66, 0.17, 10)),
    ),
}
_RIBBON: tuple[Tone, ...] = (
    (0.62, 0.19, 22),
    (0.62, 0.15, 255),
    (0.83, 0.14, 88),
    (0.74, 0.13, 352),
    (0.70, 0.12, 175),
    (0.60, 0.16, 302),
)


HAIR_COLORS = {name: Value(name, name) for name in _HAIR}
HAIR_DYES = {"none": Value("none", "无", share=8), "tips": Value("dipped tips", "发尾染")}
SKIN_TONES = {name: Value(name, name) for name in _SKIN}
EYE_COLORS = {name: Value(name, name) for name in _EYES}
BACKGROUND_COLORS = {name: Value(name, name) for name in _BACKGROUND}
_OUTFIT = {
    "navy": (((0.36, 0.07, 268), (0.97, 0.01, 270), (0.60, 0.19, 22)),),
    "red": (((0.58, 0.16, 25), (0.96, 0.02, 60), (0.86, 0.12, 90)),),
    "mint": (((0.72, 0.09, 165), (0.97, 0.02, 160), (0.60, 0.15, 300)),),
}
OUTFIT_COLORS = {name: Value(name, name) for name in _OUTFIT}


@dataclass(frozen=True, slots=True)
class Ramp:
    """Hex colours of one material, from its deepest shadow to its shine, and its line colour."""

    deep: str
    shade: str
    base: str
    light: str
    shine: str
    line: str


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of an avatar."""

    hair: Ramp
    skin: Ramp
    eye: Ramp
    cloth: Ramp
    accent: Ramp
    trim: Ramp
    ribbon: Ramp
    lash: str
    blush: str
    background: tuple[str, str]


@cache
def _convert(lightness: int, chroma: int, hue: int) -> str:
    color = Color("oklch", [lightness / 200, chroma / 250, hue * 2]).convert("srgb")
    return color.fit(method="clip").to_string(hex=True)


def hex_color(tone: Tone) -> str:
    """sRGB hex of a tone, on a grid fine enough not to be seen and coarse enough to be cached."""
    lightness, chroma, hue = tone
    return _convert(round(min(max(lightness, 0.0), 1.0) * 200), round(max(chroma, 0.0) * 250), round(hue / 2) % 180)


def _toward(hue: float, goal: float, most: float) -> float:
    gap = (goal - hue + 180) % 360 - 180
    return hue + max(-most, min(most, gap))


def ramp(tone: Tone, *, depth: float = 1.0, skin: bool = False) -> Ramp:
    """Ramp of a base tone: shadows turn toward violet (skin: toward red), lights toward yellow."""
    lightness, chroma, hue = tone
    cool, turn = (18.0, 28.0) if skin else (298.0, 20.0)
    drop = depth * (0.075 + 0.045 * lightness)
    extra = 0.022 if skin else 0.006 + 0.012 * (chroma < 0.05)
    line = (max(0.19, lightness * 0.44), min(chroma * 0.8, 0.085) + 0.025, _toward(hue, cool, turn * 1.3))
    return Ramp(
        deep=hex_color((lightness - 1.9 * drop, chroma * 1.02 + 1.6 * extra, _toward(hue, cool, turn * 1.4))),
        shade=hex_color((lightness - drop, chroma + extra, _toward(hue, cool, turn))),
        base=hex_color(tone),
        light=hex_color((min(lightness + 0.07 + 0.05 * (1 - lightness), 0.985), chroma * 0.9, _toward(hue, 85, 8))),
        shine=hex_color((min(lightness + 0.11 + 0.22 * (1 - lightness), 0.99), chroma * 0.74, _toward(hue, 85, 12))),
        line=hex_color(line),
    )


def _pick(options: tuple[Tone, ...], u: float) -> Tone:
    return options[min(int((u + 1) / 2 * len(options)), len(options) - 1)]


def palette(record: Record) -> Palette:
    """The colours of an avatar: the curated tones of its classes with its own jitter."""
    a, p = {name: str(value) for name, value in record.attributes.items()}, record.parameters
    lightness, chroma, hue = _HAIR[a["hair_color"]]
    wide = 1.0 if chroma > 0.04 else 0.2
    hair = (lightness + 0.028 * p["hair_light"], chroma + 0.016 * p["hair_chroma"] * wide, hue + 6 * p["hair_hue"])
    lightness, chroma, hue = _SKIN[a["skin"]]
    skin = (lightness + 0.012 * p["skin_light"], chroma, hue + 4 * p["skin_hue"])
    lightness, chroma, hue = _EYES[a["eye_color"]]
    eye = (lightness + 0.025 * p["eye_light"], chroma, hue + 6 * p["eye_hue"])
    main, accent, trim = _OUTFIT[a["outfit_color"]][0]
    first, second = _BACKGROUND[a["background"]]
    shift = 7 * p["background_hue"]
    hair_ramp = ramp(hair)
    dark = hair[0] < 0.75
    return Palette(
        hair=hair_ramp,
        skin=ramp(skin, depth=0.75, skin=True),
        eye=ramp(eye, depth=1.5),
        cloth=ramp(main),
        accent=ramp(accent),
        trim=ramp(trim),
        ribbon=ramp(_pick(_RIBBON, 0.1)),
        lash=hex_color((0.27 if dark else 0.33, 0.05, hair[2] if dark else 20)),
        blush=hex_color((max(skin[0] - 0.16, 0.5), 0.15, 20)),
        background=(
            hex_color((first[0], first[1], first[2] + shift)),
            hex_color((second[0], second[1], second[2] + shift)),
        ),
    )
