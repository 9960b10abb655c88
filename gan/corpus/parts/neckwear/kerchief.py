"""A kerchief tied round the neck, its point in front."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.neckwear._neck import around
from gan.corpus.parts.outfits._pieces import draw_drop
from gan.corpus.parts.outfits._torso import Torso
from gan.corpus.records.values import Value

VALUE = Value("kerchief", "三角巾")


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The turn behind the neck."""
    torso, tone, w = Torso.of(avatar), avatar.colors.ribbon, around(avatar)
    back = torso.both([(0, -28), (-w * 0.7, -28), (-w - 13, -16)], [(-w - 14, 6)], [(0, 10)])
    canvas.shape(back, tone.deep, tone.line)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """The cloth with dots, and its rolled upper edge."""
    torso, tone, w = Torso.of(avatar), avatar.colors.ribbon, around(avatar)
    f = 5 * avatar.noise("kerchief.point")
    point = torso.shape(
        [(-w - 14, -12), (-w - 18, 10), (-w * 1.1, 30), (-18, 58), (f, 78)],
        [(22, 54), (w * 1.1, 30), (w + 18, 10), (w + 14, -12)],
        [(w * 0.6, 4), (0, 10), (-w * 0.6, 4), (-w - 14, -12)],
    )
    draw_drop(canvas, point, tone)
    canvas.shape(point, tone.base, tone.line)
    shade = torso.shape(
        [(w + 15, -6), (w + 17, 10), (w * 1.1, 30), (22, 53), (f, 76)], [(10, 40), (w * 0.6, 22), (w + 15, -6)]
    )
    canvas.fill(shade, tone.shade)
    dots = [(-38, 18), (-22, 36), (-2, 32), (-8, 56), (18, 44), (24, 24), (42, 14)]
    canvas.fill([torso.dot(x * w / 34, y, 4) for x, y in dots], tone.shine)
    roll = torso.both(
        [(0, 2), (-w * 0.6, -4), (-w - 2, -22)], [(-w - 14, -18), (-w - 12, -4)], [(-w * 0.6, 13), (0, 19)]
    )
    canvas.shape(roll, tone.base, tone.line, 4.2)
    canvas.fill(
        torso.shape([(w * 0.2, 18), (w * 0.7, 6), (w + 10, -18)], [(w + 13, -6)], [(w * 0.6, 13), (w * 0.2, 18)]),
        tone.shade,
    )
    canvas.ink(torso.line([(-w - 6, -14), (-w * 0.6, 2), (-w * 0.2, 8)]), tone.light, 4.5)
