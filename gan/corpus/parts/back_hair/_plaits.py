"""Plaits: three strands that cross each other, with a tie and a tassel at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, Point, join, sample, spline
from gan.corpus.drawing.locks import splines
from gan.corpus.parts.back_hair._paint import body_paint, combed, dye_ramp, paint_tresses
from gan.corpus.parts.back_hair._strands import Tress, scallop
from gan.corpus.parts.back_hair._tails import draw_tie

__all__ = ["Plait", "draw_plaits"]


@dataclass(frozen=True, slots=True)
class Plait:
    """A plait: its spine from the root to the tie, its width, and the length of the tassel below the tie."""

    points: tuple[Point, ...]
    width: float
    tassel: float
    tie: bool = True


def draw_plaits(canvas: Canvas, avatar: Avatar, plaits: Sequence[Plait]) -> None:
    """Draw plaits with tassels and ties."""
    tone = avatar.colors.hair
    bodies = [_Body(plait) for plait in plaits]
    top, low = plaits[0].points[0][1], plaits[0].points[-1][1] + plaits[0].tassel
    paints = body_paint(canvas, avatar, top - 40, low)
    ends = combed(avatar, [tress for plait in plaits for tress in _tassel(plait)], 0.5)
    outlines = [body.outline for body in bodies]
    canvas.contour([*outlines, *(shape.outline for shape in ends)], tone.line)
    paint_tresses(canvas, avatar, ends, paints, upper=range(1, len(ends), 3), line=3.6, inner=range(0, len(ends), 3))
    canvas.contour(outlines, tone.line, 3.4)
    canvas.fill(outlines, paints[0])
    inner = dye_ramp(avatar, "inner")
    canvas.fill([shade for body in bodies for shade in body.shades], inner.base if inner else paints[1])
    streak = dye_ramp(avatar, "streaks")
    if streak is not None:
        canvas.ink([light for body in bodies for light in body.lights], streak.base, 9, count=4)
    else:
        canvas.ink([light for body in bodies for light in body.lights], tone.light, 5, count=4)
    canvas.ink([line for body in bodies for line in body.lines], tone.line, 3.8, "drop", count=4)
    for plait in plaits:
        if plait.tie:
            (x0, y0), (x1, y1) = plait.points[-2], plait.points[-1]
            angle = -float(np.degrees(np.arctan2(x1 - x0, y1 - y0)))
            draw_tie(canvas, avatar, x1, y1, angle, plait.width / 54)


class _Body:
    """Curves of a plait: outline, lines where the strands cross, shaded and lit strands."""

    def __init__(self, plait: Plait) -> None:
        points = sample(spline(plait.points), 8)
        way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
        length = float(way[-1])
        step = plait.width * 0.62
        count = max(3, round(length / step))

        def at(*spots: Point) -> Curve:
            """Points at so many strands along the plait, -1 at its left edge and 1 at its right."""
            place, across = np.array(spots).T
            s = np.minimum(np.maximum(place / count * length, 0.0), length)
            ends = np.concatenate([s, np.minimum(s + 6, length), np.maximum(s - 6, 0.0)])
            x, y = (np.interp(ends, way, points[:, k]).reshape(3, -1) for k in (0, 1))
            dx, dy = x[1] - x[2], y[1] - y[2]
            half = plait.width / 2 * (0.92 - 0.20 * s / length) * across / np.maximum(np.hypot(dx, dy), 1e-9)
            return np.stack([x[0] - dy * half, y[0] + dx * half], axis=1)

        edges = at(*((k, side) for side in (0.9, -0.9) for k in range(count + 1))).reshape(2, -1, 2)
        left, right = splines(edges)
        bulge = plait.width * 0.13
        self.outline = join(
            scallop(left, step, bulge),
            *splines(np.stack([left[-1], right[-1]])[None]),
            scallop(right, step, -bulge, 0.5)[::-1],
        )
        # The strand from the left goes over the one from the right, half a step lower, and so on in turn.
        spots = at(*((k + place, across) for k in range(count) for place, across in _CROSSINGS))
        curves = splines(spots.reshape(-1, 3, 2))
        self.lines: list[Curve] = [*curves[0::7], *curves[1::7]]
        self.shades: list[Curve] = [
            join(*pair) for k in (2, 4) for pair in zip(curves[k::7], curves[k + 1 :: 7], strict=True)
        ]
        self.lights: list[Curve] = [*curves[6::7]]


# Of each strand of a plait, curves through three spots each: two lines, two shades of two sides each, a light.
_CROSSINGS: tuple[Point, ...] = (
    *((0.0, 1.0), (0.42, 0.42), (0.86, -0.22)),
    *((0.5, -1.0), (0.92, -0.42), (1.36, 0.22)),
    *((0.5, -1.0), (0.30, -0.4), (0.86, -0.22)),
    *((0.86, -0.22), (1.05, -0.5), (0.5, -1.0)),
    *((0.06, 0.9), (0.52, 0.36), (0.9, -0.16)),
    *((0.9, -0.16), (0.42, 0.6), (0.06, 0.9)),
    *((0.34, 0.86), (0.62, 0.62), (0.86, 0.34)),
)


def _tassel(plait: Plait) -> list[Tress]:
    (x, y), width, long = plait.points[-1], plait.width, plait.tassel
    dx = (plait.points[-1][0] - plait.points[-2][0]) * 0.4
    result: list[Tress] = []
    for side, reach, wide in ((-1.0, 0.9, 0.42), (0.1, 1.0, 0.62), (1.0, 0.86, 0.42)):
        middle = (x + side * width * 0.28 + dx, y + long * 0.5)
        end = (x + side * width * 0.32 + dx * 1.2, y + long * reach)
        result.append(Tress(((x + side * width * 0.1, y - 4), middle, end), width * wide, 0, 0.5))
    return result
