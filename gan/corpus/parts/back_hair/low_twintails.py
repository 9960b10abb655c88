"""Two tails, tied at the nape, over the shoulders."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.texture import dome
from gan.corpus.parts.back_hair._tails import Tail, draw_gathered, draw_tails, draw_tie
from gan.corpus.records.values import Value

VALUE = Value("low twintails", "低双马尾", share=1.1)


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the back of the head."""
    draw_gathered(canvas, avatar)


def over_body(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the tails with their ties."""
    rig = avatar.rig
    w, sway = dome(avatar)[0], 7 * avatar.p("sway")
    y = rig.chin - 44
    tails: list[Tail] = []
    for s in (-1.0, 1.0):
        low = rig.collar + 78 + 22 * avatar.p("back_length") + 8 * avatar.noise(f"back.low.{s}")
        points = (
            (s * w * 0.60, y),
            (s * w * 0.87, y + 20),
            (s * w * 0.99, y + 56),
            (s * w * 0.96 + sway * 0.5, low - 56),
            (s * w * 0.90 + sway, low),
        )
        tails.append(Tail(points, 62 + 5 * avatar.p("hair_volume"), f"back.low.{s}", s))
    draw_tails(canvas, avatar, tails)
    for s in (-1.0, 1.0):
        draw_tie(canvas, avatar, s * w * 0.83, y + 15, s * -56, 0.86)
