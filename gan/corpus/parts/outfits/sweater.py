"""A wool sweater with a patterned yoke and a ribbed neck."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.outfits._torso import Torso, draw_back, draw_torso, round_neck
from gan.corpus.records.values import Value

VALUE = Value("patterned sweater", "提花毛衣")
STANDS = 34
WIDTH = 44


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The far side of the ribbed neck."""
    draw_back(canvas, Torso.of(avatar), avatar.colors.cloth, WIDTH, 15, 14)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Body with rounds of colour about the neck, and the rib."""
    torso, tone, accent, trim = Torso.of(avatar, 4), avatar.colors.cloth, avatar.colors.accent, avatar.colors.trim
    neckline = round_neck(WIDTH, 24)
    with draw_torso(canvas, torso, tone, neckline):
        rounds = [
            torso.line(
                [(-168, y - 58), (-108, y - 10), (-52, y + 12), (0, y + 18), (52, y + 12), (108, y - 10), (168, y - 58)]
            )
            for y in (36, 68)
        ]
        canvas.stroke(rounds[1], accent.base, 19)
        canvas.stroke(rounds[0], trim.base, 5)
        peaks = [
            (-112, 54),
            (-90, 64),
            (-66, 73),
            (-40, 79),
            (-13, 82),
            (13, 82),
            (40, 79),
            (66, 73),
            (90, 64),
            (112, 54),
        ]
        canvas.fill(
            [torso.straight([(x - 9, y + 5), (x, y - 6), (x + 9, y + 5), (x, y + 16)]) for x, y in peaks], tone.base
        )
        dots = [(-100, 44), (-78, 53), (-53, 60), (-27, 64), (0, 66), (27, 64), (53, 60), (78, 53), (100, 44)]
        canvas.fill([torso.dot(x, y - 3, 3.6) for x, y in dots], accent.base)
    rim = [*reversed(neckline), *((-x, y) for x, y in neckline[1:])]
    canvas.stroke(torso.line(rim), tone.line, 21)
    canvas.stroke(torso.line(rim), tone.base, 16)
    canvas.ink(torso.line([(-2, 27), (26, 20), (44, -4)]), tone.shade, 12)
    ribs = [(-45, 2), (-38, 12), (-26, 19), (-13, 24), (0, 26), (13, 24), (26, 19), (38, 12), (45, 2)]
    canvas.ink([torso.line([(x * 0.90, y - 8), (x * 1.08, y + 7)]) for x, y in ribs], tone.deep, 3.2)
