"""A padded hairband."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import outline, spline
from gan.corpus.drawing.palettes import Tone
from gan.corpus.drawing.worn import band, cast, crown_of, rim, tone_of
from gan.corpus.records.values import Value

VALUE = Value("hairband", "发箍", share=1.2)

_TONES: tuple[Tone, ...] = ((0.62, 0.18, 18), (0.46, 0.09, 265), (0.84, 0.12, 88), (0.95, 0.015, 80), (0.70, 0.10, 175))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it over the hair."""
    tone = tone_of(avatar, "headwear", _TONES)
    w, c = crown_of(avatar)
    high, low = rim(w * 1.0, c + 12, 224, 2.3), rim(w * 0.985, c + 46, 230, 2.8)
    cast(canvas, low, 11, w * 0.9, 0.3)
    canvas.shape(band(high, low, 0), tone.base, tone.line)
    inner = [(x, y - 10 + 4 * abs(x) / w) for x, y in low]
    canvas.fill(outline(low, low[-1:], inner[-2::-1], low[:1]), tone.shade)
    canvas.ink(
        spline([(-w * 0.74, c + 70), (-w * 0.52, c + 40), (-w * 0.24, c + 24), (w * 0.02, c + 20)]), tone.shine, 7
    )
