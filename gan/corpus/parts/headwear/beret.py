"""A felt beret that leans to one side."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import blob, mirror, outline, spline
from gan.corpus.drawing.palettes import Tone
from gan.corpus.drawing.worn import band, cast, crown_of, rim, tone_of
from gan.corpus.records.values import Value

VALUE = Value("beret", "贝雷帽", share=1.2)

_TONES: tuple[Tone, ...] = (
    (0.57, 0.17, 22),
    (0.42, 0.07, 268),
    (0.55, 0.08, 50),
    (0.55, 0.09, 160),
    (0.80, 0.10, 350),
    (0.70, 0.10, 300),
    (0.72, 0.13, 50),
)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it over the hair."""
    rig, tone = avatar.rig, tone_of(avatar, "headwear", _TONES)
    (w, c), s = crown_of(avatar, hat=True), rig.side
    top = c - 20
    high = [(s * x, y + 0.05 * x) for x, y in rim(w + 5, 110, 140)]
    low = [(s * x, y + 0.05 * x) for x, y in rim(w + 6, 130, 162)]
    high, low = (high, low) if s > 0 else (high[::-1], low[::-1])
    felt = mirror(
        blob(
            [
                (-w - 11, 136),
                (-w * 0.90, 76),
                (-w * 0.30, top + 2),
                (w * 0.44, top + 2),
                (w * 1.06, 62),
                (w * 1.26, 116),
                (w * 1.08, 152),
                (w * 0.52, 134),
                (0, 124),
                (-w * 0.62, 136),
            ]
        ),
        s < 0,
    )
    edge = band(high, low)
    stem = mirror(spline([(w * 0.10, top + 6), (w * 0.11, top - 6), (w * 0.16, top - 14)]), s < 0)
    cast(canvas, low, 15, w * 0.92)
    canvas.stroke(stem, tone.line, 13)
    canvas.contour([felt, edge], tone.line)
    canvas.stroke(stem, tone.base, 6)
    canvas.fill(felt, tone.base)
    shade = mirror(
        outline(
            [(w * 1.25, 108), (w * 1.23, 132), (w * 1.08, 152)],
            [(w * 0.52, 134), (0, 124), (-w * 0.62, 136)],
            [(-w * 0.30, 108), (w * 0.30, 108), (w * 0.84, 118), (w * 1.25, 108)],
        ),
        s < 0,
    )
    canvas.fill(shade, tone.shade)
    canvas.ink(
        [
            mirror(spline([(w * 0.98, 128), (w * 0.74, 106), (w * 0.66, 82)]), s < 0),
            mirror(spline([(w * 0.66, 122), (w * 0.50, 106), (w * 0.46, 92)]), s < 0),
        ],
        tone.deep,
        4.2,
        "root",
    )
    canvas.fill(blob([(-w * 0.52, 70), (-w * 0.22, 54), (w * 0.02, 56), (-w * 0.22, 68), (-w * 0.50, 82)]), tone.light)
    canvas.shape(edge, tone.shade, tone.line, 4.2)
