"""A jacket with a standing collar that closes at the side with knotted loops."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.outfits._pieces import draw_band_back, draw_leaves
from gan.corpus.parts.outfits._torso import Torso, draw_torso, round_neck
from gan.corpus.records.values import Value

VALUE = Value("mandarin jacket", "唐装")
STANDS = 40


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The collar's far side."""
    draw_band_back(canvas, Torso.of(avatar), avatar.colors.cloth, 35, -29)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Body, piped opening toward the left of the picture, knots and collar."""
    torso, tone = Torso.of(avatar), avatar.colors.cloth
    pipe, knot = avatar.colors.trim, avatar.colors.accent
    with draw_torso(canvas, torso, tone, round_neck(40, 14)):
        for x, y, r in ((50, 62, 1.0),):
            puffs = [
                torso.dot(x + dx * r, y + dy * r, size * r) for dx, dy, size in ((-15, 3, 9), (0, -5, 12), (15, 3, 9))
            ]
            base = torso.straight(
                [(x - 24 * r, y + 5 * r), (x + 24 * r, y + 5 * r), (x + 24 * r, y + 12 * r), (x - 24 * r, y + 12 * r)]
            )
            canvas.fill([*puffs, base], tone.light)
        opening = torso.line([(0, 20), (-14, 34), (-44, 40), (-70, 50), (-88, 74), (-94, 150)])
        canvas.stroke(opening, tone.line, 11)
        canvas.stroke(opening, pipe.base, 6.5)
    leaf = [[(-33, -30), (-38, -10), (-44, 4)], [(-30, 16), (-3, 23)], [(0, 6), (-10, -4)], [(-24, -12), (-33, -30)]]
    draw_leaves(canvas, torso, tone, *leaf, width=4.6)
    rim = torso.lines([(-33, -30), (-24, -12), (-10, -4), (-1, 6), (-3, 22)])
    canvas.stroke(rim, pipe.line, 7.5)
    canvas.stroke(rim, pipe.base, 4.6)
    for x, y, turn in ((0, 25, 90), (-46, 41, 62), (-84, 68, 20)):
        canvas.shape(
            [torso.dot(x - 8, y, 7, 4.6, turn - 90), torso.dot(x + 8, y, 7, 4.6, turn - 90)], knot.base, knot.line, 3.2
        )
        canvas.shape(torso.dot(x, y, 5), knot.light, knot.line, 3.2)
