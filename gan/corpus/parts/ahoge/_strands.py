"""What ahoges are drawn from: tapered strands that grow out of the crown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, Point, spline
from gan.corpus.drawing.hair import dye_of
from gan.corpus.drawing.worn import ceiling
from gan.corpus.parts.front_hair import crown_point

__all__ = ["draw_strands"]


def draw_strands(canvas: Canvas, avatar: Avatar, strands: Sequence[Sequence[Point]], width: float = 17.0) -> None:
    """Strands as points from the crown: x toward the avatar's side, y upward, about 40 units high."""
    tone = avatar.colors.hair
    x, y = crown_point(avatar)
    # High hair leaves less room below the picture's edge: there it grows from lower down, and smaller.
    tall = max(v for strand in strands for _, v in strand) + 9
    room, size = y - ceiling(avatar), 1.14 + 0.16 * avatar.p("ahoge_size")
    y += min(max(size * tall - room, 0.0), 14.0)
    size = min(size, max(0.6, (y - ceiling(avatar)) / tall))
    width *= size
    side = avatar.rig.side
    lean = 5 * avatar.noise("ahoge.lean") + 3 * avatar.p("sway")
    curves: list[Curve] = []
    for strand in strands:
        points = np.array(strand) * (side * size, -size)
        points[:, 0] += lean * (points[:, 1] / -40.0) + x
        points[:, 1] += y
        curves.append(spline([(float(px), float(py)) for px, py in points]))
    dye = dye_of(avatar)
    dipped = dye is not None and avatar.has("hair_dye", "tips")
    body, line, shade = tone.light, tone.line, tone.shade
    if dipped and dye is not None:
        body = canvas.linear([(0.25, tone.light, 1), (0.7, dye.base, 1)], (0, y), (0, y - 40 * size))
        line, shade = dye.line, dye.shade
    # The line starts a little higher than the fill, which melts into the hair.
    canvas.ink([_from(curve, 0.22) for curve in curves], line, width + 8.4, "root", count=5)
    canvas.ink(curves, body, width, "root", count=5)
    aside = np.array([2.2 * side, 1.4])
    shaded = [_from(curve, 0.3 + 0.4 * dipped) + aside for curve in curves]
    canvas.ink(shaded, shade, width * 0.42, "lens", count=4)


def _from(curve: Curve, share: float) -> Curve:
    """The curve without the first part of its first segment."""
    a, b, c, d = curve[:4]
    ab, bc, cd = a + (b - a) * share, b + (c - b) * share, c + (d - c) * share
    abc, bcd = ab + (bc - ab) * share, bc + (cd - bc) * share
    return np.concatenate([[abc + (bcd - abc) * share, bcd, cd, d], curve[4:]])
