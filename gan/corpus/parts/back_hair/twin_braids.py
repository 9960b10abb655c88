"""Two plaits over the shoulders."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.texture import dome
from gan.corpus.parts.back_hair._plaits import Plait, draw_plaits
from gan.corpus.parts.back_hair._tails import draw_gathered
from gan.corpus.records.values import Value

VALUE = Value("twin braids", "双麻花辫", share=1.1)


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the back of the head."""
    draw_gathered(canvas, avatar)


def over_body(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the plaits."""
    rig = avatar.rig
    w, sway, y0 = dome(avatar)[0], 6 * avatar.p("sway"), rig.collar
    plaits: list[Plait] = []
    for s in (-1.0, 1.0):
        low = y0 + 44 + 12 * avatar.p("back_length") + 6 * avatar.noise(f"back.braid.{s}")
        points = (
            (s * w * 0.56, rig.chin - 70),
            (s * w * 0.80, rig.chin - 22),
            (s * w * 0.86, y0),
            (s * w * 0.80 + sway, low),
        )
        plaits.append(Plait(points, 46 + 3 * avatar.p("hair_volume"), 38))
    draw_plaits(canvas, avatar, plaits)
