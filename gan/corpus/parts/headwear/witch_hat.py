"""A pointed hat with a wide brim and a crooked tip."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import blob, mirror, outline, spline
from gan.corpus.drawing.palettes import Tone, ramp
from gan.corpus.drawing.worn import GOLD, cast, ceiling, crown_of, moved, pick, rim, star
from gan.corpus.records.values import Value

VALUE = Value("witch's hat", "魔女帽", share=1.2)

_TONES: tuple[Tone, ...] = (
    (0.40, 0.10, 300),
    (0.36, 0.06, 275),
    (0.44, 0.09, 330),
    (0.42, 0.07, 200),
    (0.34, 0.02, 290),
    (0.46, 0.10, 12),
    (0.66, 0.10, 305),
)
_RIBBONS: tuple[Tone, ...] = ((0.66, 0.16, 20), (0.72, 0.10, 190), (0.70, 0.13, 320), (0.90, 0.03, 90))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it over the hair."""
    rig, tone, ribbon = (
        avatar.rig,
        ramp(pick(avatar, "headwear", _TONES)),
        ramp(pick(avatar, "headwear.ribbon", _RIBBONS)),
    )
    (w, c), s = crown_of(avatar, hat=True), rig.side
    c = min(max(c, ceiling(avatar) + 51), c + 12)
    # However full the hair, the brim stays in the picture.
    b = min(w, 146)
    brim = mirror(
        blob(
            [
                (-b * 1.50, 162),
                (-b * 1.20, 122),
                (-b * 0.60, 92),
                (0, 86),
                (b * 0.60, 92),
                (b * 1.20, 112),
                (b * 1.52, 138),
                (b * 1.20, 164),
                (b * 0.62, 162),
                (0, 152),
                (-b * 0.62, 164),
                (-b * 1.16, 178),
            ]
        ),
        s < 0,
    )
    low = rim(w * 0.84, 116, 136)
    cone = [
        (-w * 0.84, 136),
        (-w * 0.74, 92),
        (-w * 0.50, c - 8),
        (-w * 0.10, c - 36),
        (w * 0.42, c - 46),
        (w * 0.82, c - 24),
        (w * 0.96, c + 6),
    ]
    other = [(w * 0.78, c + 4), (w * 0.62, c + 4), (w * 0.74, 84), (w * 0.84, 136)]
    body = mirror(outline(cone, other, low[-2::-1]), s < 0)
    strip = mirror(outline(rim(w * 0.83, 90, 110), [low[-1]], low[-2::-1], [(-w * 0.83, 110)]), s < 0)
    cast(canvas, rim(b * 1.2, 150, 172), 22, w * 0.95)
    canvas.contour([brim, body], tone.line)
    canvas.fill(brim, tone.base)
    under = outline(
        [
            (-b * 1.50, 162),
            (-b * 1.16, 178),
            (-b * 0.62, 164),
            (0, 152),
            (b * 0.62, 162),
            (b * 1.20, 164),
            (b * 1.52, 138),
        ],
        [(b * 1.14, 150), (b * 0.62, 147), (0, 138), (-b * 0.62, 149), (-b * 1.12, 162), (-b * 1.50, 162)],
    )
    canvas.fill(
        [mirror(under, s < 0), outline(low, [(w * 0.96, 140)], [(x * 1.1, y + 9) for x, y in low[-2:0:-1]], [low[0]])],
        tone.shade,
    )
    canvas.shape(body, tone.base, tone.line, 4.2)
    fold = outline(
        [(w * 0.96, c + 6), (w * 0.78, c + 4), (w * 0.62, c + 4)],
        [(w * 0.40, c - 14), (w * 0.66, c - 20), (w * 0.96, c + 6)],
    )
    right = outline(
        [(w * 0.62, c + 4), (w * 0.74, 84), (w * 0.84, 136)], [(w * 0.44, 118), (w * 0.36, 74), (w * 0.62, c + 4)]
    )
    canvas.fill([mirror(fold, s < 0), mirror(right, s < 0)], tone.shade)
    canvas.ink(
        mirror(spline([(w * 0.62, c + 4), (w * 0.38, c - 4), (w * 0.22, c - 18)]), s < 0), tone.line, 4.2, "root"
    )
    canvas.fill(
        mirror(
            blob([(-w * 0.62, 78), (-w * 0.44, c + 2), (-w * 0.14, c - 22), (-w * 0.26, c - 4), (-w * 0.50, 84)]), s < 0
        ),
        tone.light,
    )
    canvas.shape(strip, ribbon.base, ribbon.line, 4.2)
    canvas.shape(moved([star(22)], s * 8, 102, 8 * s), GOLD.base, GOLD.line, 4.2)
