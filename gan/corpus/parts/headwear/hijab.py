"""A headscarf that covers hair, ears and neck, with an under-scarf, wound once and draped over the shoulders."""

from __future__ import annotations

import math

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, join, mirror, outline, sample, spline
from gan.corpus.drawing.palettes import Tone, ramp
from gan.corpus.drawing.worn import SHADOW, pick
from gan.corpus.parts.faces import face_half
from gan.corpus.records.values import Value

VALUE = Value("hijab", "希贾布头巾", share=3.6)

# Scarf, and the under-scarf's edge.
_TONES: tuple[tuple[Tone, Tone], ...] = (
    ((0.78, 0.075, 350), (0.60, 0.09, 350)),
    ((0.66, 0.085, 205), (0.90, 0.03, 200)),
    ((0.50, 0.09, 268), (0.76, 0.07, 265)),
    ((0.90, 0.03, 82), (0.72, 0.05, 65)),
    ((0.60, 0.09, 305), (0.85, 0.05, 310)),
)


def _opening(avatar: Avatar) -> Curve:
    """Where the face shows, on the face's own surface: just inside its outline, so that no turn opens a gap."""
    rig = avatar.rig
    points = sample(face_half(avatar, 1.0)[6:], 3)
    right = [(float(x) * 0.965 - 2, float(y) - 1 - 2 * i / len(points)) for i, (x, y) in enumerate(points)]
    other = sample(face_half(avatar, -1.0)[6:], 3)
    left = [(float(x) * 0.965 + 2, float(y) - 1 - 2 * i / len(other)) for i, (x, y) in enumerate(other)]
    w, y = rig.face_width, rig.eye_y
    over = [
        (-w * 0.93, y - 40),
        (-w * 0.74, y - 98),
        (-w * 0.40, y - 130),
        (0.0, y - 139),
        (w * 0.40, y - 130),
        (w * 0.74, y - 98),
        (w * 0.93, y - 40),
    ]
    bottom = (0.0, rig.chin - 1.0)
    return spline([bottom, *[p for p in left[::-1] if abs(p[0]) > 12], *over, *[p for p in right if p[0] > 12], bottom])


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it around the face and over the shoulders."""
    rig = avatar.rig
    cloth, under = pick(avatar, "headwear", _TONES)
    tone, edge = ramp(cloth), ramp(under)
    flip = rig.side < 0
    fw, chin, base, sh = rig.face_width, rig.chin, rig.collar, rig.shoulder
    w, top = fw * 1.17 + 4, rig.crown + 12
    sh = max(0.84 * sh, 0.93 * w)
    halves: list[Curve] = []
    for side in (-1.0, 1.0):
        # The near ear sticks out as the head turns, and the cloth over it with it.
        x = side * (w + 18 * max(0.0, -side * rig.pose.turn / math.radians(13)))
        halves.append(
            spline(
                [
                    (0, top),
                    (x * 0.52, top + 15),
                    (x * 0.90, top + 80),
                    (x * 1.01, 226),
                    (x * 1.01, 306),
                    (x * 0.92, 368),
                    (x * 0.74, chin + 14),
                    (x * 0.36, chin + 40),
                    (0, chin + 48),
                ]
            )
        )
    hood = join(halves[0], halves[1][::-1])
    drape = mirror(
        outline(
            [
                (-w * 0.84, 350),
                (-w * 0.92, base - 14),
                (-sh * 0.86, base + 15),
                (-sh * 0.98, base + 39),
                (-sh * 0.90, base + 56),
            ],
            [(-sh * 0.40, base + 63), (sh * 0.10, base + 64), (sh * 0.34, base + 73), (sh * 0.60, base + 83)],
            [
                (sh * 0.86, base + 61),
                (sh * 0.98, base + 35),
                (sh * 0.84, base + 12),
                (w * 0.92, base - 16),
                (w * 0.84, 350),
            ],
            [(w * 0.5, chin + 12), (0, chin + 18), (-w * 0.5, chin + 12), (-w * 0.84, 350)],
        ),
        flip,
    )
    # What hangs down is cloth on the body; the hood turns with the hair, its opening with the face.
    hole = rig.pose.face(_opening(avatar))
    ring = [rig.pose.hair(hood), hole]
    x0 = -w * 0.97
    wrap = mirror(
        outline(
            [
                (x0, 300),
                (-w * 0.86, 372),
                (-w * 0.44, chin + 14),
                (w * 0.08, chin + 28),
                (w * 0.56, chin + 20),
                (sh * 0.88, base + 7),
            ],
            [(sh * 0.98, base + 20), (sh * 0.96, base + 33)],
            [(w * 0.56, base + 38), (-w * 0.10, base + 35), (-w * 0.66, base + 5), (-w * 0.98, 372), (x0, 300)],
        ),
        flip,
    )
    canvas.shape(drape, tone.base, tone.line)
    canvas.fill(
        mirror(
            outline(
                [(-w * 0.8, base - 10), (-w * 0.2, base + 44), (w * 0.70, base + 30), (sh * 0.92, base + 24)],
                [
                    (sh * 0.98, base + 38),
                    (sh * 0.5, base + 49),
                    (-w * 0.20, base + 56),
                    (-sh * 0.72, base + 27),
                    (-w * 0.8, base - 10),
                ],
            ),
            flip,
        ),
        tone.shade,
    )
    canvas.ink(
        [
            mirror(spline(points), flip)
            for points in (
                [(w * 0.74, base + 35), (sh * 0.52, base + 54), (sh * 0.48, base + 68)],
                [(w * 0.34, base + 41), (sh * 0.24, base + 54), (sh * 0.22, base + 65)],
                [(-w * 0.52, base + 23), (-sh * 0.70, base + 35), (-sh * 0.82, base + 50)],
            )
        ],
        tone.deep,
        4.2,
        "root",
    )
    inner = _inset(avatar)
    with canvas.surface(lambda curve: curve):
        canvas.fill(rig.pose.face(_band(avatar, 26)), SHADOW, 0.2)
        canvas.shape(inner, edge.base, edge.line, 3.6)
        canvas.contour(ring, tone.line)
        canvas.fill(ring, tone.base)
    canvas.fill(
        outline(
            [(w * 0.62, top + 30), (w * 0.93, top + 92), (w * 1.0, 230), (w * 1.0, 306), (w * 0.88, 366)],
            [(w * 0.93, 300), (w * 0.93, 230), (w * 0.84, 140), (w * 0.62, top + 30)],
        ),
        tone.shade,
    )
    canvas.ink(spline([(-w * 0.79, 176), (-w * 0.66, 118), (-w * 0.30, top + 38)]), tone.light, 12)
    canvas.shape(wrap, tone.base, tone.line, 4.2)
    canvas.ink(
        [
            mirror(spline(points), flip)
            for points in (
                [(-w * 0.93, 336), (-w * 0.70, chin + 2), (-w * 0.20, chin + 34), (w * 0.34, chin + 40)],
                [(sh * 0.93, base + 20), (w * 0.50, base + 26), (-w * 0.10, base + 22), (-w * 0.5, base)],
            )
        ],
        tone.deep,
        4.6,
        "lens",
    )
    canvas.ink(
        [
            mirror(spline(points), flip)
            for points in (
                [(w * 0.10, top + 10), (w * 0.50, 104), (w * 0.84, 190), (w * 0.95, 290)],
                [(w * 0.34, top + 46), (w * 0.66, 150), (w * 0.88, 240)],
            )
        ],
        tone.shade,
        5.0,
    )


def _band(avatar: Avatar, wide: float) -> Curve:
    """A strip along the upper edge of the opening, running out at the temples."""
    w, y = avatar.rig.face_width, avatar.rig.eye_y
    over = [
        (-w * 0.96, y - 20),
        (-w * 0.80, y - 98),
        (-w * 0.42, y - 134),
        (0.0, y - 143),
        (w * 0.42, y - 134),
        (w * 0.80, y - 98),
        (w * 0.96, y - 20),
    ]
    low = [
        (w * 0.74, y - 92 + wide * 0.8),
        (w * 0.38, y - 129 + wide),
        (0.0, y - 138 + wide),
        (-w * 0.38, y - 129 + wide),
        (-w * 0.74, y - 92 + wide * 0.8),
        over[0],
    ]
    return outline(over, low)


def _inset(avatar: Avatar) -> Curve:
    """The under-scarf's edge."""
    return avatar.rig.pose.face(_band(avatar, 13))
