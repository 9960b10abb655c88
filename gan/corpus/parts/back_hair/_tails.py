"""Tails: hair gathered by a tie, which falls from there."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Point, blob, sample, spline
from gan.corpus.drawing.palettes import Ramp, Tone, ramp
from gan.corpus.drawing.worn import apart, ceiling
from gan.corpus.parts.back_hair._paint import body_paint, combed, nape, paint_clouds, paint_inside, paint_tresses
from gan.corpus.parts.back_hair._strands import Tress, is_coily

__all__ = ["Tail", "draw_gathered", "draw_tails", "draw_tie", "tie_tone"]

# Ties of hair that has the colour of the avatar's ribbons.
_OTHERS: tuple[Tone, ...] = ((0.90, 0.03, 85), (0.80, 0.13, 85), (0.55, 0.16, 15), (0.42, 0.08, 268))


@dataclass(frozen=True, slots=True)
class Tail:
    """A tail.

    Attributes:
        points: its spine from the tie to its end, canvas units.
        width: at its widest, canvas units.
        key: of its noise.
        out: the sign of x of the side it bows to.
    """

    points: tuple[Point, ...]
    width: float
    key: str
    out: float


# Tresses of a tail: place across it, length and width relative to its own, the first painted first.
_TRESSES = ((0.62, 0.86, 0.62), (-0.62, 0.90, 0.60), (0.28, 1.0, 0.72), (-0.22, 0.96, 0.66), (0.96, 0.70, 0.36))


def draw_gathered(canvas: Canvas, avatar: Avatar) -> None:
    """Hair that is drawn together: it covers the skull and leaves the neck free, with a few short hairs."""
    rig, tone = avatar.rig, avatar.colors.hair
    low = rig.chin - 40
    mass = nape(avatar, low, 0.74, 0.98)
    canvas.contour([mass], tone.line)
    paint_inside(canvas, avatar, mass, [], low + 40)


def draw_tails(canvas: Canvas, avatar: Avatar, tails: Sequence[Tail]) -> None:
    """Draw tails, without what ties them."""
    top = min(y for tail in tails for _, y in tail.points)
    low = max(y for tail in tails for _, y in tail.points)
    paints = body_paint(canvas, avatar, top - 20, low + 10)
    if is_coily(avatar):
        paint_clouds(canvas, avatar, tails[0].key, [_puff(tail, ceiling(avatar)) for tail in tails], paints, 34)
        return
    shapes = combed(avatar, [tress for tail in tails for tress in _tresses(avatar, tail)])
    count = len(_TRESSES)
    canvas.contour([shape.outline for shape in shapes], avatar.colors.hair.line)
    paint_tresses(
        canvas,
        avatar,
        shapes,
        paints,
        upper=[count * k + i for k in range(len(tails)) for i in (2, 3)],
        folds=[
            (count * k + i, a, b, x)
            for k in range(len(tails))
            for i, a, b, x in ((2, 0.04, 0.6, 0.5), (3, 0.02, 0.4, 0.4), (2, 0.5, 0.95, 0.2))
        ],
        lights=[(count * k + i, a, b, 0.36) for k in range(len(tails)) for i, a, b in ((2, 0.3, 0.62), (3, 0.2, 0.5))],
        shine=[(count * k + 2, 0.2, 0.36, 0.25) for k in range(len(tails))],
        strands=[(count * k + i, a, 0.93, 0.5) for k in range(len(tails)) for i, a in ((2, 0.4), (3, 0.3))],
        streak=3,
        inner=[count * k + i for k in range(len(tails)) for i in (0, 1)],
    )


def draw_tie(canvas: Canvas, avatar: Avatar, x: float, y: float, angle: float, size: float = 1.0) -> None:
    """A scrunchie about a point; `angle` in degrees is that of the tail's root, 0 straight down."""
    size *= 1 + 0.08 * avatar.p("accessory_size")
    tone = tie_tone(avatar)
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))

    def at(u: float, v: float) -> Point:
        return (x + (u * c - v * s) * size, y + (u * s + v * c) * size)

    # Gathered cloth: puffed between its folds.
    half = ((-26.0, 0.0), (-20.0, -12.5), (-9.0, -12.0), (0.0, -14.0), (9.0, -12.0), (20.0, -12.5))
    rim = [*half, *((-u, -v) for u, v in half)]
    canvas.shape(blob([at(u, v) for u, v in rim]), tone.base, tone.line, 4.2)
    canvas.ink([spline([at(k * 0.9, -9), at(k * 1.15, 0), at(k * 0.9, 10)]) for k in (-9, 9)], tone.shade, 4.6, count=4)
    canvas.ink(spline([at(-20, -4), at(-16, -8), at(-11, -6)]), tone.light, 5.0, count=4)


def tie_tone(avatar: Avatar) -> Ramp:
    """The colour of the avatar's ribbons, or another where the hair would swallow it."""
    hair, own = avatar.colors.hair.base, avatar.colors.ribbon
    if apart(own.base, hair) > 120:
        return own
    return max((ramp(tone) for tone in _OTHERS), key=lambda other: apart(other.base, hair))


def _tresses(avatar: Avatar, tail: Tail) -> list[Tress]:
    """Tresses that leave the tie together, part, and end at different lengths."""
    points = sample(spline(tail.points), 6)
    way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    tangent = np.gradient(points, axis=0)
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)
    normal /= np.maximum(np.hypot(normal[:, 0], normal[:, 1]), 1e-9)[:, None]
    # Normals of a falling tail point to the viewer's left.
    normal *= -tail.out
    result: list[Tress] = []
    for k, (across, long, wide) in enumerate(_TRESSES):
        long += 0.05 * avatar.noise(f"{tail.key}.{k}")
        place = np.array((0.0, 0.12, 0.3, 0.55, 0.8, 1.0)) * long
        spread = np.array((0.16, 0.72, 1.0, 0.96, 0.86, 1.0)) * across * tail.width * 0.40
        at = place * float(way[-1])
        x = np.interp(at, way, points[:, 0]) + np.interp(at, way, normal[:, 0]) * spread
        y = np.interp(at, way, points[:, 1]) + np.interp(at, way, normal[:, 1]) * spread
        result.append(Tress(tuple((float(u), float(v)) for u, v in zip(x, y, strict=True)), tail.width * wide))
    return result


def _puff(tail: Tail, highest: float) -> list[Point]:
    """Coils that a tie gathers: the ring of a round puff, as large as the tail is long."""
    points = sample(spline(tail.points), 6)
    way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    r = min(62.0, tail.width * 0.52 + 0.085 * float(way[-1]))
    x, y = (float(np.interp(r * 1.25, way, points[:, i])) for i in (0, 1))
    x = math.copysign(min(abs(x), 232 - r), x)
    y = max(y, highest + 1.04 * r + 12)
    return [(x + r * math.sin(a), y - r * 1.04 * math.cos(a)) for a in (2 * math.pi * k / 9 for k in range(9))]
