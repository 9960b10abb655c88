"""Headphones that rest round the neck."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import mirror
from gan.corpus.drawing.palettes import ramp
from gan.corpus.parts.neckwear._neck import around
from gan.corpus.parts.outfits._pieces import draw_drop
from gan.corpus.parts.outfits._torso import Torso
from gan.corpus.records.values import Value

VALUE = Value("headphones round the neck", "挂颈耳机")
_SHELL = ramp((0.40, 0.025, 280))


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The band behind the neck."""
    torso, w = Torso.of(avatar), around(avatar)
    band = torso.line(
        [(-w - 26, 14), (-w - 24, -16), (-w * 0.7, -36), (0, -42), (w * 0.7, -36), (w + 24, -16), (w + 26, 14)]
    )
    canvas.stroke(band, _SHELL.line, 19)
    canvas.stroke(band, _SHELL.base, 14)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """The arms on the shoulders and both cups."""
    torso, tone, w = Torso.of(avatar), avatar.colors.ribbon, around(avatar)
    arms = torso.lines([(-w - 23, -20), (-w - 27, -4), (-w - 22, 22)])
    canvas.stroke(arms, _SHELL.line, 19)
    canvas.stroke(arms, _SHELL.base, 14)
    canvas.ink(torso.line([(-w - 26, -18), (-w - 30, -2), (-w - 26, 18)]), _SHELL.shine, 5)
    x, k = w + 10, 1 + 0.08 * avatar.p("accessory_size")
    for flip in (False, True):
        pad = torso.dot(-x + 10, 38, 13 * k, 26 * k, -16)
        shell = torso.dot(-x - 3, 34, 17 * k, 27 * k, -16)
        disc = torso.dot(-x - 6, 33, 10 * k, 17 * k, -16)
        draw_drop(canvas, [mirror(pad, flip), mirror(shell, flip)], _SHELL)
        canvas.shape(mirror(pad, flip), _SHELL.shade, _SHELL.line, 4.6)
        canvas.shape(mirror(shell, flip), tone.shade if flip else tone.base, tone.line, 4.6)
        canvas.fill(mirror(disc, flip), tone.deep if flip else tone.shade)
    canvas.fill([torso.dot(-x - 9, 24, 4, 7, -16), torso.dot(x, 24, 3, 5, 16)], tone.shine)
