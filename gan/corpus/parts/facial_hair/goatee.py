"""A tuft on the chin with a slim moustache."""

from __future__ import annotations

from gan.corpus.avatar import Avatar
from gan.corpus.canvas import Canvas
from gan.corpus.geometry import join, mirror, outline
from gan.corpus.parts.facial_hair._beard import moustache, paint, strands
from gan.corpus.parts.mouths import mouth_box
from gan.corpus.values import Value

VALUE = Value("goatee", "山羊胡")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Tuft and moustache."""
    rig = avatar.rig
    low, c = mouth_box(avatar)[2], rig.chin
    top = min(low + 9, c - 6)
    half = outline([(0, top), (10, top + 2), (23, c - 8), (21, c + 8), (12, c + 18)], [(6, c + 20), (1, c + 29)])
    paint(canvas, avatar, [join(half, mirror(half)[::-1])], top, c + 26)
    strands(
        canvas, avatar, [((10, c - 3), (8, c + 14)), ((0, top + 7), (0, c + 19)), ((-10, c - 3), (-8, c + 14))], 1.0
    )
    paint(canvas, avatar, moustache(avatar, 30, 5, 8.5), rig.nose_y + 8, rig.mouth_y + 4, 3.4, dark=True)
