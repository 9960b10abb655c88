"""A gradient with a soft halo."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.backdrops._wash import draw_halo, draw_wash
from gan.corpus.records.values import Value

VALUE = Value("plain", "渐变", share=2.2)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Fill the canvas."""
    draw_wash(canvas, avatar)
    draw_halo(canvas)
