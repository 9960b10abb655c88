"""A tuft that stands straight up."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.ahoge._strands import draw_strands
from gan.corpus.records.values import Value

VALUE = Value("upright", "直立呆毛")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it."""
    draw_strands(
        canvas,
        avatar,
        [
            [(0, -12), (-3, 14), (3, 32), (14, 50)],
            [(-8, -10), (-15, 8), (-17, 20), (-26, 30)],
            [(8, -10), (14, 6), (22, 14), (32, 20)],
        ],
        17,
    )
