"""A short full beard."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.facial_hair._beard import jaw, lip_gap, moustache, paint, ring, strands
from gan.corpus.records.values import Value

VALUE = Value("full beard", "络腮胡", share=1.2)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Beard and moustache, with a gap for the mouth."""
    rig = avatar.rig
    m, n, c = rig.mouth_y, rig.nose_y, rig.chin
    start = rig.eye_y + 14
    edge = jaw(avatar, 1.0, start, 0, 0)
    inner = [(edge[1][0] - 11, edge[1][1] + 2), (edge[2][0] - 18, m - 16), (44, m - 9), (24, n + 16), (0, n + 13)]
    paint(canvas, avatar, [ring(avatar, start, 7, 15, inner)], m - 40, c + 18, gap=lip_gap(avatar))
    low = edge[3][1]
    roots = [
        ((edge[2][0] - 7, m - 8), (edge[3][0] - 8, low + 15)),
        ((52, m + 8), (38, low + 24)),
        ((24, c - 7), (14, c + 11)),
    ]
    strands(canvas, avatar, [*roots, *[((-a, b), (-x, y)) for (a, b), (x, y) in roots]])
    paint(canvas, avatar, moustache(avatar, 36, 6, 12.5), n + 4, m + 6, 3.4, dark=True)
