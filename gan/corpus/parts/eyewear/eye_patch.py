"""A soft eye patch with a heart on it."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import mirror, outline, spline
from gan.corpus.drawing.palettes import Tone, ramp
from gan.corpus.parts.eyewear._frames import Lens, lens_of, rounded
from gan.corpus.records.values import Value

__all__ = ["VALUE", "draw"]

VALUE = Value("eye patch", "眼罩")

# Cloth of the patch, and the heart's colour on it.
_COLORS: tuple[tuple[Tone, Tone], ...] = (
    ((0.96, 0.012, 60), (0.70, 0.16, 8)),
    ((0.88, 0.065, 355), (0.97, 0.02, 350)),
    ((0.42, 0.06, 290), (0.80, 0.10, 350)),
    ((0.86, 0.06, 230), (0.98, 0.015, 220)),
)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """A padded patch over one eye, held by ribbons that run round the head."""
    rig, left = avatar.rig, avatar.rig.side < 0
    pick = min(int((avatar.noise("eyewear.color") + 1) / 2 * len(_COLORS)), len(_COLORS) - 1)
    cloth, heart = ramp(_COLORS[pick][0]), ramp(_COLORS[pick][1])
    lens = lens_of(avatar, 0.85)
    x, y, rx, ry = lens.x - 1, lens.y, lens.rx, max(lens.ry, 0.95 * lens.rx)
    w = rig.face_width
    bands = [
        spline([(x + 0.6 * rx, y - 0.6 * ry), (w - 5, y - 0.95 * ry)]),
        spline([(x + 0.7 * rx, y + 0.4 * ry), (w - 5, y + 0.5 * ry)]),
        spline([(x - 0.6 * rx, y - 0.7 * ry), (-0.3 * w, y - 78), (-0.92 * w, y - 112)]),
    ]
    straps = [mirror(band, left) for band in bands]
    canvas.stroke(straps, cloth.line, 9)
    canvas.stroke(straps, cloth.shade, 5)
    pad = mirror(rounded(Lens(x, y, rx, ry), 2.3), left)
    canvas.shape(pad, cloth.base, cloth.line, 4.6)
    shade = outline(
        [
            (x + 0.90 * rx, y - 0.30 * ry),
            (x + 0.80 * rx, y + 0.58 * ry),
            (x, y + 0.93 * ry),
            (x - 0.72 * rx, y + 0.70 * ry),
        ],
        [(x + 0.1 * rx, y + 0.70 * ry), (x + 0.62 * rx, y + 0.38 * ry), (x + 0.90 * rx, y - 0.30 * ry)],
    )
    # Light comes from the left on either eye.
    middle = -x if left else x
    canvas.fill(shade - (2 * x, 0) if left else shade, cloth.shade)
    k = min(rx, ry) * 0.42
    lobe = ((0.5, -0.95), (1.02, -0.35), (0.62, 0.45))
    right, back = [(middle + a * k, y + b * k) for a, b in lobe], [(middle - a * k, y + b * k) for a, b in lobe[::-1]]
    cleft = (middle, y - 0.45 * k)
    sign = outline([cleft, *right, (middle, y + k)], [*back, cleft])
    canvas.fill(sign, heart.base)
