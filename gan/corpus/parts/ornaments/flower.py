"""A large blossom with two leaves."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import ellipse, outline, spline
from gan.corpus.drawing.palettes import Tone, hex_color, ramp
from gan.corpus.drawing.worn import flower, moved, pick
from gan.corpus.parts.ornaments._anchor import anchor
from gan.corpus.records.values import Value

VALUE = Value("flower", "花朵发饰", share=1.2)

_TONES: tuple[Tone, ...] = ((0.80, 0.12, 0), (0.965, 0.015, 80), (0.68, 0.16, 28), (0.70, 0.12, 305), (0.74, 0.10, 250))
_LEAF = ramp((0.64, 0.12, 145))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it on the hair."""
    at, tone = anchor(avatar, 0.70, 152, 0.68), ramp(pick(avatar, "ornament", _TONES))
    blossom = flower(41)
    leaf = outline([(0, 0), (15, -16), (14, -38), (2, -58)], [(-13, -38), (-13, -14), (0, 0)])
    leaves = at.put(*moved([leaf], 12, 14, 158), *moved([leaf], 8, 10, 104))
    body = at.put(blossom, angle=8)
    at.shade(canvas, [*body, *leaves])
    canvas.shape(leaves, _LEAF.base, _LEAF.line, 4.2)
    canvas.shape(body, tone.base, tone.line, 4.6)
    veins = [curve for i in range(5) for curve in moved([spline([(0, -10), (1, -20), (0, -30)])], 0, 0, 72 * i + 36)]
    canvas.ink(at.put(*veins, angle=8), tone.deep, 4.6 * at.size, "root")
    rims = [curve for i in (0, 4) for curve in moved([spline([(-2, -38), (10, -40), (19, -32)])], -1, 1, 72 * i + 8)]
    canvas.ink(at.put(*rims, angle=0), tone.shine, 4 * at.size)
    canvas.shape(at.put(ellipse(0, 0, 11, 11)), hex_color((0.87, 0.145, 90)), hex_color((0.58, 0.12, 60)), 3.4)
