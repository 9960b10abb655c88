"""One large pale disc behind the head."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import ellipse
from gan.corpus.parts.backdrops._wash import draw_wash
from gan.corpus.records.values import Value

VALUE = Value("disc", "圆盘")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Fill the canvas."""
    draw_wash(canvas, avatar)
    x, r = 14 * avatar.noise("backdrop.x"), 212 + 10 * avatar.noise("backdrop.r")
    canvas.fill(ellipse(x, 250, r + 13, r + 13), "#ffffff", 0.28)
    canvas.fill(ellipse(x, 250, r, r), "#ffffff", 0.42)
