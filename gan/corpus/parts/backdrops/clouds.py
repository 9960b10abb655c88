"""A bank of clouds low behind the shoulders."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import ellipse
from gan.corpus.parts.backdrops._wash import draw_halo, draw_wash
from gan.corpus.records.values import Value

VALUE = Value("clouds", "云朵")

_FAR = ((-240, 330, 62), (-170, 372, 50), (236, 300, 66), (170, 362, 52), (-60, 390, 60), (60, 390, 60))
_NEAR = ((-252, 420, 74), (-176, 452, 52), (250, 410, 78), (176, 450, 54), (-80, 470, 60), (80, 470, 60))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Fill the canvas."""
    draw_wash(canvas, avatar)
    draw_halo(canvas, 0.8)
    drift, rise = 16 * avatar.noise("backdrop.x"), 18 * avatar.noise("backdrop.y")
    for bank, opacity in ((_FAR, 0.42), (_NEAR, 0.55)):
        shapes = [ellipse(x + drift * avatar.rig.side, y + rise, r, r * 0.86) for x, y, r in bank]
        canvas.fill(shapes, "#ffffff", opacity)
