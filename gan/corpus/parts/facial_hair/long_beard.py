"""A long flowing beard."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Point, join, outline, spline
from gan.corpus.parts.facial_hair._beard import jaw, lip_gap, moustache, paint, strands
from gan.corpus.records.values import Value

VALUE = Value("long beard", "长胡子", share=0.8)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Beard in five locks, and a moustache."""
    rig = avatar.rig
    m, n, c, sway = rig.mouth_y, rig.nose_y, rig.chin, 5 * avatar.p("sway")
    start = rig.eye_y + 14
    edge = jaw(avatar, 1.0, start, 0, 0)
    inner: list[Point] = [
        (edge[1][0] - 11, edge[1][1] + 2),
        (edge[2][0] - 18, m - 16),
        (44, m - 9),
        (24, n + 16),
        (0, n + 13),
    ]
    side = jaw(avatar, 1.0, start, 6, 0)[:4]
    other = jaw(avatar, -1.0, start, 6, 0)[:4]
    x = side[3][0]
    halves = [
        outline(
            [*half, (k * (x - 5), c + 4), (k * 56 + 0.6 * sway, c + 32), (k * 41 + sway, c + 51)],
            [(k * 37 + sway, c + 43), (k * 25 + sway, c + 67)],
            [(k * 20 + sway, c + 58), (3 + sway, c + 78)],
        )
        for k, half in ((1, side), (-1, other))
    ]
    back = spline([side[0], *inner])
    shape = join(halves[0], halves[1][::-1], spline([other[0], *[(-a, b) for a, b in inner]]), back[::-1])
    paint(canvas, avatar, [shape], m - 40, c + 74, gap=lip_gap(avatar))
    roots = [
        ((62, m + 2), (50 + sway, c + 22)),
        ((30, c - 2), (28 + sway, c + 40)),
        ((46, m + 16), (40 + sway, c + 30)),
    ]
    lines = [*roots, *[((-a, b), (2 * sway - d, e)) for (a, b), (d, e) in roots], ((1.0, c + 2), (3 + sway, c + 56))]
    strands(canvas, avatar, lines)
    paint(canvas, avatar, moustache(avatar, 42, 9, 13.5), n + 4, m + 8, 3.6, dark=True)
