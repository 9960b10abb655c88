"""A wreath of blossoms and leaves."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, ellipse, outline, spline
from gan.corpus.drawing.palettes import Tone, hex_color, ramp
from gan.corpus.drawing.worn import SHADOW, crown_of, flower, moved, pick
from gan.corpus.records.values import Value

VALUE = Value("flower crown", "花环", share=1.2)

# Large blossoms and small ones.
_TONES: tuple[tuple[Tone, Tone], ...] = (
    ((0.80, 0.12, 0), (0.965, 0.015, 80)),
    ((0.965, 0.015, 80), (0.76, 0.10, 250)),
    ((0.84, 0.13, 80), (0.74, 0.14, 30)),
    ((0.72, 0.12, 305), (0.93, 0.04, 330)),
)
_LEAF = ramp((0.66, 0.12, 143))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it over the hair."""
    first, second = pick(avatar, "headwear", _TONES)
    large, small = ramp(first), ramp(second)
    w, c = crown_of(avatar)

    def at(u: float) -> tuple[float, float]:
        return (u * w, c + 42 + (158 - c) * abs(u) ** 2.4)

    leaf = outline([(0, 0), (9, -12), (6, -26), (0, -36)], [(-9, -22), (-9, -10), (0, 0)])
    leaves: list[Curve] = []
    for i, u in enumerate((-0.93, -0.74, -0.56, -0.38, -0.16, 0.16, 0.38, 0.56, 0.74, 0.93)):
        x, y = at(u)
        lean = 78 * u + (1 if i % 2 else -1) * 34
        leaves += moved([leaf], x, y + 6, lean if i % 2 else lean + 180, 0.95)
    vine = spline([at(u) for u in (-0.97, -0.8, -0.55, -0.28, 0.0, 0.28, 0.55, 0.8, 0.97)])
    canvas.stroke(vine[3:-3] * (0.97, 1.0) + (2, 12), SHADOW, 20, 0.22)
    canvas.shape(leaves, _LEAF.base, _LEAF.line, 3.6)
    blossoms = [moved([flower(r)], *at(u), angle=80 * u) for u, r in ((-0.64, 25), (-0.01, 29), (0.64, 25))]
    buds = [
        moved([flower(r)], *at(u), angle=30 + 60 * u) for u, r in ((-0.90, 17), (-0.33, 20), (0.33, 20), (0.90, 17))
    ]
    canvas.shape([curve for curves in buds for curve in curves], small.base, small.line, 4.2)
    canvas.shape([curve for curves in blossoms for curve in curves], large.base, large.line, 4.2)
    hearts = [
        ellipse(*at(u), r, r)
        for u, r in ((-0.64, 8), (-0.01, 9.5), (0.64, 8), (-0.90, 5), (-0.33, 6.5), (0.33, 6.5), (0.90, 5))
    ]
    warm = first[0] > 0.83 and first[1] > 0.1
    canvas.fill(hearts, hex_color((0.62, 0.13, 45) if warm else (0.86, 0.14, 88)))
    canvas.ink(
        [spline([(x - 17, y + 4), (x - 8, y - 17), (x + 6, y - 19)]) for x, y in (at(-0.64), at(-0.01), at(0.64))],
        large.shine,
        4,
    )
