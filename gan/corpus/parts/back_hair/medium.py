"""Shoulder-length, the ends flipped out."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.back_hair._lengths import cut_of, draw_cut
from gan.corpus.records.values import Value

VALUE = Value("shoulder-length hair", "中长发", share=1.3, near=("bob", "long"))


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw what hangs behind the shoulders."""
    draw_cut(canvas, avatar, cut_of(avatar))
