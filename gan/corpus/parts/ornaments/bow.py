"""A large bow at the side."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import blob, mirror, outline, spline
from gan.corpus.drawing.palettes import Tone
from gan.corpus.drawing.worn import tone_of
from gan.corpus.parts.ornaments._anchor import anchor
from gan.corpus.records.values import Value

VALUE = Value("bow", "蝴蝶结", share=1.2)

_TONES: tuple[Tone, ...] = ((0.60, 0.19, 20), (0.76, 0.13, 352), (0.58, 0.14, 260), (0.84, 0.13, 88), (0.66, 0.13, 305))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it on the hair."""
    at, tone = anchor(avatar, 0.66, 104, 0.6), tone_of(avatar, "ornament", _TONES)
    angle = 62 if at.low else 36
    loop = outline(
        [(0, -6), (18, -34), (46, -46), (66, -38)],
        [(74, -12), (72, 14), (64, 34)],
        [(40, 34), (16, 20), (0, 8)],
        [(0, -6)],
    )
    tail = outline([(2, 6), (16, 24), (28, 58)], [(17, 54), (4, 62)], [(-2, 34), (-6, 8)], [(2, 6)])
    under = outline([(6, 9), (30, 16), (69, 18)], [(64, 34)], [(40, 34), (16, 20), (6, 9)])
    fold = outline([(12, -3), (30, -14), (50, -14)], [(34, -5), (12, 2)], [(12, -3)])
    knot = blob([(-14, -10), (0, -17), (14, -10), (15, 10), (0, 17), (-15, 10)])
    shine = spline([(24, -31), (44, -38), (58, -33)])
    loops = at.put(loop, mirror(loop), angle=angle)
    tails = at.put(tail, mirror(tail), angle=angle)
    at.shade(canvas, [*loops, *tails])
    canvas.shape(tails, tone.shade, tone.line, 4.4)
    canvas.shape(loops, tone.base, tone.line, 4.4)
    canvas.fill(at.put(under, mirror(under), angle=angle), tone.shade)
    canvas.fill(at.put(fold, mirror(fold), angle=angle), tone.deep)
    canvas.ink(at.put(shine, mirror(shine), angle=angle), tone.shine, 6 * at.size)
    canvas.shape(at.put(knot, angle=angle), tone.base, tone.line, 4.4)
    canvas.ink(at.put(spline([(-7, -8), (0, -11), (8, -8)]), angle=angle), tone.shine, 5 * at.size)
