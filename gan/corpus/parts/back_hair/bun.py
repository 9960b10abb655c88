"""A bun on the crown; under a hat it sits at the nape."""

from __future__ import annotations

from gan.corpus.avatar import Avatar
from gan.corpus.canvas import Canvas
from gan.corpus.parts.back_hair._knots import Knot, draw_knots
from gan.corpus.parts.back_hair._paint import covered
from gan.corpus.parts.back_hair._tails import draw_gathered, draw_tie
from gan.corpus.texture import dome
from gan.corpus.values import Value

VALUE = Value("top bun", "丸子头", share=1.2)


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it."""
    rig, s = avatar.rig, avatar.rig.side
    w, top = dome(avatar)
    if covered(avatar):
        draw_knots(canvas, avatar, [Knot(s * w * 0.70, rig.chin - 34, 36, s, "back.bun")])
        draw_gathered(canvas, avatar)
        return
    size = 43 + 3 * avatar.p("hair_volume") + 3 * avatar.p("back_length")
    x, y = s * 12, max(top - 16, size + 3)
    draw_gathered(canvas, avatar)
    draw_knots(canvas, avatar, [Knot(x, y, size, s, "back.bun")])
    draw_tie(canvas, avatar, x, top + 12, s * 2, 1.3)
