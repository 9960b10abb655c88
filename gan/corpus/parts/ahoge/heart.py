"""Two strands that make a heart."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.ahoge._strands import draw_strands
from gan.corpus.records.values import Value

VALUE = Value("heart-shaped", "爱心呆毛")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it."""
    draw_strands(
        canvas,
        avatar,
        [
            [(0, -10), (14, 12), (29, 28), (26, 43), (12, 44), (3, 32)],
            [(0, -10), (-14, 12), (-29, 28), (-26, 43), (-12, 44), (-3, 32)],
        ],
        13,
    )
