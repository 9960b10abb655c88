"""A rabbit's long plush ears, one of them folded over."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import mirror, outline
from gan.corpus.drawing.palettes import Tone, hex_color, ramp
from gan.corpus.drawing.worn import band, ceiling, crown_of, pick, rim
from gan.corpus.records.values import Value

VALUE = Value("bunny ears", "兔耳", share=1.2)

_TONES: tuple[Tone, ...] = ((0.965, 0.012, 60), (0.90, 0.045, 355), (0.80, 0.05, 65), (0.42, 0.03, 290))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw them over the hair, on a band."""
    rig, tone = avatar.rig, ramp(pick(avatar, "headwear", _TONES))
    (w, c), s = crown_of(avatar), rig.side
    c = max(c, ceiling(avatar) + 53)
    upright = outline(
        [(-w * 0.22, c + 34), (-w * 0.26, c - 6), (-w * 0.36, c - 36), (-w * 0.56, c - 50)],
        [(-w * 0.74, c - 38), (-w * 0.72, c - 4), (-w * 0.56, c + 42)],
        [(-w * 0.40, c + 40), (-w * 0.22, c + 34)],
    )
    upright_in = outline(
        [(-w * 0.36, c + 30), (-w * 0.37, c - 4), (-w * 0.44, c - 26), (-w * 0.55, c - 35)],
        [(-w * 0.63, c - 26), (-w * 0.61, c - 2), (-w * 0.50, c + 34)],
        [(-w * 0.36, c + 30)],
    )
    folded = outline(
        [
            (w * 0.22, c + 34),
            (w * 0.25, c - 4),
            (w * 0.42, c - 34),
            (w * 0.72, c - 36),
            (w * 1.02, c - 8),
            (w * 1.20, c + 42),
            (w * 1.16, c + 86),
        ],
        [(w * 0.98, c + 70), (w * 0.88, c + 36), (w * 0.72, c + 16), (w * 0.60, c + 20), (w * 0.56, c + 42)],
        [(w * 0.40, c + 40), (w * 0.22, c + 34)],
    )
    folded_in = outline(
        [(w * 0.62, c + 6), (w * 0.76, c - 6), (w * 0.96, c + 10), (w * 1.10, c + 44), (w * 1.11, c + 68)],
        [(w * 1.00, c + 54), (w * 0.91, c + 28), (w * 0.78, c + 6), (w * 0.62, c + 6)],
    )
    shade = outline(
        [(w * 0.56, c + 42), (w * 0.56, c + 18), (w * 0.66, c - 4), (w * 0.80, c - 8)],
        [(w * 0.66, c + 8), (w * 0.60, c + 20), (w * 0.56, c + 42)],
    )
    flip = s < 0
    ring = band(rim(w * 1.0, c + 28, 226), rim(w * 0.985, c + 44, 228, 2.5), 1)
    ears = [mirror(upright, flip), mirror(folded, flip)]
    canvas.shape(ears, tone.base, tone.line)
    canvas.fill([mirror(upright_in, flip), mirror(folded_in, flip)], hex_color((0.82, 0.09, 5)))
    canvas.fill(mirror(shade, flip), tone.shade)
    canvas.shape(ring, tone.base, tone.line, 4.2)
