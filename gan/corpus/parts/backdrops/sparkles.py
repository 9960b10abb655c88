"""A few four-pointed stars."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, outline
from gan.corpus.parts.backdrops._wash import draw_halo, draw_wash
from gan.corpus.records.values import Value

VALUE = Value("sparkles", "星光")

_PLACES = (
    (-206, 70, 30),
    (-228, 250, 17),
    (202, 46, 22),
    (222, 180, 32),
    (-150, 26, 13),
    (232, 330, 18),
    (-222, 390, 24),
)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Fill the canvas."""
    draw_wash(canvas, avatar)
    draw_halo(canvas)
    stars = [
        _star(x + 12 * avatar.noise(f"backdrop.x.{i}"), y + 16 * avatar.noise(f"backdrop.y.{i}"), r)
        for i, (x, y, r) in enumerate(_PLACES)
    ]
    canvas.fill(stars, "#ffffff", 0.9)


def _star(x: float, y: float, r: float) -> Curve:
    r *= 1.3
    k = 0.2 * r
    return outline(
        [(x, y - r * 1.25), (x + k, y - k), (x + r * 0.8, y)],
        [(x + k, y + k), (x, y + r * 1.25)],
        [(x - k, y + k), (x - r * 0.8, y)],
        [(x - k, y - k), (x, y - r * 1.25)],
    )
