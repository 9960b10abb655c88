"""A small golden crown with jewels."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, Point, ellipse, join, outline, spline
from gan.corpus.drawing.palettes import Tone, ramp
from gan.corpus.drawing.worn import GOLD, cast, ceiling, crown_of, pick
from gan.corpus.records.values import Value

VALUE = Value("crown", "王冠", share=1.2)

_TONES: tuple[Tone, ...] = ((0.62, 0.19, 15), (0.62, 0.15, 255), (0.70, 0.13, 165), (0.66, 0.15, 320))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it over the hair."""
    jewel = ramp(pick(avatar, "headwear", _TONES))
    w, c = crown_of(avatar)
    c = max(c, ceiling(avatar) + 46)
    w *= 0.62

    def low(u: float) -> float:
        return c + 48 + 16 * u * u

    base: list[Point] = [(u * w, low(u)) for u in (-1, -0.66, -0.33, 0, 0.33, 0.66, 1)]
    tips: list[Point] = [(-w * 1.16, c + 2), (-w * 0.56, c - 16), (0, c - 36), (w * 0.56, c - 16), (w * 1.16, c + 2)]
    dips: list[Point] = [(-w * 0.74, c + 26), (-w * 0.29, c + 14), (w * 0.29, c + 14), (w * 0.74, c + 26)]
    runs: list[list[Point]] = [base]
    for i in range(4, -1, -1):
        runs.append([tips[i]])
        if i:
            runs.append([dips[i - 1]])
    crown = outline(*runs, [base[0]])
    cast(canvas, base, 10, w, 0.3)
    canvas.shape([crown, *(ellipse(x, y, 7.5, 7.5) for x, y in tips)], GOLD.base, GOLD.line)
    band = join(
        spline(base), spline([base[-1], (w * 1.03, low(1) - 18)]), spline([(x * 1.03, y - 18) for x, y in base[::-1]])
    )
    facets: list[Curve] = [
        outline(
            [tips[i], (tips[i][0] * 0.98 + 1, low(tips[i][0] / w / 1.1) - 19)],
            [(dip[0], low(dip[0] / w) - 19)],
            [dip],
            [tips[i]],
        )
        for i, dip in ((1, dips[1]), (2, dips[2]), (3, dips[3]), (0, dips[0]))
    ]
    canvas.fill([band, *facets], GOLD.shade)
    canvas.ink(spline([(x * 0.96, y - 15) for x, y in base[:4]]), GOLD.shine, 5)
    stones = [
        ellipse(0, low(0) - 17, 11, 13),
        ellipse(-w * 0.55, low(0.55) - 12, 7.5, 8.5),
        ellipse(w * 0.55, low(0.55) - 12, 7.5, 8.5),
    ]
    canvas.shape(stones, jewel.base, GOLD.line, 3.6)
    canvas.fill(
        [
            ellipse(-3, low(0) - 22, 4, 4.5),
            ellipse(-w * 0.55 - 2, low(0.55) - 15, 2.6, 2.6),
            ellipse(w * 0.55 - 2, low(0.55) - 15, 2.6, 2.6),
        ],
        jewel.shine,
    )
