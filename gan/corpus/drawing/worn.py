"""What hats, hair ornaments and ear wear are drawn with: curves round the head, small shapes, curated cloth colours."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, Point, blob, outline
from gan.corpus.drawing.palettes import Ramp, Tone, hex_color, ramp
from gan.corpus.drawing.texture import dome as hair_dome

__all__ = [
    "GOLD",
    "SHADOW",
    "WHITE",
    "apart",
    "band",
    "bare_band",
    "cast",
    "ceiling",
    "crown_of",
    "dome",
    "far_side",
    "flower",
    "moved",
    "pick",
    "rim",
    "star",
    "tone_of",
]

T = TypeVar("T")

GOLD = ramp((0.86, 0.145, 90), depth=1.2)
WHITE = ramp((0.965, 0.012, 80))
# What hats and ornaments throw on whatever lies beneath them.
SHADOW = hex_color((0.26, 0.07, 300))


def crown_of(avatar: Avatar, hat: bool = False) -> tuple[float, float]:
    """Half-width of the hair or bare skin under a thing, and y of its top; a `hat` keeps its height on bald heads."""
    rig = avatar.rig
    if avatar.has("back_hair", "buzz"):
        w, top = rig.face_width * 1.055, rig.crown + 11
    elif avatar.value("fringe") is None:
        w, top = min(1.09 * rig.face_width, rig.hair - 9), rig.crown + 43
    else:
        w, top = hair_dome(avatar)
    return w, min(top, rig.crown + 4) if hat else top


def ceiling(avatar: Avatar) -> float:
    """The least y on the head that stays in the picture at its sides, however the head is placed and tilted."""
    rig = avatar.rig
    return 306 - (299 + rig.shift[1] - 1.6 * abs(rig.tilt)) / rig.scale


def bare_band(canvas: Canvas, avatar: Avatar, tone: Ramp) -> None:
    """On a head without hair, the band that carries ears which else grow out of the hair."""
    if avatar.value("fringe") is None and not avatar.has("back_hair", "buzz"):
        w, c = crown_of(avatar)
        canvas.shape(band(rim(w * 1.02, c + 24, 226), rim(w * 1.0, c + 44, 230, 2.5), 1), tone.base, tone.line, 4.2)


def pick(avatar: Avatar, key: str, options: Sequence[T]) -> T:
    """One of the options, decided by the avatar's detail noise."""
    return options[min(int((avatar.noise(key) + 1) / 2 * len(options)), len(options) - 1)]


def tone_of(avatar: Avatar, key: str, tones: Sequence[Tone]) -> Ramp:
    """The ramp of one of the tones or of the outfit's ribbon or accent; never what the hair would swallow."""
    first, hair = pick(avatar, key, range(len(tones))), avatar.colors.hair.base
    choice = avatar.noise(f"{key}.own")
    own = avatar.colors.ribbon if choice > 0.5 else avatar.colors.accent
    if choice > 0.1 and apart(own.base, hair) > 105:
        return own
    for i in range(len(tones)):
        own = ramp(tones[(first + i) % len(tones)])
        if apart(own.base, hair) > 105:
            break
    return own


def apart(one: str, other: str) -> float:
    """Distance of two hex colours in RGB."""
    return math.dist(*([int(color[i : i + 2], 16) for i in (1, 3, 5)] for color in (one, other)))


def moved(
    curves: Sequence[Curve], x: float, y: float, angle: float = 0.0, k: float = 1.0, flip: bool = False
) -> list[Curve]:
    """Curves about (0, 0) carried to a place: mirrored where `flip`, scaled by `k`, turned by degrees clockwise."""
    c, s = math.cos(math.radians(angle)) * k, math.sin(math.radians(angle)) * k
    matrix = np.array([[c, s], [-s, c]]) * ([[-1.0], [1.0]] if flip else [[1.0], [1.0]])
    return [np.asarray(curve @ matrix + (x, y), dtype=np.float64) for curve in curves]


