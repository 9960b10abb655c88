"""A medal on a broad ribbon."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import mirror
from gan.corpus.parts.neckwear._neck import around
from gan.corpus.parts.outfits._pieces import draw_drop
from gan.corpus.parts.outfits._torso import GOLD, Torso
from gan.corpus.records.values import Value

VALUE = Value("medal", "奖牌")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Ribbon and medal."""
    torso, tone, w = Torso.of(avatar), avatar.colors.ribbon, around(avatar)
    k = 1 + 0.08 * avatar.p("accessory_size")
    strap = torso.shape(
        [(-w + 4, -32), (-w - 7, -28)],
        [(-w - 13, -8), (-w - 2, 22), (-14, 52)],
        [(10, 48)],
        [(-16, 28), (-w + 1, -10), (-w + 4, -32)],
    )
    medal = torso.dot(0, 63, 21 * k)
    draw_drop(canvas, [strap, mirror(strap), medal], avatar.colors.cloth)
    canvas.contour([strap, mirror(strap)], tone.line, 4.4)
    canvas.fill(mirror(strap), tone.shade)
    canvas.shape(strap, tone.base, tone.line, 4.2)
    canvas.stroke(torso.lines([(-w - 3, -24), (-w - 5, -6), (-w + 5, 20), (-16, 40)]), tone.shine, 3.4)
    canvas.shape(medal, GOLD.base, GOLD.line)
    canvas.fill(torso.dot(0, 63, 14.5 * k), GOLD.shade)
    tips = [
        (0, -11),
        (3.4, -3.6),
        (11, -3.2),
        (5, 2),
        (7, 9.6),
        (0, 5.4),
        (-7, 9.6),
        (-5, 2),
        (-11, -3.2),
        (-3.4, -3.6),
    ]
    canvas.fill(torso.straight([(x * k, 63 + y * k) for x, y in tips]), GOLD.shine)
