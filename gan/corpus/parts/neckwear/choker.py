"""A choker with a small bell or gem."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.neckwear._neck import within
from gan.corpus.parts.outfits._torso import GOLD, Torso
from gan.corpus.records.values import Value

VALUE = Value("choker", "颈环")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Band and bell."""
    torso, tone, w = Torso.of(avatar), avatar.colors.ribbon, within(avatar)
    band = torso.both([(0, 2), (-w * 0.6, -3), (-w - 1, -14)], [(-w - 2, -3)], [(-w * 0.6, 8), (0, 13)])
    canvas.shape(band, tone.base, tone.line, 4.2)
    canvas.fill(
        torso.shape([(w * 0.3, 1), (w + 1, -15)], [(w + 2, -3)], [(w * 0.6, 9), (w * 0.2, 13)], [(w * 0.3, 1)]),
        tone.shade,
    )
    k = 1 + 0.12 * avatar.p("accessory_size")
    canvas.shape(torso.dot(0, 20, 11 * k), GOLD.base, GOLD.line, 4)
    canvas.fill(torso.dot(-3, 16, 3.6 * k), GOLD.shine)
    canvas.stroke(torso.line([(-8, 21), (0, 23), (8, 21)]), GOLD.line, 2.8)
    canvas.stroke(torso.line([(0, 24), (0, 29)]), GOLD.line, 3.2)
