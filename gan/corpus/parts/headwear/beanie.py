"""A knitted hat with a folded cuff and a pompom."""

from __future__ import annotations

import math

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import blob, outline, spline
from gan.corpus.drawing.palettes import Tone
from gan.corpus.drawing.worn import band, cast, ceiling, crown_of, dome, far_side, moved, rim, tone_of
from gan.corpus.records.values import Value

VALUE = Value("beanie", "毛线帽", share=1.2)

_TONES: tuple[Tone, ...] = (
    (0.64, 0.15, 22),
    (0.60, 0.10, 245),
    (0.82, 0.12, 85),
    (0.62, 0.09, 165),
    (0.88, 0.03, 80),
    (0.70, 0.10, 300),
    (0.72, 0.13, 50),
)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it over the hair."""
    rig, tone = avatar.rig, tone_of(avatar, "headwear", _TONES)
    w, c = crown_of(avatar, hat=True)
    top = max(c - 12, min(c - 4, ceiling(avatar) + 31))
    w += 9
    low, high = rim(w + 5, 158, 204), rim(w + 5, 116, 168)
    over = dome(w, 172, top, 0.92, lean=-5 * rig.side)
    cast(canvas, low, 17, w * 0.87)
    cuff, body = band(high, low, 7), outline(over, high[-2::-1])
    canvas.contour([body, cuff], tone.line)
    canvas.fill(body, tone.base)
    canvas.fill(far_side(over, high), tone.shade)
    knit = [
        spline(
            [
                (u * w * 0.42, top + 14 + 22 * u * u),
                (u * w * 0.84, top + 36 + 26 * u * u),
                (u * w, 116 + 48 * abs(u) ** 2.2),
            ]
        )
        for u in (-0.62, -0.22, 0.20, 0.60)
    ]
    canvas.ink(knit, tone.shade, 7, "lens")
    canvas.shape(cuff, tone.base, tone.line, 4.2)
    canvas.fill(
        outline(low, [(low[-1][0], low[-1][1] - 14)], [(x, y - 14) for x, y in low[-2::-1]], [low[0]]), tone.shade
    )
    wool = [
        (r * math.cos(math.pi * i / 8), r * math.sin(math.pi * i / 8)) for i in range(16) for r in (31 - 3.5 * (i % 2),)
    ]
    pompom = (-5 * rig.side, top + 2)
    canvas.shape(moved([blob(wool)], *pompom), tone.light, tone.line, 4.2)
    canvas.fill(
        moved([blob([(27, -12), (29, 4), (18, 23), (-3, 28), (-22, 17), (0, 13), (16, 2)])], *pompom), tone.shade
    )
    ribbed = [
        spline(
            [
                (u * (w + 2), 116 + 46 * abs(u) ** 2.2),
                (u * (w + 5), 135 + 46 * abs(u) ** 2.2),
                (u * (w + 3), 154 + 44 * abs(u) ** 2.2),
            ]
        )
        for u in (-0.88, -0.7, -0.5, -0.3, -0.1, 0.1, 0.3, 0.5, 0.7, 0.88)
    ]
    canvas.ink(ribbed, tone.deep, 4.0, "lens", 0.75, count=3)
