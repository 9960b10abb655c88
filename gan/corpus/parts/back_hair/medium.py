"""Shoulder-length, the ends flipped out."""

from __future__ import annotations

from gan.corpus.avatar import Avatar
from gan.corpus.canvas import Canvas
from gan.corpus.parts.back_hair._lengths import cut_of, draw_cut
from gan.corpus.values import Value

VALUE = Value("shoulder-length hair", "中长发", share=1.3, near=("bob", "long"))


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw what hangs behind the shoulders."""
    draw_cut(canvas, avatar, cut_of(avatar))
