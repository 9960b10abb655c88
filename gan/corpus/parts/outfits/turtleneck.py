"""A turtleneck with a folded collar and a cable down the front."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.outfits._pieces import draw_band, draw_band_back
from gan.corpus.parts.outfits._torso import Torso, draw_torso, round_neck
from gan.corpus.records.values import Value

VALUE = Value("turtleneck", "高领毛衣")
STANDS = 42
WIDTH = 40


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The collar's far side."""
    draw_band_back(canvas, Torso.of(avatar), avatar.colors.cloth, WIDTH, -27)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Body, cable and collar."""
    torso, tone = Torso.of(avatar), avatar.colors.cloth
    with draw_torso(canvas, torso, tone, round_neck(40, 12)):
        canvas.fill(torso.both([(0, 48), (-40, 38), (-62, 4)], [(-30, -4), (0, 2)]), tone.deep, 0.5)
        stitches = [
            torso.shape([(x - 12, y), (x, y + 11)], [(x + 12, y)]) for x in (-54, 0, 54) for y in range(36, 105, 17)
        ]
        canvas.ink(stitches, tone.deep, 5.5)
        canvas.stroke([torso.line([(x, 40), (x, 150)]) for x in (-76, -30, 30, 76)], tone.shade, 5)
    draw_band(canvas, torso, tone, WIDTH, -27, 22, ribs=9)
