"""A bun on the crown; under a hat it sits at the nape."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.texture import dome
from gan.corpus.drawing.worn import ceiling
from gan.corpus.parts.back_hair._knots import Knot, draw_knots
from gan.corpus.parts.back_hair._paint import covered
from gan.corpus.parts.back_hair._strands import is_coily
from gan.corpus.parts.back_hair._tails import draw_gathered, draw_tie
from gan.corpus.records.values import Value

VALUE = Value("top bun", "丸子头", share=1.2)


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it."""
    rig, s = avatar.rig, avatar.rig.side
    w, _ = dome(avatar)
    if covered(avatar):
        # Puffs beside the cheeks would hide it.
        puffs = is_coily(avatar) and avatar.value("side_locks") not in (None, "none", "short")
        out = 0.98 if puffs else 0.70
        draw_knots(canvas, avatar, [Knot(s * w * out, rig.chin - 34, 36, s, "back.bun")])
        draw_gathered(canvas, avatar)
        return
    draw_gathered(canvas, avatar)


def over_head(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the knot on the crown, which high hair would hide from behind."""
    if covered(avatar):
        return
    s, size = avatar.rig.side, 42 + 3 * avatar.p("hair_volume") + 3 * avatar.p("back_length")
    # A crown needs the middle.
    x, aside = (s * 84, 22) if avatar.has("headwear", "crown") else (s * 12, 0)
    knot = Knot(x, max(dome(avatar)[1] - 14 + aside, ceiling(avatar) + size + 4), size, s, "back.bun")
    draw_tie(canvas, avatar, knot.x - s * 0.7 * aside, knot.y + size * 0.86, s * (2 + aside), 1.3)
    draw_knots(canvas, avatar, [knot])