def rim(half: float, middle: float, side: float, power: float = 2.2) -> list[Point]:
    """Points of an edge round the front of the head, from the left (-half, side) over (0, middle) to the right."""
    steps = (-1.0, -0.86, -0.62, -0.33, 0.0, 0.33, 0.62, 0.86, 1.0)
    return [(half * u, middle + (side - middle) * abs(u) ** power) for u in steps]


def dome(half: float, side: float, top: float, square: float = 0.86, lean: float = 0.0) -> list[Point]:
    """Points over the head from (-half, side) to (half, side); a smaller `square` is squarer, `lean` moves the top."""
    result: list[Point] = []
    for step in range(13):
        angle = math.pi * step / 12
        c, s = math.cos(angle), math.sin(angle)
        up = abs(s) ** square
        x = -math.copysign(abs(c) ** square, c) * half if abs(c) > 1e-9 else 0.0
        result.append((x + lean * up, side - (side - top) * up))
    return result


def far_side(over: Sequence[Point], low: Sequence[Point], depth: float = 0.3) -> Curve:
    """The side of a hat that is turned from the light, between its dome and its rim."""
    start, end = over[7], low[-1]
    inner = low[-2 if depth < 0.2 else -3]
    return outline(
        [*over[7:], end],
        [low[-2], inner],
        [
            (inner[0] * 1.02, (inner[1] + start[1]) / 2 + 8),
            (inner[0] * 0.82, start[1] + 0.22 * (inner[1] - start[1])),
            start,
        ],
    )


def band(high: Sequence[Point], low: Sequence[Point], round_off: float = 5.0) -> Curve:
    """A band between two edges round the head, with rounded ends."""
    (x, y), (u, v) = high[-1], low[-1]
    a, b = high[0], low[0]
    right, left = ((x + u) / 2 + round_off, (y + v) / 2), ((a[0] + b[0]) / 2 - round_off, (a[1] + b[1]) / 2)
    if round_off > 3:
        return blob([*high, right, *low[::-1], left])
    return outline(high, [right, low[-1]], low[-2::-1], [left, high[0]])


def cast(canvas: Canvas, low: Sequence[Point], drop: float, width: float, strength: float = 0.26) -> None:
    """The shadow of a rim on hair and forehead, as wide as the head itself."""
    inside = [point for point in low if abs(point[0]) <= width]
    under = [(x, y + drop * (1 - 0.5 * (x / width) ** 2)) for x, y in inside]
    canvas.fill(outline(inside, [under[-1]], under[-2::-1], [inside[0]]), SHADOW, strength)


def star(radius: float, points: int = 5, inner: float = 0.54) -> Curve:
    """A star about (0, 0) with straight edges."""
    count = 2 * points
    at = [
        (
            (radius if i % 2 == 0 else radius * inner) * math.sin(2 * math.pi * i / count),
            -(radius if i % 2 == 0 else radius * inner) * math.cos(2 * math.pi * i / count),
        )
        for i in range(count)
    ]
    return outline(*([at[i], at[(i + 1) % count]] if i == 0 else [at[(i + 1) % count]] for i in range(count)))


def flower(radius: float, petals: int = 5, inner: float = 0.62) -> Curve:
    """A flower of round petals about (0, 0)."""
    points: list[Point] = []
    for i in range(petals):
        for turn, r in ((0.0, radius * inner), (0.30, radius * 0.98), (0.5, radius * 1.05), (0.70, radius * 0.98)):
            angle = 2 * math.pi * (i + turn) / petals
            points.append((r * math.sin(angle), -r * math.cos(angle)))
    runs = [points[4 * i : 4 * i + 4] for i in range(petals)]
    curves: list[list[Point]] = []
    for i, run in enumerate(runs):
        following = points[(4 * i + 4) % len(points)]
        curves.append([*run, following] if i == 0 else [*run[1:], following])
    return outline(*curves)
