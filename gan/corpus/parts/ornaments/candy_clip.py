"""A wrapped sweet with a swirl."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import ellipse, mirror, outline, spline
from gan.corpus.drawing.palettes import Tone, hex_color, ramp
from gan.corpus.drawing.worn import pick
from gan.corpus.parts.ornaments._anchor import anchor
from gan.corpus.records.values import Value

VALUE = Value("candy clip", "糖果发夹", share=1.2)

_TONES: tuple[Tone, ...] = ((0.66, 0.17, 15), (0.66, 0.13, 245), (0.72, 0.12, 165), (0.70, 0.14, 310))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it on the hair."""
    at, tone = anchor(avatar, 0.65, 174, 0.78), ramp(pick(avatar, "ornament", _TONES))
    angle = 28.0
    wrap = outline(
        [(16, -4), (30, -19), (44, -24)], [(41, -8), (47, 2)], [(42, 12), (42, 24)], [(28, 18), (16, 4)], [(16, -4)]
    )
    wraps = at.put(wrap, mirror(wrap), angle=angle)
    ball = at.put(ellipse(0, 0, 24, 24), angle=angle)
    at.shade(canvas, [*wraps, *ball])
    canvas.shape(wraps, tone.light, tone.line, 4.2)
    canvas.ink(
        at.put(spline([(22, 0), (32, -3), (40, -10)]), spline([(-22, 0), (-32, 3), (-40, 9)]), angle=angle),
        tone.deep,
        4,
        "root",
    )
    canvas.shape(ball, tone.base, tone.line, 4.6)
    swirl = [
        outline([(0, 0), (10, -6), (12, -20)], [(2, -24), (-6, -22)], [(-1, -12), (0, 0)]),
        outline([(0, 0), (-1, 12), (10, 21)], [(18, 14), (22, 6)], [(12, 6), (0, 0)]),
        outline([(0, 0), (-10, -6), (-23, 1)], [(-21, 10), (-15, 18)], [(-10, 6), (0, 0)]),
    ]
    canvas.fill(at.put(*swirl, angle=angle), hex_color((0.97, 0.012, 60)))
    canvas.ink(at.put(spline([(-17, -6), (-12, -14), (-4, -18)])), tone.shine, 5 * at.size)
