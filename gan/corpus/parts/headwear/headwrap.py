"""A wrapped and knotted cloth."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import blob, mirror, outline, spline
from gan.corpus.drawing.palettes import Tone, ramp
from gan.corpus.drawing.worn import band, cast, crown_of, dome, far_side, pick, rim
from gan.corpus.records.values import Value

VALUE = Value("headwrap", "头巾", share=1.2)

# Cloth, and the band of its hem.
_TONES: tuple[tuple[Tone, Tone], ...] = (
    ((0.72, 0.14, 55), (0.45, 0.11, 330)),
    ((0.52, 0.10, 195), (0.84, 0.12, 85)),
    ((0.55, 0.15, 10), (0.85, 0.11, 75)),
    ((0.58, 0.13, 300), (0.80, 0.09, 195)),
    ((0.85, 0.11, 88), (0.50, 0.12, 260)),
    ((0.80, 0.09, 350), (0.50, 0.12, 300)),
    ((0.48, 0.10, 262), (0.88, 0.06, 85)),
    ((0.90, 0.03, 85), (0.58, 0.14, 25)),
)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it over the hair."""
    rig = avatar.rig
    cloth, hem = pick(avatar, "headwear", _TONES)
    tone, trim = ramp(cloth), ramp(hem)
    (w, c), s = crown_of(avatar, hat=True), rig.side
    top = c - 20
    w += 9
    low = rim(w, 148, 206)
    over = dome(w, 206, top, 0.84, lean=-8 * s)
    cast(canvas, low, 15, w * 0.87)
    body = outline(over, low[-2::-1])
    flip = s < 0
    x, y = w * 0.30, 88.0
    canvas.shape(body, tone.base, tone.line)
    # Two bands of cloth that cross under the knot.
    one = mirror(
        outline(
            [(x, y + 6), (-w * 0.2, 84), (-w * 0.66, 122), (-w * 1.0, 206)],
            [(-w * 0.98, 176), (-w * 0.80, 96), (-w * 0.44, 58), (x - 6, y - 20)],
            [(x, y + 6)],
        ),
        flip,
    )
    under = mirror(
        outline(
            [(x, y + 8), (-w * 0.2, 96), (-w * 0.62, 134), (-w * 0.96, 204)],
            [(-w * 0.66, 122), (-w * 0.2, 84), (x, y + 6)],
        ),
        flip,
    )
    folds = [
        mirror(spline(points), flip)
        for points in (
            [(x - 6, y - 6), (-w * 0.30, 78), (-w * 0.70, 116), (-w * 0.94, 190)],
            [(x + 8, y + 16), (w * 0.60, 116), (w * 0.90, 178)],
            [(x + 4, y - 16), (w * 0.66, 70), (w * 0.92, 136)],
            [(x - 2, y + 18), (w * 0.20, 122), (w * 0.10, 146)],
            [(x - 8, y - 18), (w * 0.10, 54), (-w * 0.16, top + 10)],
        )
    ]
    # On a bare head the cloth is lower than the bands.
    with canvas.clip(body):
        canvas.fill(far_side(over, low), tone.shade)
        canvas.fill(under, tone.deep)
        canvas.fill(one, tone.light)
        canvas.ink(folds, tone.deep, 4.6, "root")
    ribbon = band([(u, v - 20) for u, v in low], low, 2)
    canvas.shape(ribbon, trim.base, trim.line, 4.2)

    # The knot, and the two ends that stand up from it.
    def at(u: float, v: float) -> tuple[float, float]:
        return (x + u, y - 6 + v)

    ends = [
        outline(
            [at(-4, 4), at(-34, -4), at(-56, -26), at(-50, -48)], [at(-26, -52), at(-6, -34), at(0, -8)], [at(-4, 4)]
        ),
        outline([at(2, -6), at(4, -38), at(26, -62), at(48, -56)], [at(62, -30), at(46, -6), at(16, 6)], [at(2, -6)]),
    ]
    knot = blob([at(-30, -2), at(-12, -22), at(16, -20), at(33, 2), at(24, 26), at(-4, 32), at(-28, 20)])
    dark = outline([at(33, 2), at(24, 26), at(-4, 32), at(-28, 20)], [at(0, 20), at(20, 8), at(33, 2)])
    pleats = [
        spline([at(-4, -6), at(-22, -18), at(-38, -28)]),
        spline([at(8, -12), at(20, -32), at(36, -42)]),
        spline([at(-22, -4), at(0, -8), at(20, 4), at(22, 18)]),
        spline([at(-24, 8), at(-4, 4), at(8, 14), at(4, 26)]),
    ]
    canvas.shape([mirror(end, flip) for end in ends], tone.base, tone.line, 4.2)
    canvas.shape(mirror(knot, flip), tone.base, tone.line, 4.2)
    canvas.fill(mirror(dark, flip), tone.shade)
    canvas.ink([mirror(pleat, flip) for pleat in pleats], tone.deep, 4.2, "root")
