"""Chin-length, the ends turned in."""

from __future__ import annotations

from gan.corpus.avatar import Avatar
from gan.corpus.canvas import Canvas
from gan.corpus.parts.back_hair._lengths import cut_of, draw_cut
from gan.corpus.values import Value

VALUE = Value("bob", "波波头", share=1.3, near=("medium",))


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw what hangs behind the shoulders."""
    draw_cut(canvas, avatar, cut_of(avatar))
