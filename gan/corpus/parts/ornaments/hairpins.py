"""Two crossed hairpins and a straight one."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, blob, spline
from gan.corpus.drawing.palettes import Tone, ramp
from gan.corpus.drawing.worn import moved, pick
from gan.corpus.parts.ornaments._anchor import anchor
from gan.corpus.records.values import Value

VALUE = Value("hairpins", "发卡", share=1.2)

# The cross, and the bar below it.
_TONES: tuple[tuple[Tone, Tone], ...] = (
    ((0.64, 0.19, 20), (0.86, 0.13, 90)),
    ((0.76, 0.13, 352), (0.95, 0.02, 80)),
    ((0.62, 0.14, 250), (0.80, 0.11, 195)),
    ((0.87, 0.13, 92), (0.66, 0.18, 25)),
)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw them on the hair."""
    at = anchor(avatar, 0.66, 172, 0.8)
    first, second = pick(avatar, "ornament", _TONES)
    cross, bar = ramp(first), ramp(second)
    pin = blob([(-33, -6), (0, -7), (33, -6), (37, 0), (33, 6), (0, 7), (-33, 6), (-37, 0)])
    shine = spline([(-26, -2.5), (-6, -3.2), (10, -2.8)])
    lower = at.put(pin, angle=14, by=(3, 38))
    arms = [at.put(pin, angle=angle) for angle in (58.0, -32.0)]
    pins: list[Curve] = [*lower, *arms[0], *arms[1]]
    at.shade(canvas, pins)
    canvas.shape(lower, bar.base, bar.line, 4.2)
    for arm in arms:
        canvas.shape(arm, cross.base, cross.line, 4.2)
    lights = [*at.put(shine, angle=-32), *at.put(*moved([shine], 0, 0, 0, 1), angle=14, by=(3, 38))]
    canvas.ink(lights, cross.shine, 4.4 * at.size)
