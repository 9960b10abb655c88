"""A traveller's cloak with a broad collar and a clasp."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.outfits._pieces import draw_leaves, own_bow
from gan.corpus.parts.outfits._torso import GOLD, Torso, draw_back, draw_torso, round_neck
from gan.corpus.records.values import Value

VALUE = Value("cloak", "斗篷")


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The collar's far side."""
    draw_back(canvas, Torso.of(avatar), avatar.colors.accent, 48, 26, 12)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Tunic in the opening, the falling cloth, collar and clasp."""
    torso, tone = Torso.of(avatar, 6), avatar.colors.cloth
    lining, gem = avatar.colors.accent, avatar.colors.trim
    slope = [(-62, 1), (-98, 8), (-134, 30), (-160, 70), (-178, 110), (-192, 150)]
    with draw_torso(canvas, torso, tone, round_neck(42, 22), slope, arms=False):
        canvas.fill(torso.both([(0, 40), (-10, 60), (-26, 104), (-46, 150)], [(0, 150)]), lining.shade)
        shades = torso.pair([(-50, 40), (-66, 84), (-72, 150)], [(-92, 150)], [(-82, 90), (-50, 40)])
        wide = torso.pair([(-96, 36), (-118, 84), (-124, 150)], [(-140, 150)], [(-128, 90), (-96, 36)])
        canvas.fill(shades + wide, tone.deep, 0.5)
    folds = torso.lines([(-3, 44), (-11, 62), (-26, 104), (-44, 150)])
    canvas.ink(folds, tone.line, 5.4, "pen")
    canvas.ink(
        torso.lines([(-50, 40), (-66, 84), (-72, 150)]) + torso.lines([(-96, 36), (-118, 84), (-124, 150)]),
        tone.line,
        4,
        "lens",
    )
    leaf = [
        [(-30, -32), (-62, -34)],
        [(-86, -14), (-92, 16)],
        [(-64, 22), (-34, 42), (-10, 50)],
        [(0, 34)],
        [(-20, 16), (-32, -6), (-30, -32)],
    ]
    draw_leaves(canvas, torso, lining, *leaf, width=4.6)
    canvas.stroke(torso.lines([(-80, -11), (-83, 9), (-58, 14), (-30, 34), (-12, 41)]), GOLD.base, 4)
    if own_bow(avatar):
        canvas.shape(torso.dot(0, 42, 14, 15), GOLD.base, GOLD.line, 4)
        canvas.shape(torso.dot(0, 42, 8.5, 9.5), gem.base, gem.line, 3)
        canvas.fill(torso.dot(-3, 38, 3, 3.6), gem.shine)
