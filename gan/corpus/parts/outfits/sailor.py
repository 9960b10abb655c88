"""A sailor uniform: white blouse, striped collar, a bow or a knotted scarf."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.outfits._pieces import draw_bow, draw_leaves, own_bow
from gan.corpus.parts.outfits._torso import WHITE, Torso, draw_back, draw_torso, round_neck
from gan.corpus.records.values import Value

VALUE = Value("sailor uniform", "水手服")


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The collar's far side."""
    draw_back(canvas, Torso.of(avatar), avatar.colors.cloth, 44, 18, 12)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Blouse, collar, then the scarf."""
    torso, tone, trim = Torso.of(avatar), avatar.colors.cloth, avatar.colors.trim
    stripe = avatar.colors.accent
    with draw_torso(canvas, torso, WHITE, round_neck(34, 22)):
        canvas.stroke(torso.line([(-30, 28), (0, 35), (30, 28)]), tone.base, 4)
    leaf = [
        [(-29, -25), (-48, -14), (-86, 0), (-108, 12)],
        [(-112, 30), (-103, 52)],
        [(-66, 65), (-30, 63), (0, 53)],
        [(-14, 37), (-26, 10), (-29, -25)],
    ]
    draw_leaves(canvas, torso, tone, *leaf, width=4.6)
    stripes = torso.lines([(-98, 13), (-101, 29), (-95, 45)]) + torso.lines(
        [(-95, 45), (-62, 54), (-30, 52), (-16, 48)]
    )
    canvas.stroke(stripes, stripe.base, 4.4)
    canvas.ink(torso.line([(-40, -14), (-70, -2), (-98, 7)]), tone.light, 5)
    if not own_bow(avatar):
        return
    if avatar.noise("sailor.scarf") < 0.2:
        draw_bow(canvas, torso, trim, 52)
        return
    canvas.shape(
        torso.pair([(-2, 50), (-14, 66), (-36, 84)], [(-28, 106)], [(-10, 96)], [(2, 70), (-2, 50)]),
        trim.shade,
        trim.line,
        4.2,
    )
    knot = torso.both([(0, 40), (-13, 41)], [(-16, 52), (-11, 65)], [(0, 67)])
    canvas.shape(knot, trim.base, trim.line, 4.2)
    canvas.fill(torso.shape([(2, 66), (8, 55), (7, 42)], [(13, 41)], [(16, 52), (11, 65)], [(2, 66)]), trim.shade)
