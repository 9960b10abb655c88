"""A ribbon round the neck with a bow in front."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.neckwear._neck import within
from gan.corpus.parts.outfits._pieces import draw_bow
from gan.corpus.parts.outfits._torso import Torso
from gan.corpus.records.values import Value

VALUE = Value("bow tie", "领结")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Band and bow."""
    torso, tone, w = Torso.of(avatar), avatar.colors.ribbon, within(avatar)
    band = torso.both([(0, 4), (-w * 0.6, -1), (-w - 1, -13)], [(-w - 1, -4)], [(-w * 0.6, 9), (0, 15)])
    canvas.shape(band, tone.shade, tone.line, 4.2)
    size = 0.94 + 0.1 * avatar.p("accessory_size")
    draw_bow(canvas, torso, tone, 16, size, tails=False, angle=4 * avatar.noise("bow_tie.angle"))
