"""Layers: flicked ends over a thin long nape."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.back_hair._lengths import cut_of, draw_cut
from gan.corpus.records.values import Value

VALUE = Value("wolf cut", "狼尾", share=1.1, near=("medium",))


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw what hangs behind the shoulders."""
    draw_cut(canvas, avatar, cut_of(avatar))
