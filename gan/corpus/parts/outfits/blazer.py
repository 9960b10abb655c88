"""A school blazer with shirt, tie and a crest on the pocket."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.palettes import Ramp
from gan.corpus.parts.outfits._pieces import draw_buttons, draw_leaves, draw_point_collar, draw_shirt_front, own_bow
from gan.corpus.parts.outfits._torso import GOLD, WHITE, Torso, draw_back, draw_torso, v_neck
from gan.corpus.records.values import Value

VALUE = Value("blazer", "西装校服")
STANDS = 34
WITHIN = 24


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The shirt collar's far side."""
    draw_back(canvas, Torso.of(avatar), WHITE, 38, 18)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Shirt and tie, then the jacket with its lapels."""
    torso, tone, tie = Torso.of(avatar, 3), avatar.colors.cloth, avatar.colors.trim
    draw_shirt_front(canvas, torso, WHITE)
    draw_buttons(canvas, torso, WHITE, [(0, 40), (0, 66)], 3.6)
    if own_bow(avatar):
        _tie(canvas, torso, tie)
    draw_point_collar(canvas, torso, WHITE, 32, 34)
    with draw_torso(canvas, torso, tone, v_neck(46, 112)):
        pass
    leaf = [
        [(-36, -22), (-54, -10), (-74, 8)],
        [(-80, 28)],
        [(-64, 34)],
        [(-74, 50)],
        [(-46, 84), (-4, 122)],
        [(-24, 62), (-40, 22), (-36, -22)],
    ]
    draw_leaves(canvas, torso, tone, *leaf, width=4.4)
    canvas.ink(torso.line([(-39, -14), (-42, 24), (-27, 64), (-8, 108)]), tone.light, 5)
    canvas.ink(torso.lines([(-64, 34), (-54, 30), (-45, 30)]), tone.line, 3.4)
    x = 84 * torso.side
    crest = torso.both([(0, 58), (-10, 56)], [(-11, 70), (-7, 79), (0, 84)])
    crest[:, 0] += torso.at([(x, 0)])[0][0]
    canvas.shape(crest, tie.base, tie.line, 3.2)
    canvas.fill(torso.dot(x, 67, 4.2), GOLD.light)
    draw_buttons(canvas, torso, GOLD, [(0, 130)])


def _tie(canvas: Canvas, torso: Torso, tie: Ramp) -> None:
    """Blade and knot."""
    blade = torso.both([(0, 30), (-8, 32)], [(-17, 118)], [(0, 140)])
    canvas.shape(blade, tie.base, tie.line, 4.2)
    canvas.fill(torso.shape([(2, 40), (4, 120)], [(16, 116)], [(8, 36)], [(2, 40)]), tie.shade)
    canvas.shape(torso.both([(0, 15), (-13, 16)], [(-9, 37)], [(0, 39)]), tie.base, tie.line, 4.2)
