"""Cat ears that grow out of the hair."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import mirror, outline
from gan.corpus.drawing.palettes import hex_color
from gan.corpus.drawing.worn import bare_band, ceiling, crown_of
from gan.corpus.records.values import Value

VALUE = Value("cat ears", "猫耳", share=1.2)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw them over the hair, with tufts over their bases."""
    tone = avatar.colors.hair
    (w, c), k = crown_of(avatar), 1 + 0.06 * avatar.p("accessory_size")
    c = max(c, ceiling(avatar) + 49)
    ear = outline(
        [(w * 0.20, c + 30), (w * 0.36, c - 12), (w * 0.66 * k, c - 44 * k)],
        [(w * 0.88, c + 2), (w * 0.93, c + 88)],
        [(w * 0.80, c + 74), (w * 0.66, c + 66)],
        [(w * 0.60, c + 50), (w * 0.47, c + 44)],
        [(w * 0.40, c + 30), (w * 0.20, c + 30)],
    )
    inner = outline(
        [(w * 0.46, c + 36), (w * 0.50, c + 6), (w * 0.655 * k, c - 22 * k)],
        [(w * 0.79, c + 10), (w * 0.82, c + 64)],
        [(w * 0.72, c + 60), (w * 0.66, c + 50)],
        [(w * 0.60, c + 36), (w * 0.46, c + 36)],
    )
    tuft = outline(
        [(w * 0.40, c + 32), (w * 0.45, c + 20), (w * 0.53, c + 10)],
        [(w * 0.545, c + 22), (w * 0.60, c + 32)],
        [(w * 0.64, c + 26), (w * 0.70, c + 18)],
        [(w * 0.70, c + 34), (w * 0.74, c + 46)],
        [(w * 0.78, c + 44), (w * 0.83, c + 38)],
        [(w * 0.85, c + 60), (w * 0.80, c + 72)],
        [(w * 0.60, c + 62), (w * 0.40, c + 32)],
    )
    both = [ear, mirror(ear)]
    bare_band(canvas, avatar, tone)
    canvas.shape(both, tone.base, tone.line)
    side = outline(
        [(w * 0.66 * k, c - 44 * k), (w * 0.88, c + 2), (w * 0.93, c + 88)],
        [(w * 0.80, c + 10), (w * 0.66 * k, c - 44 * k)],
    )
    canvas.fill(
        [
            side,
            outline(
                [(-w * 0.66 * k, c - 44 * k), (-w * 0.50, c - 10), (-w * 0.40, c + 30)],
                [(-w * 0.20, c + 30)],
                [(-w * 0.36, c - 12), (-w * 0.66 * k, c - 44 * k)],
            ),
        ],
        tone.shade,
    )
    canvas.fill([inner, mirror(inner)], hex_color((0.80, 0.10, 12)))
    canvas.fill([tuft, mirror(tuft)], tone.light)
