"""A varsity jacket, open over a plain shirt: sleeves in the second colour, striped rib, a letter-like patch."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.outfits._pieces import draw_buttons
from gan.corpus.parts.outfits._torso import WHITE, Torso, draw_back, draw_torso, round_neck
from gan.corpus.records.values import Value

VALUE = Value("varsity jacket", "棒球外套")


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The rib's far side."""
    draw_back(canvas, Torso.of(avatar), avatar.colors.accent, 46, 18, 14)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Shirt, jacket, sleeves, rib and patch."""
    torso, tone = Torso.of(avatar, 6), avatar.colors.cloth
    sleeve, trim = avatar.colors.accent, avatar.colors.trim
    neckline = round_neck(42, 16)
    shirt = torso.both(neckline, [(-66, 6)], [(-60, 150)], [(0, 150)])
    canvas.shape(shirt, WHITE.base, WHITE.line, 4.2)
    canvas.fill(torso.both([(0, 44), (-26, 34), (-42, 4)], [(-36, -4), (0, 15)]), WHITE.shade)
    canvas.stroke(torso.line([*reversed(neckline), *((-x, y) for x, y in neckline[1:])]), WHITE.line, 3.6)
    with draw_torso(canvas, torso, tone, [(0, 150), (-22, 149), (-23, 70), (-32, 34), (-46, -9)]):
        arms = torso.pair(
            [(-84, -20), (-98, 26), (-106, 60)], [(-104, 150)], [(-190, 150)], [(-190, -20)], [(-84, -20)]
        )
        canvas.fill(arms, sleeve.base)
        canvas.stroke(torso.lines([(-86, -10), (-98, 26), (-107, 60)]), tone.line, 3.8)
    ribs = torso.lines([(-42, -14), (-49, 8), (-36, 40), (-25, 72), (-24, 150)])
    canvas.stroke(ribs, sleeve.line, 20)
    canvas.stroke(ribs, sleeve.base, 15.4)
    canvas.stroke(ribs, tone.base, 4.6)
    draw_buttons(canvas, torso, WHITE, [(-46, 76), (-46, 106)] if torso.side > 0 else [(46, 76), (46, 106)], 4.8)
    x = 74 * torso.side
    patch = torso.straight(
        [(x - 13, 52), (x + 13, 52), (x + 13, 61), (x + 5, 61), (x + 5, 86), (x - 5, 86), (x - 5, 61), (x - 13, 61)]
    )
    canvas.shape(patch, trim.base, trim.line, 4.2)
