"""A butterfly that has settled on the hair."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import blob, ellipse, mirror, outline, spline
from gan.corpus.drawing.palettes import Tone, ramp
from gan.corpus.drawing.worn import pick
from gan.corpus.parts.ornaments._anchor import anchor
from gan.corpus.records.values import Value

VALUE = Value("butterfly", "蝴蝶发夹", share=1.2)

_TONES: tuple[Tone, ...] = ((0.72, 0.12, 240), (0.72, 0.13, 310), (0.80, 0.14, 70), (0.76, 0.11, 180))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it on the hair."""
    at, tone = anchor(avatar, 0.66, 158, 0.76), ramp(pick(avatar, "ornament", _TONES), depth=1.2)
    angle = 24.0
    upper = outline([(2, -3), (10, -28), (30, -44), (46, -38)], [(52, -22), (42, -4), (22, 4), (2, 4)], [(2, -3)])
    lower = outline([(2, 2), (22, 2), (36, 12)], [(38, 28), (24, 38)], [(10, 30), (2, 12)], [(2, 2)])
    feelers = [spline([(1, -13), (5, -26), (14, -33)]), spline([(-1, -13), (-5, -26), (-14, -33)])]
    wings = at.put(upper, mirror(upper), angle=angle)
    tails = at.put(lower, mirror(lower), angle=angle)
    at.shade(canvas, [*wings, *tails])
    canvas.stroke(at.put(*feelers, angle=angle), tone.line, 3.2)
    canvas.shape(tails, tone.shade, tone.line, 4.2)
    canvas.shape(wings, tone.base, tone.line, 4.2)
    light = blob([(10, -10), (20, -26), (34, -34), (40, -24), (30, -10), (16, -3)])
    canvas.fill(at.put(light, mirror(light), angle=angle), tone.shine)
    spots = [ellipse(22, 19, 6, 7, 20), ellipse(-22, 19, 6, 7, -20)]
    canvas.fill(at.put(*spots, angle=angle), tone.shine)
    canvas.fill(at.put(ellipse(0, 2, 5, 17), angle=angle), tone.line)
