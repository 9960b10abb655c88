"""A square academic cap with a tassel."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import blob, ellipse, outline, spline
from gan.corpus.drawing.palettes import Tone, ramp
from gan.corpus.drawing.worn import GOLD, cast, ceiling, crown_of, pick, rim
from gan.corpus.records.values import Value

VALUE = Value("graduation cap", "学士帽", share=1.2)

_TONES: tuple[Tone, ...] = ((0.34, 0.05, 275), (0.42, 0.10, 258), (0.44, 0.13, 15), (0.40, 0.07, 165))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it over the hair."""
    rig, tone = avatar.rig, ramp(pick(avatar, "headwear", _TONES))
    (w, c), s = crown_of(avatar, hat=True), rig.side
    low = rim(w + 3, 136, 178)
    bowl = outline(
        [(-w - 3, 178), (-w - 2, 130), (-w * 0.86, 76)], [(w * 0.86, 76), (w + 2, 130), (w + 3, 178)], low[-2::-1]
    )
    tip, edge = 12 * s, 11
    left, right, front = (-w * 1.34, 62 + tip * 0.4), (w * 1.34, 62 - tip * 0.4), (tip, 106)
    back = (-tip, max(c - 38, ceiling(avatar) + 4))
    board = outline([back, right], [front], [left], [back])
    thick = outline(
        [left, front],
        [right],
        [(right[0], right[1] + edge)],
        [(front[0], front[1] + edge)],
        [(left[0], left[1] + edge)],
        [left],
    )
    cast(canvas, low, 15, w * 0.93)
    canvas.shape(bowl, tone.base, tone.line)
    canvas.fill(
        outline(
            [(w * 0.86, 76), (w + 2, 130), (w + 3, 178)],
            [low[-2], low[-3]],
            [(w * 0.60, 118), (w * 0.56, 76)],
            [(w * 0.86, 76)],
        ),
        tone.shade,
    )
    canvas.fill(
        outline([(-w, 86), (front[0], front[1] + 26), (w, 86)], [(w * 0.7, 64), (-w * 0.7, 64)], [(-w, 86)]), tone.deep
    )
    canvas.contour([board, thick], tone.line)
    canvas.fill(board, tone.base)
    canvas.fill(thick, tone.shade)
    canvas.fill(
        outline(
            [(left[0] + 26, left[1]), (back[0], back[1] + 9)],
            [(back[0] + 34, back[1] + 16)],
            [(left[0] + 56, left[1] + 6)],
            [(left[0] + 26, left[1])],
        ),
        tone.light,
    )
    x = s * w * 0.92
    cord = spline([(0, 66), (s * w * 0.5, 64), (x - s * 3, 76), (x, 106), (x, 134)])
    canvas.stroke(cord, GOLD.line, 8)
    canvas.stroke(cord, GOLD.base, 4)
    tassel = outline([(x - 7, 134), (x - 13, 176)], [(x, 182), (x + 13, 176)], [(x + 7, 134)], [(x - 7, 134)])
    canvas.shape(
        [tassel, blob([(x - 9, 124), (x + 9, 124), (x + 10, 138), (x - 10, 138)]), ellipse(0, 66, 11, 6)],
        GOLD.base,
        GOLD.line,
        3.6,
    )
    canvas.ink([spline([(x - 4, 146), (x - 6, 174)]), spline([(x + 4, 146), (x + 6, 174)])], GOLD.deep, 3.2)
