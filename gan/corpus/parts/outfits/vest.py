"""A knitted school vest with lozenges over a white shirt."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import mirror
from gan.corpus.parts.outfits._pieces import draw_point_collar
from gan.corpus.parts.outfits._torso import WHITE, Torso, draw_back, draw_torso, round_neck
from gan.corpus.records.values import Value

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
            [(0, 52), (-30, 26), (-48, -4)], [(-94, 9)], [(-105, 36), (-112, 74)], [(-114, 150)], [(0, 150)]
        )
        canvas.shape(vest, tone.base, tone.line)
        rows = [(-50, 70), (50, 70), (0, 104), (-88, 104), (88, 104)]
        canvas.fill([torso.straight([(x, y - 26), (x + 19, y), (x, y + 26), (x - 19, y)]) for x, y in rows], edge.base)
        canvas.fill(
            torso.shape([(92, 8), (82, 60), (74, 150)], [(114, 150)], [(112, 74), (105, 36), (92, 8)]), tone.deep, 0.5
        )
        half = torso.line([(-50, -6), (-30, 28), (0, 54)])
        neck = [half, mirror(half)]
        sides = torso.lines([(-95, 9), (-105, 36), (-112, 74), (-114, 150)])
        canvas.stroke(neck + sides, tone.line, 13)
        canvas.stroke(neck + sides, trim.base, 8.4)
    creases = [[(-124, 66), (-118, 78), (-109, 84)], [(110, 74), (119, 76), (126, 64)]]
    canvas.ink([torso.line(crease) for crease in creases], WHITE.line, 4.4)
    draw_point_collar(canvas, torso, WHITE, 36, 44)
