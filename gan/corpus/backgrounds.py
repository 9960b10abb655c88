"""Quiet backgrounds: a two-colour gradient and a soft halo behind the head."""

from __future__ import annotations

from gan.corpus.canvas import Canvas
from gan.corpus.geometry import ellipse, path
from gan.corpus.palettes import Palette
from gan.corpus.sampling import Record

__all__ = ["draw_background"]


def draw_background(canvas: Canvas, record: Record, colors: Palette) -> None:
    """The background, filling the whole canvas."""
    first, second = colors.background
    angle = record.parameters["background_angle"]
    canvas.fill("M-256 0H256V512H-256Z", canvas.linear([(0, first, 1), (1, second, 1)], (0.35 * max(angle, 0.0), 1.0)))
    halo = canvas.radial([(0, "#ffffff", 0.7), (0.6, "#ffffff", 0.32), (1, "#ffffff", 0)])
    canvas.fill(path(ellipse(0, 250, 290, 290)), halo)
