"""A strand rolled up in a swirl."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.ahoge._strands import draw_strands
from gan.corpus.records.values import Value

VALUE = Value("swirl", "卷卷呆毛")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it."""
    draw_strands(
        canvas, avatar, [[(-8, -12), (-10, 10), (8, 20), (27, 24), (30, 41), (12, 47), (3, 36), (11, 29), (18, 34)]], 15
    )
