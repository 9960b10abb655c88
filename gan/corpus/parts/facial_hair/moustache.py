"""A moustache with swung ends."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.facial_hair._beard import moustache, paint, strands
from gan.corpus.records.values import Value

VALUE = Value("moustache", "小胡子")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """The two lobes."""
    rig = avatar.rig
    lobes = moustache(avatar, 41, 8, 15)
    n = rig.nose_y
    paint(canvas, avatar, lobes, n + 4, rig.mouth_y - 6, dark=True)
    strands(canvas, avatar, [((8, n + 9), (24, n + 17)), ((-8, n + 9), (-24, n + 17))], 1.5)
