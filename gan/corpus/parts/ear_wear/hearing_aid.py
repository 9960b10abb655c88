"""A hearing aid behind the ear, in a cheerful colour, with its tube into the ear."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import blob, outline, spline
from gan.corpus.drawing.palettes import Tone, ramp
from gan.corpus.drawing.worn import WHITE, pick
from gan.corpus.parts.ear_wear._ear import show_ears
from gan.corpus.records.values import Value

VALUE = Value("hearing aid", "助听器", share=1.2)

_TONES: tuple[Tone, ...] = (
    (0.66, 0.15, 250),
    (0.72, 0.16, 352),
    (0.76, 0.13, 165),
    (0.70, 0.17, 40),
    (0.66, 0.15, 305),
)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it."""
    tone = ramp(pick(avatar, "ear", _TONES))
    with canvas.surface(avatar.rig.pose.ears):
        ears = show_ears(canvas, avatar)
        if not ears:
            return
        # The case hooks over the ear and follows its rim down behind it.
        cases = [
            outline(
                [ear.at(2, -30), ear.at(12, -36), ear.at(25, -31), ear.at(31, -12), ear.at(27, 10), ear.at(19, 22)],
                [ear.at(11, 19), ear.at(10, 10)],
                [ear.at(17, -4), ear.at(18, -17), ear.at(12, -24), ear.at(4, -22)],
                [ear.at(0, -26), ear.at(2, -30)],
            )
            for ear in ears
        ]
        tubes = [spline([ear.at(4, -26), ear.at(-4, -24), ear.at(-6, -13), ear.at(-1, -3)]) for ear in ears]
        molds = [
            blob([ear.at(-5, -6), ear.at(3, -8), ear.at(8, -1), ear.at(5, 9), ear.at(-3, 11), ear.at(-7, 2)])
            for ear in ears
        ]
        canvas.stroke(tubes, tone.line, 8.5)
        canvas.stroke(tubes, WHITE.base, 4.2)
        canvas.shape([*cases, *molds], tone.base, tone.line, 4.0)
        canvas.ink([spline([ear.at(14, -30), ear.at(24, -22), ear.at(26, -6)]) for ear in ears], tone.shine, 5)
        canvas.ink([spline([ear.at(16, 6), ear.at(19, 10), ear.at(25, 8)]) for ear in ears], tone.deep, 3.4, "pen")
