"""One loose tail, tied at the nape, over a shoulder."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.texture import dome
from gan.corpus.parts.back_hair._tails import Tail, draw_gathered, draw_tails, draw_tie
from gan.corpus.records.values import Value

VALUE = Value("side ponytail", "侧马尾", share=1.1)


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the back of the head."""
    draw_gathered(canvas, avatar)


def over_body(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the tail with its tie."""
    rig, s = avatar.rig, avatar.rig.side
    w, sway = dome(avatar)[0], 7 * avatar.p("sway")
    y = rig.chin - 40
    low = rig.collar + 96 + 22 * avatar.p("back_length")
    points = (
        (s * w * 0.48, y),
        (s * w * 0.82, y + 14),
        (s * w * 0.94, y + 56),
        (s * w * 0.84 + sway * 0.5, low - 60),
        (s * w * 0.66 + sway, low),
    )
    draw_tails(canvas, avatar, [Tail(points, 88 + 6 * avatar.p("hair_volume"), "back.side", s)])
    draw_tie(canvas, avatar, s * w * 0.74, y + 12, s * -60, 1.05)
