"""Large headphones."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import ellipse, mirror, outline, spline
from gan.corpus.drawing.palettes import Tone, ramp
from gan.corpus.drawing.worn import crown_of, dome, moved, pick, star, tone_of
from gan.corpus.records.values import Value

VALUE = Value("headphones", "头戴式耳机", share=1.2)

_TONES: tuple[Tone, ...] = ((0.70, 0.13, 352), (0.68, 0.10, 195), (0.64, 0.15, 28), (0.62, 0.13, 295), (0.84, 0.13, 90))
_FRAMES: tuple[Tone, ...] = ((0.40, 0.03, 280), (0.95, 0.012, 260))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw them over the hair."""
    rig, tone, frame = avatar.rig, tone_of(avatar, "headwear", _TONES), ramp(pick(avatar, "headwear.frame", _FRAMES))
    (w, top), y = crown_of(avatar), rig.eye_y - 14
    over, under = dome(w + 10, y - 20, top - 17, 0.94), dome(w - 7, y - 20, top + 6, 0.94)
    arc = outline(over, under[-1:], under[-2::-1], over[:1])
    canvas.shape(arc, frame.base, frame.line)
    canvas.ink([spline(under[2:11])], frame.shade, 8)
    canvas.ink([spline([(x, v + 6) for x, v in over[3:6]])], frame.shine, 6)
    x = w - 1
    cushion, shell = ellipse(x - 12, y + 8, 21, 47, -4), ellipse(x + 5, y + 6, 24, 41, -4)
    canvas.shape([cushion, mirror(cushion)], frame.shade, frame.line, 4.6)
    canvas.shape([shell, mirror(shell)], tone.base, tone.line, 4.2)
    right = outline(
        [(x + 16, y - 28), (x + 27, y + 10), (x + 14, y + 42), (x - 4, y + 44)],
        [(x + 10, y + 28), (x + 18, y + 2), (x + 16, y - 28)],
    )
    left = outline(
        [(-x + 17, y - 6), (-x + 14, y + 28), (-x - 2, y + 45)], [(-x - 16, y + 40), (-x + 4, y + 24), (-x + 17, y - 6)]
    )
    canvas.fill([right, left], tone.shade)
    light = moved([star(13)], x + 6, y + 4, 8) + moved([star(13)], -x - 6, y + 4, -8)
    canvas.fill(light, tone.shine)
