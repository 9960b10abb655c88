"""A star."""

from __future__ import annotations

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, ellipse
from gan.corpus.drawing.palettes import Tone, ramp
from gan.corpus.drawing.worn import GOLD, pick, star
from gan.corpus.parts.ornaments._anchor import anchor
from gan.corpus.records.values import Value

VALUE = Value("star clip", "星星发夹", share=1.2)

_TONES: tuple[Tone, ...] = ((0.80, 0.12, 350), (0.78, 0.10, 230))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it on the hair."""
    at = anchor(avatar, 0.64, 178, 0.8)
    tone = GOLD if avatar.noise("ornament") < 0.3 else ramp(pick(avatar, "ornament.tone", _TONES), depth=1.2)
    whole = star(33)
    body = at.put(whole, angle=12)
    at.shade(canvas, body)
    canvas.shape(body, tone.base, tone.line, 4.6)
    # Every second facet of each ray is turned from the light.
    dark = [_triangle(whole[3 * i], whole[3 * i + 3]) for i in (0, 2, 4, 6, 8)]
    canvas.fill(at.put(*dark, angle=12), tone.shade)
    canvas.fill(at.put(ellipse(-8, -9, 4, 6.5, 35), angle=12), tone.shine)


def _triangle(a: Curve, b: Curve) -> Curve:
    zero = np.zeros(2)
    return np.array([zero, a / 3, a * 2 / 3, a, (2 * a + b) / 3, (a + 2 * b) / 3, b, b * 2 / 3, b / 3, zero])
