"""Round spots of light, out of focus."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import ellipse
from gan.corpus.parts.backdrops._wash import draw_halo, draw_wash
from gan.corpus.records.values import Value

VALUE = Value("bokeh", "光斑")

# Middles and radii about the head; the middle of the picture is hidden anyway.
_SPOTS = (
    (-205, 70, 40),
    (-150, 30, 22),
    (-226, 190, 24),
    (196, 60, 46),
    (228, 165, 26),
    (128, 22, 18),
    (-222, 330, 36),
)
_MORE = ((226, 300, 38), (-232, 440, 24), (214, 420, 22))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Fill the canvas."""
    draw_wash(canvas, avatar)
    draw_halo(canvas, 0.7)
    spots = [
        ellipse(x + 14 * avatar.noise(f"backdrop.x.{i}"), y + 14 * avatar.noise(f"backdrop.y.{i}"), r, r)
        for i, (x, y, r) in enumerate((*_SPOTS, *_MORE))
    ]
    canvas.fill(spots[::2], "#ffffff", 0.34)
    canvas.fill(spots[1::2], "#ffffff", 0.5)
