"""Short and tidy, close at the nape."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.back_hair._short import crop_of, draw_crop
from gan.corpus.records.values import Value

VALUE = Value("short hair", "短发", share=1.7, near=("tousled",))


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it."""
    draw_crop(canvas, avatar, crop_of(avatar))
