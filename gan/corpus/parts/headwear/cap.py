"""A baseball cap with a badge."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Point, ellipse, outline, spline
from gan.corpus.drawing.palettes import Tone, ramp
from gan.corpus.drawing.worn import WHITE, cast, crown_of, dome, far_side, moved, pick, rim, star
from gan.corpus.records.values import Value

VALUE = Value("baseball cap", "棒球帽", share=1.2)

# Crown and visor.
_TONES: tuple[tuple[Tone, Tone], ...] = (
    ((0.60, 0.17, 25), (0.40, 0.07, 270)),
    ((0.45, 0.09, 262), (0.62, 0.17, 25)),
    ((0.86, 0.11, 88), (0.58, 0.12, 250)),
    ((0.94, 0.015, 250), (0.66, 0.10, 190)),
    ((0.66, 0.09, 160), (0.93, 0.03, 95)),
    ((0.78, 0.11, 355), (0.95, 0.02, 350)),
    ((0.36, 0.02, 270), (0.68, 0.15, 45)),
    ((0.60, 0.13, 300), (0.86, 0.10, 90)),
    ((0.72, 0.10, 215), (0.40, 0.08, 265)),
)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it over the hair."""
    rig = avatar.rig
    main, front = pick(avatar, "headwear", _TONES)
    tone, brim = ramp(main), ramp(front)
    (w, c), s = crown_of(avatar, hat=True), rig.side
    top = c - 16
    w += 8
    low = rim(w, 134, 190)
    over = dome(w, 190, top, 0.80)
    body = outline(over, low[-2::-1])
    lean = 6 * s

    def edge(half: float, middle: float, side: float) -> list[Point]:
        return [(x + lean, y + 0.03 * s * x) for x, y in rim(half, middle, side, 2.0)]

    back, fore = edge(112, 124, 160), edge(128, 172, 198)
    visor = outline(
        back,
        [(fore[-1][0] + 3, fore[-1][1] - 14), fore[-1]],
        fore[-2::-1],
        [(fore[0][0] - 3, fore[0][1] - 14), back[0]],
    )
    cast(canvas, low, 13, w * 0.87)
    cast(canvas, fore, 15, 122, 0.28)
    canvas.shape([body, ellipse(0, top, 13, 7)], tone.base, tone.line)
    canvas.fill(far_side(over, low), tone.shade)
    canvas.ink(
        [
            spline([(-3, top + 6), (-w * 0.34, top + 34), (-w * 0.50, 150)]),
            spline([(3, top + 6), (w * 0.34, top + 34), (w * 0.50, 150)]),
        ],
        tone.deep,
        3.4,
        "pen",
    )
    canvas.fill(
        outline(
            [(-w * 0.80, 110), (-w * 0.66, 78), (-w * 0.40, 56 + top - 42)],
            [(-w * 0.56, 84), (-w * 0.72, 118), (-w * 0.80, 110)],
        ),
        tone.light,
    )
    badge = moved([star(25)], lean * 0.5, 96, 6 * s)
    canvas.shape(badge, WHITE.base if main[0] < 0.9 else brim.base, brim.line, 4.2)
    canvas.shape(visor, brim.base, brim.line)
    inner = [(x, y - 13) for x, y in fore]
    canvas.fill(outline(fore, [inner[-1]], inner[-2::-1], [fore[0]]), brim.shade)
    canvas.ink(spline([(x - 4, y + 12) for x, y in back[1:4]]), brim.light, 6)
