"""Long hair whose upper part is tied in a small knot on the crown; under a hat the knot sits beside an ear."""

from __future__ import annotations

from gan.corpus.avatar import Avatar
from gan.corpus.canvas import Canvas
from gan.corpus.parts.back_hair._knots import Knot, draw_knots
from gan.corpus.parts.back_hair._lengths import cut_of, draw_cut, draw_over_shoulders
from gan.corpus.parts.back_hair._paint import covered
from gan.corpus.parts.back_hair._tails import draw_tie
from gan.corpus.texture import dome
from gan.corpus.values import Value

VALUE = Value("half-up bun", "半丸子头", near=("long",))


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw what hangs behind the shoulders, and the knot."""
    s, size = avatar.rig.side, 33 + 2 * avatar.p("hair_volume")
    w, top = dome(avatar)
    draw_cut(canvas, avatar, cut_of(avatar))
    if covered(avatar):
        draw_knots(canvas, avatar, [Knot(s * w * 1.12, 236, size, s, "back.half")])
        return
    draw_knots(canvas, avatar, [Knot(s * 34, max(top - 10, size + 4), size, s, "back.half")])
    draw_tie(canvas, avatar, s * 30, top + 14, s * 6)


def over_body(canvas: Canvas, avatar: Avatar) -> None:
    """Draw what falls over the shoulders."""
    draw_over_shoulders(canvas, avatar, cut_of(avatar))


def over_head(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the tie where it is at the side of the head."""
    if covered(avatar):
        draw_tie(canvas, avatar, avatar.rig.side * dome(avatar)[0] * 1.0, 238, avatar.rig.side * 80, 0.72)
