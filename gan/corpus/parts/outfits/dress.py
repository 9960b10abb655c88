"""A dress with puffed sleeves and a round white collar."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.outfits._pieces import draw_bow, draw_leaves, own_bow
from gan.corpus.parts.outfits._torso import WHITE, Torso, draw_back, draw_torso, round_neck
from gan.corpus.records.values import Value

VALUE = Value("puff-sleeved dress", "泡泡袖连衣裙")


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The collar's far side."""
    draw_back(canvas, Torso.of(avatar), WHITE, 40, 16, 11)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Body with puffed sleeves, gathers, collar and a small bow."""
    torso, tone = Torso.of(avatar), avatar.colors.cloth
    slope = [(-62, 0), (-98, 0), (-136, 14), (-157, 52), (-160, 88), (-148, 124), (-146, 150)]
    with draw_torso(canvas, torso, tone, round_neck(36, 16), slope):
        yoke = torso.both([(0, 68), (-60, 65), (-98, 55)], [(-102, 65)], [(-60, 75), (0, 78)])
        canvas.shape(yoke, WHITE.base, WHITE.line, 4.2)
        gathers = [torso.line([(x, 78 - abs(x) * 0.08), (x * 1.12, 124)]) for x in (-78, -46, -16, 16, 46, 78)]
        canvas.ink(gathers, tone.line, 4, "root")
    puffs = torso.lines([(-96, 6), (-108, 22), (-114, 40)]) + torso.lines([(-108, 6), (-122, 18), (-132, 34)])
    canvas.ink(puffs, tone.line, 4, "lens")
    leaf = [
        [(-29, -24), (-46, -14), (-66, 4), (-72, 24), (-58, 42), (-32, 46), (-9, 36), (-1, 22)],
        [(-16, 10), (-29, -24)],
    ]
    draw_leaves(canvas, torso, WHITE, *leaf, width=4.4)
    canvas.stroke(torso.lines([(-62, 10), (-62, 25), (-51, 35), (-32, 37), (-15, 30)]), avatar.colors.accent.base, 3.4)
    if own_bow(avatar):
        draw_bow(canvas, torso, avatar.colors.trim, 28, 0.62)
