"""A knitted school vest with lozenges over a white shirt."""

from __future__ import annotations

from gan.corpus.avatar import Avatar
from gan.corpus.canvas import Canvas
from gan.corpus.geometry import mirror
from gan.corpus.parts.outfits._pieces import draw_point_collar
from gan.corpus.parts.outfits._torso import WHITE, Torso, draw_back, draw_torso, round_neck
from gan.corpus.values import Value

VALUE = Value("argyle vest", "菱格背心")
STANDS = 36
WITHIN = 24


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The shirt collar's far side."""
    draw_back(canvas, Torso.of(avatar), WHITE, 38, 18, 10)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Shirt, vest with lozenges and ribbed edges, collar."""
    torso, tone = Torso.of(avatar), avatar.colors.cloth
    edge, trim = avatar.colors.accent, avatar.colors.trim
    with draw_torso(canvas, torso, WHITE, round_neck(34, 16), arms=False):
        vest = torso.both(
            [(0, 62), (-30, 30), (-46, -4)], [(-84, 6)], [(-96, 34), (-104, 74)], [(-106, 150)], [(0, 150)]
        )
        canvas.shape(vest, tone.base, tone.line)
        rows = [(-46, 74), (46, 74), (0, 108), (-84, 108), (84, 108)]
        canvas.fill([torso.straight([(x, y - 26), (x + 19, y), (x, y + 26), (x - 19, y)]) for x, y in rows], edge.base)
        canvas.fill(
            torso.shape([(82, 6), (74, 60), (66, 150)], [(106, 150)], [(104, 74), (96, 34), (82, 6)]), tone.deep, 0.5
        )
        half = torso.line([(-48, -6), (-30, 32), (0, 64)])
        neck = [half, mirror(half)]
        sides = torso.lines([(-85, 6), (-96, 34), (-104, 74), (-106, 150)])
        canvas.stroke(neck + sides, tone.line, 13)
        canvas.stroke(neck + sides, trim.base, 8.4)
    creases = [[(-124, 66), (-118, 78), (-109, 84)], [(110, 74), (119, 76), (126, 64)]]
    canvas.ink([torso.line(crease) for crease in creases], WHITE.line, 4.4)
    draw_point_collar(canvas, torso, WHITE, 36, 44)
