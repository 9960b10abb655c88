"""Two buns, high at the sides; under a hat they sit low."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.texture import dome
from gan.corpus.drawing.worn import ceiling
from gan.corpus.parts.back_hair._knots import Knot, draw_knots
from gan.corpus.parts.back_hair._paint import covered
from gan.corpus.parts.back_hair._tails import draw_gathered, draw_tie
from gan.corpus.records.values import Value

VALUE = Value("space buns", "双丸子头", share=1.2)


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw them."""
    rig = avatar.rig
    (w, _), hidden = dome(avatar), covered(avatar)
    size = 43 + 3 * avatar.p("hair_volume") + 2 * avatar.p("back_length")
    place = (w * 0.82, rig.chin - 42) if hidden else _place(avatar)
    if not hidden:
        place = (place[0], max(place[1], ceiling(avatar) + size + 6))
    knots = [Knot(s * place[0], place[1], size * (0.84 if hidden else 1), s, f"back.bun.{s}") for s in (-1.0, 1.0)]
    draw_knots(canvas, avatar, knots)
    draw_gathered(canvas, avatar)


def over_head(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the ties."""
    if covered(avatar):
        return
    _, top = dome(avatar)
    x, y = _place(avatar)
    for s in (-1.0, 1.0):
        angle = 36 if y < top + 40 else 70
        draw_tie(canvas, avatar, s * x * 0.84, y + (26 if y < top + 40 else 8), s * angle, 1.05)


def _place(avatar: Avatar) -> tuple[float, float]:
    """Middle of the right bun; beneath animal ears, where there are any."""
    w, top = dome(avatar)
    if avatar.has("headwear", "bear_ears", "bunny_ears", "cat_ears"):
        return (w * 1.05, top + 92)
    return (w * 0.76, top + 14)
