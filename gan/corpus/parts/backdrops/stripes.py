"""Broad slanting stripes, hardly lighter than the ground."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, outline
from gan.corpus.parts.backdrops._wash import draw_halo, draw_wash
from gan.corpus.records.values import Value

VALUE = Value("stripes", "条纹")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Fill the canvas."""
    draw_wash(canvas, avatar)
    step, lean = 92.0, 150.0 * avatar.rig.side
    first = 46 * avatar.noise("backdrop.x")
    bars: list[Curve] = []
    for k in range(-5, 6):
        x = first + k * step
        bars.append(
            outline([(x + lean, -4), (x + lean + 44, -4)], [(x - lean + 44, 516)], [(x - lean, 516)], [(x + lean, -4)])
        )
    canvas.fill(bars, "#ffffff", 0.36)
    draw_halo(canvas, 0.8)
