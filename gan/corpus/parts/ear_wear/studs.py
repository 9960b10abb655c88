"""A small stone in each ear."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import ellipse
from gan.corpus.drawing.palettes import Tone, ramp
from gan.corpus.drawing.worn import pick
from gan.corpus.parts.ear_wear._ear import show_ears
from gan.corpus.records.values import Value

VALUE = Value("studs", "耳钉", share=1.2)

_TONES: tuple[Tone, ...] = (
    (0.66, 0.19, 15),
    (0.66, 0.14, 245),
    (0.74, 0.13, 170),
    (0.86, 0.145, 90),
    (0.96, 0.015, 250),
)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw them."""
    tone = ramp(pick(avatar, "ear", _TONES), depth=1.3)
    with canvas.surface(avatar.rig.pose.ears):
        ears = show_ears(canvas, avatar)
        if not ears:
            return
        r = 10 * (1 + 0.1 * avatar.p("accessory_size"))
        canvas.shape([ellipse(*ear.off(0, 0), r, r) for ear in ears], tone.base, tone.line, 4.2)
        canvas.fill(
            [ellipse(ear.off(0, 0)[0] + 2, ear.off(0, 0)[1] + 3, r * 0.66, r * 0.6) for ear in ears], tone.shade
        )
        canvas.fill(
            [ellipse(ear.off(0, 0)[0] - 3, ear.off(0, 0)[1] - 3.5, r * 0.34, r * 0.34) for ear in ears], "#ffffff"
        )
