"""A quilted winter jacket with a thick collar."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.outfits._pieces import draw_zip
from gan.corpus.parts.outfits._torso import GOLD, Torso, draw_back, draw_torso, round_neck
from gan.corpus.records.values import Value

VALUE = Value("puffer jacket", "羽绒服")
STANDS = 58


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The collar's far side."""
    draw_back(canvas, Torso.of(avatar, 8), avatar.colors.accent, 58, 22, 18)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Swollen sleeves, quilting and the collar's two rolls."""
    torso, tone = Torso.of(avatar, 8), avatar.colors.cloth
    slope = [
        (-62, 2),
        (-104, 4),
        (-134, 20),
        (-146, 40),
        (-143, 47),
        (-160, 62),
        (-164, 82),
        (-157, 92),
        (-171, 108),
        (-172, 150),
    ]
    with draw_torso(canvas, torso, tone, round_neck(46, 20), slope):
        seams = [torso.line([(-102, y - 4), (-60, y + 6), (0, y), (60, y + 6), (102, y - 4)]) for y in (58, 92)]
        puff = [torso.line([(x - 30, y), (x, y + 6), (x + 32, y)]) for x, y in ((-58, 38), (-58, 76), (58, 76))]
        canvas.ink(puff, tone.light, 8)
        arms = torso.lines([(-150, 48), (-130, 52), (-110, 48)]) + torso.lines([(-164, 94), (-140, 96), (-112, 88)])
        canvas.ink(seams + arms, tone.line, 4.2, "pen")
    rolls = (
        [[(0, 16), (-34, 10), (-62, -8)], [(-76, 2), (-74, 20)], [(-46, 38), (0, 46)]],
        [[(0, -6), (-32, -14), (-44, -34)], [(-62, -30), (-72, -14), (-68, 2)], [(-40, 18), (0, 24)]],
    )
    for roll in rolls:
        canvas.shape(torso.both(*roll), tone.base, tone.line)
    canvas.fill(torso.shape([(16, 42), (52, 30), (75, 14)], [(74, 20)], [(46, 38), (10, 46)], [(16, 42)]), tone.shade)
    canvas.fill(torso.shape([(6, 22), (44, 10), (70, -12)], [(68, 2)], [(40, 18), (0, 24)], [(6, 22)]), tone.shade)
    canvas.ink(torso.line([(-48, -24), (-62, -14), (-60, -2)]), tone.light, 7)
    draw_zip(canvas, torso, GOLD, 0, 6, tone.line)
