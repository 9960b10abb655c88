"""Long earrings with a drop."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, ellipse, outline, spline
from gan.corpus.drawing.palettes import Tone, ramp
from gan.corpus.drawing.worn import GOLD, pick
from gan.corpus.parts.ear_wear._ear import Ear, show_ears
from gan.corpus.records.values import Value

VALUE = Value("drop earrings", "吊坠耳环", share=1.2)

_TONES: tuple[Tone, ...] = ((0.60, 0.19, 18), (0.60, 0.15, 258), (0.70, 0.13, 170), (0.68, 0.14, 310))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw them."""
    tone = ramp(pick(avatar, "ear", _TONES), depth=1.3)
    with canvas.surface(avatar.rig.pose.ears):
        ears = show_ears(canvas, avatar)
        if not ears:
            return
        beads: list[Curve] = []
        for ear in ears:
            beads += [ellipse(*ear.off(0, 0), 6.5, 6.5), ellipse(*ear.off(0, 14), 5, 5)]
        drops = [_drop(ear) for ear in ears]
        canvas.shape(beads, GOLD.base, GOLD.line, 3.8)
        canvas.shape(drops, tone.base, tone.line, 4.2)
        canvas.fill(
            [
                outline(
                    [_at(ear, 0, 58), _at(ear, 12, 50)],
                    [_at(ear, 10, 36), _at(ear, 6, 28)],
                    [_at(ear, 5, 46), _at(ear, 0, 58)],
                )
                for ear in ears
            ],
            tone.shade,
        )
        canvas.ink([spline([_at(ear, -5, 50), _at(ear, -6, 43), _at(ear, -2, 32)]) for ear in ears], tone.shine, 4.2)


def _at(ear: Ear, u: float, v: float) -> tuple[float, float]:
    """As `Ear.off`, but the same way round on both sides, for the light."""
    return ear.off(ear.side * u, v)


def _drop(ear: Ear) -> Curve:
    return outline(
        [
            _at(ear, 0, 18),
            _at(ear, 5, 30),
            _at(ear, 13, 44),
            _at(ear, 9, 57),
            _at(ear, 0, 61),
            _at(ear, -9, 57),
            _at(ear, -13, 44),
            _at(ear, -5, 30),
            _at(ear, 0, 18),
        ]
    )
