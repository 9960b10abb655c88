"""Long and open, some of it over the shoulders."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.back_hair._lengths import cut_of, draw_cut, draw_over_shoulders
from gan.corpus.records.values import Value

VALUE = Value("long hair", "长发", share=1.2, near=("medium", "very_long"))


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw what hangs behind the shoulders."""
    draw_cut(canvas, avatar, cut_of(avatar))


def over_body(canvas: Canvas, avatar: Avatar) -> None:
    """Draw what falls over the shoulders."""
    draw_over_shoulders(canvas, avatar, cut_of(avatar))
