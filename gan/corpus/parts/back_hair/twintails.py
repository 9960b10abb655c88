"""Two tails, high at the sides; under a hat they sit at the ears."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.texture import dome
from gan.corpus.parts.back_hair._paint import covered
from gan.corpus.parts.back_hair._tails import Tail, draw_gathered, draw_tails, draw_tie
from gan.corpus.records.values import Value

VALUE = Value("twintails", "双马尾", share=1.2)


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the tails, and the head between them."""
    (w, top), sway = dome(avatar), 10 * avatar.p("sway")
    # Where the tail leaves the head, and the height of its bow.
    root, bow = (264.0, 268.0) if covered(avatar) else (top + 66, top + 44)
    tails: list[Tail] = []
    for s in (-1.0, 1.0):
        low = 450 + 34 * avatar.p("back_length") + 8 * avatar.noise(f"back.tail.{s}")
        points = (
            (s * w * 0.84, root),
            (s * w * 1.12, bow),
            (s * w * 1.29, bow + 56),
            (s * w * 1.34 + sway * 0.4, bow * 0.4 + low * 0.6 - 44),
            (s * w * 1.28 + sway * 0.8, low - 60),
            (s * w * 1.36 + sway, low),
        )
        tails.append(Tail(points, 86 + 6 * avatar.p("hair_volume"), f"back.tail.{s}", s))
    draw_tails(canvas, avatar, tails)
    draw_gathered(canvas, avatar)


def over_head(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the ties."""
    w, top = dome(avatar)
    low = covered(avatar)
    for s in (-1.0, 1.0):
        draw_tie(
            canvas,
            avatar,
            s * w * (1.02 if low else 0.92),
            264 if low else top + 62,
            s * (80 if low else 58),
            0.84 if low else 1,
        )
