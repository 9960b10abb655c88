"""A clip of pearls along the hair."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import ellipse
from gan.corpus.drawing.palettes import ramp
from gan.corpus.parts.ornaments._anchor import anchor
from gan.corpus.records.values import Value

VALUE = Value("pearl clip", "珍珠发夹", share=1.2)

_PEARL = ramp((0.955, 0.018, 70), depth=1.2)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it on the hair."""
    at = anchor(avatar, 0.64, 172, 0.8)
    places = [(-43.0, 18.0, 10.5), (-24.0, 6.0, 13.5), (0.0, 0.0, 17.0), (25.0, 5.0, 13.5), (44.0, 16.0, 10.5)]
    beads = at.put(*(ellipse(x, y, r, r) for x, y, r in places), angle=26)
    at.shade(canvas, beads)
    canvas.shape(beads, _PEARL.base, _PEARL.line, 4.4)
    canvas.fill(
        at.put(*(ellipse(x + r * 0.22, y + r * 0.26, r * 0.62, r * 0.56) for x, y, r in places), angle=26),
        _PEARL.shade,
        0.6,
    )
    canvas.fill(
        at.put(*(ellipse(x - r * 0.1, y - r * 0.08, r * 0.62, r * 0.56) for x, y, r in places), angle=26), _PEARL.base
    )
    canvas.fill(
        [
            ellipse(*at_light, 3.4, 3.4)
            for at_light in ((float(b[:, 0].mean()) - 4, float(b[:, 1].mean()) - 5) for b in beads)
        ],
        "#ffffff",
    )
