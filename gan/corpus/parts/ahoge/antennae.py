"""Two strands like antennae."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.ahoge._strands import draw_strands
from gan.corpus.records.values import Value

VALUE = Value("antennae", "双呆毛")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it."""
    draw_strands(
        canvas,
        avatar,
        [[(3, -10), (9, 16), (27, 34), (50, 30), (56, 14)], [(-3, -10), (-8, 18), (-24, 37), (-46, 36), (-54, 22)]],
        15,
    )
