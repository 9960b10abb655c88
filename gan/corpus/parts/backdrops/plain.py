"""A two-colour gradient with a soft halo."""

from __future__ import annotations

from gan.corpus.avatar import Avatar
from gan.corpus.canvas import Canvas
from gan.corpus.geometry import ellipse, outline
from gan.corpus.values import Value

VALUE = Value("plain", "纯色", share=2)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Fill the canvas."""
    first, second = avatar.colors.background
    lean = 90 * avatar.p("background_angle")
    whole = outline([(-256, 0), (256, 0)], [(256, 512)], [(-256, 512)], [(-256, 0)])
    canvas.fill(whole, canvas.linear([(0, first, 1), (1, second, 1)], (-lean, 0), (lean, 512)))
    halo = canvas.radial([(0, "#ffffff", 0.6), (0.6, "#ffffff", 0.28), (1, "#ffffff", 0)])
    canvas.fill(ellipse(0, 250, 290, 290), halo)
