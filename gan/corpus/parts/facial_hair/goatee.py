"""A tuft on the chin with a slim moustache."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import join, mirror, outline
from gan.corpus.parts.facial_hair._beard import moustache, paint, strands
from gan.corpus.parts.mouths import mouth_box
from gan.corpus.records.values import Value

VALUE = Value("goatee", "山羊胡")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Tuft and moustache."""
    rig = avatar.rig
    low, c = mouth_box(avatar)[2], rig.chin
    top = min(low + 9, c - 6)
    half = outline([(0, top), (12, top + 2), (27, c - 8), (25, c + 9), (14, c + 21)], [(7, c + 23), (1, c + 33)])
    paint(canvas, avatar, [join(half, mirror(half)[::-1])], top, c + 26)
    strands(
        canvas, avatar, [((10, c - 3), (8, c + 14)), ((0, top + 7), (0, c + 19)), ((-10, c - 3), (-8, c + 14))], 1.0
    )
    paint(canvas, avatar, moustache(avatar, 28, 4, 8.5), rig.nose_y + 8, rig.mouth_y + 4, 3.4, dark=True)
