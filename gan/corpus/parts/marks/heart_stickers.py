"""A little heart sticker on each cheek."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.colors import ramp
from gan.corpus.drawing.geometry import Curve, ellipse, outline
from gan.corpus.parts.faces import cheek_middle
from gan.corpus.records.values import Value

VALUE = Value("heart stickers", "爱心贴")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """The hearts."""
    tone, (x, y) = ramp((0.64, 0.20, 12)), cheek_middle(avatar)
    hearts = [_heart(side * x, y, 10.5) for side in (-1, 1)]
    canvas.shape(hearts, tone.base, "#fff6f4", 4.6)
    canvas.fill([ellipse(side * x - 4, y - 4.5, 2.6, 1.9, -30) for side in (-1, 1)], tone.shine)


def _heart(x: float, y: float, r: float) -> Curve:
    right = [
        (x, y - 0.45 * r),
        (x + 0.55 * r, y - 0.95 * r),
        (x + 1.05 * r, y - 0.35 * r),
        (x + 0.65 * r, y + 0.4 * r),
        (x, y + 1.0 * r),
    ]
    left = [(x - 0.65 * r, y + 0.4 * r), (x - 1.05 * r, y - 0.35 * r), (x - 0.55 * r, y - 0.95 * r), (x, y - 0.45 * r)]
    return outline(right, left)
