"""The gradient that every backdrop begins with."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import ellipse, outline

__all__ = ["draw_halo", "draw_wash"]


def draw_wash(canvas: Canvas, avatar: Avatar) -> None:
    """Fill the canvas with the background's two colours."""
    first, second = avatar.colors.background
    lean = 110 * avatar.p("background_angle")
    whole = outline([(-256, 0), (256, 0)], [(256, 512)], [(-256, 512)], [(-256, 0)])
    canvas.fill(whole, canvas.linear([(0, first, 1), (1, second, 1)], (-lean, 0), (lean, 512)))


def draw_halo(canvas: Canvas, strength: float = 1.0) -> None:
    """A soft light behind the head."""
    light = canvas.radial(
        [(0, "#ffffff", round(0.6 * strength, 2)), (0.6, "#ffffff", round(0.28 * strength, 2)), (1, "#ffffff", 0)]
    )
    canvas.fill(ellipse(0, 250, 290, 290), light)
