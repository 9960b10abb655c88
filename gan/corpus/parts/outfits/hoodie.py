"""A hooded sweater with cords; the hood lies behind the neck."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import mirror
from gan.corpus.parts.outfits._torso import Torso, draw_torso, round_neck
from gan.corpus.records.values import Value

VALUE = Value("hoodie", "连帽卫衣")


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The hood and its lining."""
    torso, tone, lining = Torso.of(avatar, 6), avatar.colors.cloth, avatar.colors.accent
    hood = torso.both([(0, -66), (-54, -62), (-92, -40), (-106, -6), (-94, 26), (-60, 44), (0, 50)])
    canvas.shape(hood, tone.shade, tone.line)
    canvas.fill(torso.both([(0, -50), (-46, -44), (-70, -16), (-60, 16), (0, 34)]), lining.deep)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Body, the hood's rolled edge and the cords."""
    torso, tone, lining = Torso.of(avatar, 6), avatar.colors.cloth, avatar.colors.accent
    slope = [(-62, 2), (-94, 12), (-121, 29), (-138, 56), (-147, 94), (-156, 150)]
    with draw_torso(canvas, torso, tone, round_neck(44, 36), slope):
        canvas.fill(torso.both([(0, 86), (-40, 76), (-92, 40)], [(-60, 20), (0, 40)]), tone.deep, 0.5)
    roll = [
        [(-31, -34), (-66, -38), (-95, -18), (-101, 8), (-84, 36), (-46, 64), (0, 78)],
        [(0, 40)],
        [(-20, 28), (-33, 2), (-31, -34)],
    ]
    left, right = torso.pair(*roll)
    canvas.contour([left, right], tone.line)
    canvas.fill([left, right], tone.base)
    shade = torso.shape([(97, -12), (100, 8), (84, 36), (46, 64), (0, 78)], [(0, 66), (40, 50), (72, 22), (97, -12)])
    canvas.fill([shade], tone.shade)
    inner = torso.shape(
        [(-31, -34), (-46, -30), (-46, 2), (-28, 34), (0, 52)], [(0, 40)], [(-20, 28), (-33, 2), (-31, -34)]
    )
    canvas.fill([inner, mirror(inner)], lining.shade)
    canvas.ink(torso.lines([(-46, -30), (-46, 2), (-28, 34), (0, 52)]), tone.line, 3.4, "pen")
    canvas.ink(torso.line([(-62, -30), (-86, -14), (-91, 6), (-80, 26)]), tone.light, 6)
    canvas.ink([*torso.lines([(-92, 14), (-74, 26), (-58, 28)]), torso.line([(0, 54), (0, 78)])], tone.line, 3.6)
    cords = [torso.line([(-22, 60), (-25, 84), (-23, 112)]), torso.line([(22, 60), (26, 80), (25, 100)])]
    canvas.stroke(cords, lining.line, 9.4)
    canvas.stroke(cords, lining.base, 5)
    canvas.shape([torso.dot(-22, 60, 5), torso.dot(22, 60, 5)], lining.base, lining.line, 3.4)
