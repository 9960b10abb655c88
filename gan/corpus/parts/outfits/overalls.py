"""Dungarees over a striped shirt."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.outfits._pieces import draw_buttons
from gan.corpus.parts.outfits._torso import GOLD, WHITE, Torso, draw_back, draw_torso, round_neck
from gan.corpus.records.values import Value

VALUE = Value("dungarees", "背带裤")
WIDTH = 44


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The far side of the shirt's neckline."""
    draw_back(canvas, Torso.of(avatar), WHITE, WIDTH)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Striped shirt, then straps and bib."""
    torso, tone, stripe = Torso.of(avatar), avatar.colors.cloth, avatar.colors.trim
    neckline = round_neck(WIDTH, 20)
    with draw_torso(canvas, torso, WHITE, neckline):
        rows = [
            torso.line([(-190, y + 10), (-112, y), (0, y + 10), (112, y), (190, y + 10)]) for y in (16, 38, 60, 82, 104)
        ]
        canvas.stroke(rows, stripe.light, 6)
    rim = torso.line([*reversed(neckline), *((-x, y) for x, y in neckline[1:])])
    canvas.stroke(rim, WHITE.line, 11)
    canvas.stroke(rim, WHITE.base, 6.5)
    straps = torso.pair([(-62, -3), (-92, 7)], [(-88, 34), (-70, 62)], [(-40, 60)], [(-56, 30), (-62, -3)])
    canvas.contour(straps, tone.line, 4.4)
    canvas.fill(straps[0], tone.base)
    canvas.fill(straps[1], tone.shade)
    bib = torso.both([(0, 42), (-48, 40), (-72, 37)], [(-78, 64), (-92, 82), (-114, 92), (-116, 150)], [(0, 150)])
    canvas.shape(bib, tone.base, tone.line)
    canvas.fill(
        torso.shape([(50, 41), (72, 37)], [(78, 64), (92, 82), (114, 92)], [(114, 150)], [(60, 150)], [(50, 41)]),
        tone.shade,
    )
    canvas.stroke(torso.line([(-67, 48), (0, 52), (67, 48)]), tone.shine, 2.8)
    pocket = torso.both([(0, 66), (-32, 65)], [(-32, 150)], [(0, 150)])
    canvas.stroke(pocket, tone.line, 3.4)
    draw_buttons(canvas, torso, GOLD, [(-58, 52), (58, 52)], 9)
