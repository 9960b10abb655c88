"""A wide straw hat with a ribbon."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import blob, outline, spline
from gan.corpus.drawing.palettes import Tone, ramp
from gan.corpus.drawing.worn import cast, crown_of, dome, far_side, pick, rim
from gan.corpus.records.values import Value

VALUE = Value("straw hat", "草帽", share=1.2)

_RIBBONS: tuple[Tone, ...] = (
    (0.60, 0.18, 22),
    (0.48, 0.11, 262),
    (0.72, 0.13, 352),
    (0.60, 0.10, 170),
    (0.62, 0.13, 300),
    (0.95, 0.02, 85),
)
_STRAW = ramp((0.87, 0.095, 86))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it over the hair."""
    rig, tone, ribbon = avatar.rig, _STRAW, ramp(pick(avatar, "headwear", _RIBBONS))
    (w, c), s = crown_of(avatar, hat=True), rig.side
    top = c - 22
    # However full the hair, the brim stays in the picture.
    b = min(w, 143)
    brim = blob(
        [
            (-b * 1.56, 150),
            (-b * 1.34, 116),
            (-b * 0.80, 84),
            (0, 72),
            (b * 0.80, 84),
            (b * 1.34, 116),
            (b * 1.56, 150),
            (b * 1.30, 170),
            (b * 0.72, 164),
            (0, 152),
            (-b * 0.72, 164),
            (-b * 1.30, 170),
        ]
    )
    over = dome(w * 0.86, 120, top, 0.72)
    low = rim(w * 0.86, 106, 122)
    crown = outline(over, low[-2::-1])
    strip = outline(rim(w * 0.865, 82, 98), [low[-1]], low[-2::-1], [(-w * 0.865, 98)])
    cast(canvas, rim(b * 1.3, 150, 168), 24, w * 0.95)
    canvas.shape([brim, crown], tone.base, tone.line)
    under = outline(
        [
            (-b * 1.56, 150),
            (-b * 1.30, 170),
            (-b * 0.72, 164),
            (0, 152),
            (b * 0.72, 164),
            (b * 1.30, 170),
            (b * 1.56, 150),
        ],
        [(b * 1.24, 154), (b * 0.72, 149), (0, 139), (-b * 0.72, 149), (-b * 1.24, 154), (-b * 1.56, 150)],
    )
    canvas.fill(under, tone.shade)
    # What the crown throws on the brim, and a few rows of the plait.
    canvas.fill(
        outline(low, [(w * 0.99, 130)], [(x * 1.12, y + 13) for x, y in low[-2:0:-1]], [(-w * 0.92, 128), low[0]]),
        tone.shade,
    )
    canvas.shape(crown, tone.base, tone.line, 4.2)
    canvas.fill(far_side(over, low), tone.shade)
    rows = [
        spline([(-b * 1.32, 140), (-w * 0.80, 140), (-w * 0.30, 128)]),
        spline([(w * 0.36, 130), (w * 0.84, 140), (b * 1.34, 138)]),
        spline([(-w * 0.72, 72), (-w * 0.30, top + 20), (w * 0.20, top + 18)]),
    ]
    canvas.ink(rows, tone.deep, 3.2, opacity=0.8)
    canvas.fill(
        blob([(-w * 0.60, 70), (-w * 0.40, top + 20), (-w * 0.10, top + 9), (-w * 0.22, top + 20), (-w * 0.48, 72)]),
        tone.light,
    )
    canvas.shape(strip, ribbon.base, ribbon.line, 4.2)
    x = s * w * 0.60
    tails = [
        outline(
            [(x, 104), (x - s * 4, 128), (x - s * 14, 150)],
            [(x + s * 2, 146), (x + s * 12, 150)],
            [(x + s * 12, 128), (x, 104)],
        ),
        outline(
            [(x, 104), (x + s * 18, 124), (x + s * 22, 144)],
            [(x + s * 32, 138), (x + s * 42, 138)],
            [(x + s * 30, 116), (x, 104)],
        ),
    ]
    knot = blob([(x - 14, 88), (x, 85), (x + 14, 90), (x + 15, 108), (x, 112), (x - 14, 106)])
    canvas.shape(tails, ribbon.shade, ribbon.line, 4.2)
    canvas.shape(knot, ribbon.base, ribbon.line, 4.2)
