"""Short, but for one thin tied tail from the nape over a shoulder."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.texture import dome
from gan.corpus.parts.back_hair._plaits import Plait, draw_plaits
from gan.corpus.parts.back_hair._short import CROPS, draw_crop
from gan.corpus.parts.back_hair._strands import is_coily
from gan.corpus.parts.back_hair._tails import Tail, draw_tails, draw_tie
from gan.corpus.records.values import Value

VALUE = Value("short with a thin tail", "短发小辫", share=1.1)


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the short hair."""
    draw_crop(canvas, avatar, CROPS["short"])


def over_body(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the tail with its tie."""
    rig, s = avatar.rig, avatar.rig.side
    w, sway = dome(avatar)[0], 6 * avatar.p("sway")
    y = rig.chin - 26
    low = rig.collar + 70 + 18 * avatar.p("back_length")
    points = (
        (s * w * 0.42, y + 6),
        (s * w * 0.48, y + 26),
        (s * w * 0.52, y + 52),
        (s * w * 0.48 + sway * 0.5, low - 34),
        (s * w * 0.40 + sway, low),
    )
    if is_coily(avatar):
        # Coils of that length would be a ball; plaited they hang.
        draw_plaits(canvas, avatar, [Plait(points, 30, 26)])
        return
    draw_tails(canvas, avatar, [Tail(points, 38, "back.rat", s)])
    draw_tie(canvas, avatar, s * w * 0.49, y + 28, s * -24, 0.66)
