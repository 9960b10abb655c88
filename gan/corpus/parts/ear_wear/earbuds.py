"""Wireless earbuds."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, ellipse, outline
from gan.corpus.drawing.palettes import Tone, ramp
from gan.corpus.drawing.tints import luma
from gan.corpus.drawing.worn import pick
from gan.corpus.parts.ear_wear._ear import Ear, show_ears
from gan.corpus.records.values import Value

VALUE = Value("earbuds", "无线耳机", share=1.2)

_TONES: tuple[Tone, ...] = ((0.965, 0.012, 250), (0.965, 0.012, 250), (0.36, 0.03, 280), (0.76, 0.13, 355))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw them."""
    tone = ramp(pick(avatar, "ear", _TONES))
    with canvas.surface(avatar.rig.pose.ears):
        ears = show_ears(canvas, avatar)
        if not ears:
            return
        canvas.shape([_bud(ear) for ear in ears], tone.base, tone.line, 4.2)
        canvas.fill(
            [
                outline([ear.at(5, 8), ear.at(5, 38)], [ear.at(0.5, 38)], [ear.at(0.5, 8)], [ear.at(5, 8)])
                for ear in ears
            ],
            tone.shade,
        )
        dark = luma(tone.base) < 128
        canvas.fill([ellipse(*ear.at(2, -3), 5.5, 5) for ear in ears], tone.light if dark else "#ffffff")


def _bud(ear: Ear) -> Curve:
    return outline(
        [ear.at(-8, 2), ear.at(-9, -8), ear.at(0, -15), ear.at(11, -10), ear.at(12, 2), ear.at(5.5, 9)],
        [ear.at(5, 36), ear.at(0, 40), ear.at(-5, 36)],
        [ear.at(-6, 10), ear.at(-8, 2)],
    )
