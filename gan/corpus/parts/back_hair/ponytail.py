"""One tail, high at the back of the head; under a hat it sits beside an ear."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.texture import dome
from gan.corpus.drawing.worn import ceiling
from gan.corpus.parts.back_hair._paint import covered
from gan.corpus.parts.back_hair._tails import Tail, draw_gathered, draw_tails, draw_tie
from gan.corpus.records.values import Value

VALUE = Value("ponytail", "马尾", share=1.3)


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the tail, and the head before it."""
    s = avatar.rig.side
    (w, top), sway = dome(avatar), 10 * avatar.p("sway")
    low = 396 + 34 * avatar.p("back_length")
    # However high the hair, the bow stays in the picture.
    high = max(top, ceiling(avatar) + 56)
    bow = (
        ((s * w * 0.84, 234.0), (s * w * 1.06, 214.0), (s * w * 1.26, 236.0), (s * w * 1.36, 290.0))
        if covered(avatar)
        else (
            (s * w * 0.34, high + 26),
            (s * w * 0.58, high - 8),
            (s * w * 1.02, high),
            (s * w * 1.28, high + 84),
        )
    )
    points = (*bow, (s * w * 1.33 + sway * 0.5, low - 70), (s * w * 1.34 + sway, low))
    draw_tails(canvas, avatar, [Tail(points, 88 + 6 * avatar.p("hair_volume"), "back.pony", s)])
    draw_gathered(canvas, avatar)
    if not covered(avatar):
        draw_tie(canvas, avatar, s * w * 0.44, top + 2, s * 38, 1.1)


def over_head(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the tie where it is at the side of the head."""
    if covered(avatar):
        draw_tie(canvas, avatar, avatar.rig.side * dome(avatar)[0] * 1.03, 226, avatar.rig.side * 78, 0.9)
