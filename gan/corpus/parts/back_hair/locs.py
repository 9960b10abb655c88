"""Locs: ropes of hair that hang free, some with a bead."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, Point, ellipse, join, sample, spline
from gan.corpus.drawing.locks import splines, tapered
from gan.corpus.drawing.texture import dome
from gan.corpus.parts.back_hair._paint import body_paint, dye_ramp, nape, paint_inside
from gan.corpus.parts.back_hair._strands import scallop
from gan.corpus.parts.back_hair._tails import tie_tone
from gan.corpus.records.values import Value

VALUE = Value("locs", "脏辫", share=1.1)


@dataclass(frozen=True, slots=True)
class _Rope:
    outline: Curve
    shade: Curve
    rings: list[Curve]
    light: Curve
    bead: Curve


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the locs behind the shoulders."""
    rig, tone = avatar.rig, avatar.colors.hair
    w, top = dome(avatar)
    ropes: list[_Rope] = []
    for k, (x, wide, drop) in enumerate(((0.44, 0.50, 6), (0.70, 0.76, 14), (0.64, 1.01, 2), (0.74, 1.26, -30))):
        for s in (-1.0, 1.0):
            n = avatar.noise(f"back.loc.{s}.{k}")
            low = rig.collar + 30 + drop + 9 * n + 20 * avatar.p("back_length")
            end = (s * (wide * w + 5 * n) + 6 * avatar.p("sway"), low)
            belly = (s * max(wide, 0.9) * w * (1.0 if k < 3 else 1.02), 300.0)
            points = ((s * x * w, top + 100), (s * w * (x + wide) / 2 * 1.08, 215), belly, end)
            ropes.append(_rope(points, 29 + 2 * n))
    mass = nape(avatar, rig.chin - 4, 0.9)
    canvas.contour([mass], tone.line)
    paint_inside(canvas, avatar, mass, [], rig.collar + 40)
    _paint(canvas, avatar, ropes, 130, (4, 7))


def over_body(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the locs in front of the shoulders."""
    rig = avatar.rig
    w, _ = dome(avatar)
    ropes: list[_Rope] = []
    for k, (s, x, drop) in enumerate(((rig.side, 0.84, 38), (rig.side, 0.66, 62), (-rig.side, 0.78, 48))):
        n = avatar.noise(f"back.loc.over.{k}")
        low = rig.collar + drop + 8 * n + 14 * avatar.p("back_length")
        points = ((s * w * 0.60, 292), (s * w * 0.80, 356), (s * (x * w + 6), rig.collar), (s * x * w, low))
        ropes.append(_rope(points, 29 + 2 * n))
    _paint(canvas, avatar, ropes, 250, (1, 2))


def _rope(points: tuple[Point, ...], width: float) -> _Rope:
    middle = sample(spline(points), 5)
    tangent = np.gradient(middle, axis=0)
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)
    normal /= np.hypot(normal[:, 0], normal[:, 1])[:, None]
    half = normal * width / 2

    across = np.array([0.9, -0.9, -0.2, 0.42])[:, None, None]
    one, other, inner, light = splines((middle + half * across)[:, ::3])
    left, right = scallop(one, 30, 2.4), scallop(other, 30, -2.4, 0.5)
    end, down = middle[-1], tangent[-1] / np.hypot(*tangent[-1])
    cap = splines(np.stack([left[-1], end + down * width * 0.42, right[-1]])[None])[0]
    part = 3 * (len(inner) // 9)
    shade = join(inner, splines(np.stack([inner[-1], right[-1]])[None])[0], right[::-1])
    starts, ends = left[6:-6:6], right[9::6]
    count = min(len(starts), len(ends))
    starts, ends = starts[:count], ends[:count]
    bends = starts + (ends - starts) * (0.3, 0.4)
    rings = list(splines(np.stack([starts, bends, starts + (ends - starts) * (0.58, 1.0) - (0, 1)], axis=1)))
    x, y = (float(v) for v in end - down * 26)
    bead = ellipse(x, y, width * 0.56, 8, float(np.degrees(np.arctan2(-down[0], down[1]))))
    return _Rope(join(left, cap, right[::-1]), shade, rings, light[part : -part or None], bead)


def _paint(canvas: Canvas, avatar: Avatar, ropes: list[_Rope], top: float, beads: tuple[int, ...]) -> None:
    tone, gold = avatar.colors.hair, tie_tone(avatar)
    lit, dark = body_paint(canvas, avatar, top, avatar.rig.collar + 60)
    streak = dye_ramp(avatar, "streaks", "inner")
    for layer in (ropes[:4], ropes[4:]) if len(ropes) > 4 else (ropes[:1], ropes[1:]):
        curves = [rope.outline for rope in layer]
        canvas.contour(curves, tone.line)
        canvas.fill(curves, lit)
        if streak is not None:
            canvas.fill(layer[0].outline, streak.base)
        canvas.fill([rope.shade for rope in layer], dark)
        canvas.fill(tapered([ring for rope in layer for ring in rope.rings], 3.2, lens=True), tone.deep)
        canvas.fill(tapered([rope.light for rope in layer], 5.5, lens=True), tone.light)
    canvas.shape([ropes[k].bead for k in beads], gold.base, gold.line, 3.4)
