"""Long hair whose upper part is tied in a small knot on the crown; under a hat the knot sits beside an ear."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.texture import dome
from gan.corpus.drawing.worn import ceiling
from gan.corpus.parts.back_hair._knots import Knot, draw_knots
from gan.corpus.parts.back_hair._lengths import cut_of, draw_cut, draw_over_shoulders
from gan.corpus.parts.back_hair._paint import covered
from gan.corpus.parts.back_hair._tails import draw_tie
from gan.corpus.records.values import Value

VALUE = Value("half-up bun", "半丸子头", near=("long",))


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw what hangs behind the shoulders, and the knot."""
    s, size = avatar.rig.side, 33 + 2 * avatar.p("hair_volume")
    w, _ = dome(avatar)
    draw_cut(canvas, avatar, cut_of(avatar))
    if covered(avatar):
        draw_knots(canvas, avatar, [Knot(s * w * 1.12, 236, size, s, "back.half")])


def over_body(canvas: Canvas, avatar: Avatar) -> None:
    """Draw what falls over the shoulders."""
    draw_over_shoulders(canvas, avatar, cut_of(avatar))


def over_head(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the tie, and the knot where it is on the crown."""
    s, size = avatar.rig.side, 33 + 2 * avatar.p("hair_volume")
    w, top = dome(avatar)
    if covered(avatar):
        draw_tie(canvas, avatar, s * w, 238, s * 80, 0.72)
        return
    # A crown needs the middle.
    x, aside = (s * 90, 26) if avatar.has("headwear", "crown") else (s * 24, 0)
    knot = Knot(x, max(top - 12 + aside, ceiling(avatar) + size + 4), size, s, "back.half")
    draw_tie(canvas, avatar, x - s * 0.6 * aside, knot.y + size * 0.88, s * (4 + aside))
    draw_knots(canvas, avatar, [knot])
