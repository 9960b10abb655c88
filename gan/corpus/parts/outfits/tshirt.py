"""A T-shirt."""

from __future__ import annotations

from gan.corpus.avatar import Avatar
from gan.corpus.canvas import Canvas
from gan.corpus.geometry import join, mirror, outline
from gan.corpus.values import Value

VALUE = Value("T-shirt", "T恤")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it."""
    rig, tone = avatar.rig, avatar.colors.cloth
    s, y, opening = rig.shoulder, rig.collar, rig.neck + 20
    half = outline(
        [(0, y + 30), (-opening * 0.6, y + 20), (-opening, y - 8)],
        [(-opening - 16, y + 2), (-s * 0.72, y + 16), (-s * 0.95, y + 42), (-s * 1.04, y + 80), (-s * 1.08, 545)],
        [(0, 550)],
    )
    canvas.shape(join(half, mirror(half)[::-1]), tone.base, tone.line)
