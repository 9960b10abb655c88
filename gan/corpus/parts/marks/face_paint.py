"""Festival face paint: bright stripes on both cheeks."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.colors import hex_color
from gan.corpus.drawing.geometry import mirror, spline
from gan.corpus.parts.faces import cheek_middle
from gan.corpus.records.values import Value

VALUE = Value("face paint", "彩绘")


_PAINTS = (
    ((0.60, 0.20, 25), (0.985, 0.012, 80)),
    ((0.58, 0.16, 255), (0.88, 0.15, 92)),
    ((0.68, 0.13, 190), (0.70, 0.18, 355)),
    ((0.56, 0.18, 300), (0.85, 0.12, 160)),
)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Two stripes a cheek."""
    x, y = cheek_middle(avatar)
    upper = spline([(x - 19, y - 2), (x, y - 4), (x + 20, y - 10)])
    lower = spline([(x - 16, y + 9), (x + 1, y + 7), (x + 18, y + 1)])
    first, second = _PAINTS[int(2 + 2 * avatar.noise("face_paint"))]
    canvas.ink([upper, mirror(upper)], hex_color(first), 8.4, "pen")
    canvas.ink([lower, mirror(lower)], hex_color(second), 7.4, "pen")
