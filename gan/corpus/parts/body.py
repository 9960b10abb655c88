"""Neck and shoulders, under the clothes."""

from __future__ import annotations

from gan.corpus.avatar import Avatar
from gan.corpus.canvas import Canvas
from gan.corpus.geometry import join, mirror, outline

__all__ = ["draw_neck"]


def draw_neck(canvas: Canvas, avatar: Avatar) -> None:
    """Neck and the beginnings of the shoulders, with the chin's shadow."""
    rig, skin = avatar.rig, avatar.colors.skin
    n, y = rig.neck, rig.collar
    half = outline([(-n, 350), (-n, y - 22), (-n - 10, y - 4), (-n - 34, y + 10), (-n - 40, y + 40), (0, y + 70)])
    neck = join(half, mirror(half)[::-1])
    canvas.shape(neck, skin.base, skin.line, 4.2)
    with canvas.clip(neck):
        c = rig.chin
        shadow = outline([(-80, 340), (80, 340)], [(80, c + 6), (n, c + 10), (4, c + 24), (-n, c + 12), (-80, c + 6)], [(-80, 340)])
        canvas.fill(shadow, skin.shade)
