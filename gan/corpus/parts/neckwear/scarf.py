"""A knitted scarf, wrapped round the neck, with one end hanging down."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import mirror
from gan.corpus.parts.neckwear._neck import around
from gan.corpus.parts.outfits._pieces import draw_drop
from gan.corpus.parts.outfits._torso import Torso
from gan.corpus.records.values import Value

VALUE = Value("scarf", "围巾")


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The turn behind the neck."""
    torso, tone, w = Torso.of(avatar), avatar.colors.ribbon, around(avatar)
    back = torso.both([(0, -34), (-w * 0.8, -34), (-w - 22, -18)], [(-w - 24, 14)], [(0, 20)])
    canvas.shape(back, tone.deep, tone.line)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """The hanging end, the lower turn, then the upper one."""
    torso, tone, w = Torso.of(avatar), avatar.colors.ribbon, around(avatar)
    flip = torso.side > 0
    end = torso.shape(
        [(-18, 18), (-14, 60), (-20, 96), (-22, 150)], [(-66, 150)], [(-62, 96), (-56, 56), (-50, 18)], [(-18, 18)]
    )
    draw_drop(canvas, mirror(end, flip), tone)
    canvas.shape(mirror(end, flip), tone.base, tone.line)
    bands = [
        torso.shape([(-66, y), (-40, y + 4), (-10, y)], [(-10, y + 10)], [(-40, y + 14), (-66, y + 10)], [(-66, y)])
        for y in (62, 82, 102)
    ]
    with canvas.clip(mirror(end, flip)):
        canvas.fill([mirror(band, flip) for band in bands], tone.light)
        canvas.fill(torso.straight([(-70, 10), (70, 10), (70, 52), (-70, 46)]), tone.deep, 0.55)
    lower = torso.both([(0, 4), (-w, -4), (-w - 28, -10)], [(-w - 36, 10), (-w - 22, 28)], [(-40, 46), (0, 50)])
    draw_drop(canvas, lower, tone)
    canvas.shape(lower, tone.base, tone.line)
    upper = torso.both(
        [(0, -13), (-w * 0.7, -19), (-w - 4, -34)], [(-w - 26, -24), (-w - 30, -6), (-w - 18, 8)], [(-30, 25), (0, 27)]
    )
    canvas.fill(torso.both([(0, 36), (-w, 26), (-w - 26, 10)], [(-w, 0), (0, 4)]), tone.shade)
    canvas.shape(upper, tone.base, tone.line)
    shade = torso.shape([(8, 26), (w * 0.8, 6), (w + 20, -26)], [(w + 30, -10), (w + 18, 8)], [(30, 25), (8, 26)])
    canvas.fill(shade, tone.shade)
    canvas.ink(
        [torso.line([(-w - 16, 2), (-w * 0.6, 12), (-4, 12)]), torso.line([(w + 22, 24), (w * 0.7, 36), (10, 38)])],
        tone.line,
        3.8,
    )
    canvas.ink(torso.line([(-w - 20, -18), (-w - 18, -6), (-w * 0.8, 4)]), tone.light, 6)
