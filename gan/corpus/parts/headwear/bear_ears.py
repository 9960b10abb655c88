"""Round bear ears that grow out of the hair."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import mirror, outline, spline
from gan.corpus.drawing.palettes import hex_color
from gan.corpus.drawing.worn import bare_band, ceiling, crown_of
from gan.corpus.records.values import Value

VALUE = Value("bear ears", "熊耳", share=1.2)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw them over the hair."""
    tone = avatar.colors.hair
    (w, c), k = crown_of(avatar), 40 * (1 + 0.06 * avatar.p("accessory_size"))
    c = max(c, ceiling(avatar) + 33)
    x, y = w * 0.66, c + 12

    def at(u: float, v: float) -> tuple[float, float]:
        return (x + u * k, y + v * k)

    ear = outline(
        [
            at(-0.86, 0.62),
            at(-1.04, -0.10),
            at(-0.68, -0.82),
            at(0.08, -1.06),
            at(0.80, -0.74),
            at(1.08, 0.04),
            at(0.86, 0.86),
            at(0.70, 1.30),
        ],
        [at(0.34, 0.98), at(-0.30, 0.56), at(-0.86, 0.62)],
    )
    inner = outline(
        [
            at(-0.50, 0.44),
            at(-0.60, -0.12),
            at(-0.36, -0.52),
            at(0.08, -0.64),
            at(0.50, -0.44),
            at(0.64, 0.06),
            at(0.50, 0.88),
        ],
        [at(0.20, 0.66), at(-0.50, 0.44)],
    )
    tuft = outline(
        [at(-0.62, 0.54), at(-0.40, 0.24), at(-0.14, 0.06)],
        [at(-0.06, 0.36)],
        [at(0.14, 0.18), at(0.34, 0.10)],
        [at(0.34, 0.50)],
        [at(0.46, 0.44), at(0.62, 0.42)],
        [at(0.62, 0.86), at(0.54, 1.08)],
        [at(0.10, 0.90), at(-0.62, 0.54)],
    )
    rim = [
        spline([at(0.52, -0.86), at(0.96, -0.30), at(0.96, 0.34), at(0.80, 0.80)]),
        spline([(-u, v) for u, v in (at(-0.80, -0.60), at(-0.94, 0.0), at(-0.78, 0.50))]),
    ]
    bare_band(canvas, avatar, tone)
    canvas.shape([ear, mirror(ear)], tone.base, tone.line)
    canvas.ink(rim, tone.shade, 9)
    canvas.fill([inner, mirror(inner)], hex_color((0.76, 0.085, 45)))
    canvas.fill([tuft, mirror(tuft)], tone.light)
