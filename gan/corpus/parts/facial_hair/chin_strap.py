"""Sideburns that run along the jaw and meet at the chin."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.facial_hair._beard import jaw, paint, ring, strands
from gan.corpus.parts.mouths import mouth_box
from gan.corpus.records.values import Value

VALUE = Value("sideburn beard", "鬓角胡")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """The band along the jaw."""
    rig = avatar.rig
    start, c = rig.eye_y + 8, rig.chin
    edge = jaw(avatar, 1.0, start, 0, 0)
    top = min(max(c - 16, mouth_box(avatar)[2] + 8), c - 6)
    inner = [
        (edge[1][0] - 15, edge[1][1] + 4),
        (edge[2][0] - 17, edge[2][1]),
        (edge[3][0] - 17, edge[3][1] - 7),
        (30, top - 2),
        (0, top),
    ]
    paint(canvas, avatar, [ring(avatar, start, 6, 11, inner)], start, c + 14)
    roots = [((edge[1][0] - 6, edge[1][1] + 2), (edge[2][0] - 5, edge[2][1] + 6)), ((44, c - 12), (28, c + 1))]
    strands(canvas, avatar, [*roots, *[((-a, b), (-x, y)) for (a, b), (x, y) in roots]], 1.5)
