"""Neck and the beginnings of the shoulders, under the clothes."""

from __future__ import annotations

import math

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import join, mirror, outline, spline

__all__ = ["draw_neck"]


def draw_neck(canvas: Canvas, avatar: Avatar) -> None:
    """Neck and the beginnings of the shoulders, with the chin's shadow."""
    rig, skin = avatar.rig, avatar.colors.skin
    n, y = rig.neck, rig.collar
    half = outline([(-n, 350), (-n, y - 22), (-n - 9, y - 4), (-n - 34, y + 10), (-n - 40, y + 40), (0, y + 70)])
    neck = join(half, mirror(half)[::-1])
    canvas.shape(neck, skin.base, skin.line, 4.2)
    # The chin's shadow goes with the chin, and leans away from the light.
    c, x = rig.chin, 9 * rig.pose.turn / math.radians(13)
    low = min(c + 21, y + 12)
    shadow = outline(
        [(-n + 0.6, 352), (n + 0.6, 352)],
        [(n + 0.6, min(c + 11, y - 14))],
        [(x + 0.45 * n + 2, low - 2), (x + 3, low + 1), (x - 0.5 * n, low - 5), (-n + 0.6, min(c + 4, y - 18))],
        [(-n + 0.6, 352)],
    )
    canvas.fill(shadow, skin.shade)
    bones = [
        spline([(-n - 12, y + 13), (-15, y + 19), (-7, y + 24)]),
        spline([(n + 12, y + 13), (15, y + 19), (7, y + 24)]),
    ]
    canvas.ink(bones, skin.deep, 3.0, "lens", 0.6)
