"""Open hair with two small high tails; under a hat they sit at the ears."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.texture import dome
from gan.corpus.parts.back_hair._lengths import cut_of, draw_cut, draw_over_shoulders
from gan.corpus.parts.back_hair._paint import covered
from gan.corpus.parts.back_hair._tails import Tail, draw_tails, draw_tie
from gan.corpus.records.values import Value

VALUE = Value("two side up", "公主双马尾", near=("medium",))


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the open hair and the tails."""
    draw_cut(canvas, avatar, cut_of(avatar))
    (w, top), sway = dome(avatar), 7 * avatar.p("sway")
    down = 250 - top - 54 if covered(avatar) else 0
    tails: list[Tail] = []
    for s in (-1.0, 1.0):
        low = 250 + 0.6 * down + 20 * avatar.p("back_length") + 8 * avatar.noise(f"back.small.{s}")
        points = (
            (s * w * 0.76, top + 54 + down),
            (s * w * 1.04, top + 22 + down),
            (s * w * 1.27, top + 56 + down),
            (s * w * 1.34 + sway * 0.4, low - 40 + 0.1 * down),
            (s * w * 1.42 + sway, low + 0.1 * down),
        )
        tails.append(Tail(points, 58, f"back.small.{s}", s))
    draw_tails(canvas, avatar, tails)


def over_body(canvas: Canvas, avatar: Avatar) -> None:
    """Draw what falls over the shoulders."""
    draw_over_shoulders(canvas, avatar, cut_of(avatar))


def over_head(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the ties."""
    w, top = dome(avatar)
    for s in (-1.0, 1.0):
        if covered(avatar):
            draw_tie(canvas, avatar, s * w * 1.03, 234, s * 76, 0.72)
        else:
            draw_tie(canvas, avatar, s * w * 0.84, top + 47, s * 52, 0.84)
