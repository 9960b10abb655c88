"""A track jacket: zipped to the chin, stripes down the sleeves."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.outfits._pieces import draw_band, draw_band_back, draw_zip
from gan.corpus.parts.outfits._torso import WHITE, Torso, draw_torso, round_neck
from gan.corpus.records.values import Value

VALUE = Value("track jacket", "运动服")
STANDS = 42


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The collar's far side."""
    draw_band_back(canvas, Torso.of(avatar), avatar.colors.accent, 40, -22)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Body in two colours, sleeve stripes, collar and zip."""
    torso, tone, accent = Torso.of(avatar, 3), avatar.colors.cloth, avatar.colors.accent
    with draw_torso(canvas, torso, tone, round_neck(42, 16), under=accent):
        yoke = torso.both([(0, 62), (-50, 54), (-108, 34)], [(-66, -20)], [(0, -20)])
        canvas.fill(yoke, accent.base)
        canvas.stroke(torso.line([(-97, 38), (-50, 54), (0, 62), (50, 54), (97, 38)]), avatar.colors.trim.base, 6)
        stripes = torso.lines([(-44, -10), (-98, 14), (-121, 44), (-126, 150)]) + torso.lines(
            [(-40, 2), (-84, 22), (-106, 52), (-110, 150)]
        )
        canvas.stroke(stripes, WHITE.base, 5.4)
    draw_band(canvas, torso, accent, 40, -22, 12)
    canvas.ink(torso.line([(-42, 2), (-20, 10), (0, 13), (20, 10), (42, 2)]), avatar.colors.trim.base, 5, "pen")
    draw_zip(canvas, torso, WHITE, 0, 4, tone.line)
