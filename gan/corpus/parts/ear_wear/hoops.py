"""Large hoops."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import spline
from gan.corpus.drawing.palettes import ramp
from gan.corpus.drawing.worn import GOLD, pick
from gan.corpus.parts.ear_wear._ear import show_ears
from gan.corpus.records.values import Value

VALUE = Value("hoops", "大圈耳环", share=1.2)

_METALS = (GOLD, GOLD, ramp((0.90, 0.015, 260), depth=1.3))
# From the lobe round and back, for the viewer's right.
_RING = ((-3, 0), (-14, 9), (-19, 24), (-13, 40), (2, 47), (17, 39), (22, 23), (16, 8), (7, 1))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw them."""
    metal = pick(avatar, "ear", _METALS)
    with canvas.surface(avatar.rig.pose.ears):
        ears = show_ears(canvas, avatar)
        if not ears:
            return
        rings = [spline([ear.off(*place) for place in _RING]) for ear in ears]
        canvas.stroke(rings, metal.line, 10.5)
        canvas.stroke(rings, metal.base, 5.8)
        canvas.ink(
            [spline([ear.off(*place) for place in (_RING[1:5] if ear.side > 0 else _RING[4:8])]) for ear in ears],
            metal.shine,
            4.2,
        )
