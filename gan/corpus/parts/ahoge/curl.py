"""One strand that curls over."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.ahoge._strands import draw_strands
from gan.corpus.records.values import Value

VALUE = Value("single curl", "单呆毛")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it."""
    draw_strands(canvas, avatar, [[(-4, -12), (-3, 16), (10, 36), (32, 40), (44, 24)]], 22)
