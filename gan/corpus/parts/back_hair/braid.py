"""One thick plait over a shoulder."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.texture import dome
from gan.corpus.parts.back_hair._plaits import Plait, draw_plaits
from gan.corpus.parts.back_hair._tails import draw_gathered
from gan.corpus.records.values import Value

VALUE = Value("braid", "单侧麻花辫", share=1.1)


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the back of the head."""
    draw_gathered(canvas, avatar)


def over_body(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the plait."""
    rig, s = avatar.rig, avatar.rig.side
    w, sway, y0 = dome(avatar)[0], 6 * avatar.p("sway"), rig.collar
    low = y0 + 46 + 12 * avatar.p("back_length")
    points = (
        (s * w * 0.40, rig.chin - 62),
        (s * w * 0.66, rig.chin - 16),
        (s * w * 0.70, y0 + 14),
        (s * w * 0.58 + sway, low),
    )
    draw_plaits(canvas, avatar, [Plait(points, 66 + 4 * avatar.p("hair_volume"), 44)])
