"""What beards and moustaches are made of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, Point, ellipse, join, mirror, outline, sample, spline
from gan.corpus.parts.faces import face_half
from gan.corpus.parts.mouths import mouth_box

__all__ = ["jaw", "lip_gap", "moustache", "paint", "ring", "strands"]


def jaw(avatar: Avatar, side: float, start: float, out: float, below: float) -> list[Point]:
    """Points along one side of the jaw from a height down to the chin, set off outward and, at the chin, downward."""
    points = sample(face_half(avatar, side)[6:], 6)
    low = float(points[-1, 1])
    heights = start + (low - start) * np.array([0, 0.22, 0.45, 0.66, 0.82, 0.93])
    xs = np.interp(heights, points[:, 1], np.abs(points[:, 0]))
    share = (heights - start) / (low - start)
    edge = [
        (side * (x + out * min(1.0, 3 * s)), y + below * 0.75 * s**3)
        for x, y, s in zip(xs, heights, share, strict=True)
    ]
    return [*edge, (0.0, low + below)]


def lip_gap(avatar: Avatar, room: float = 7) -> Curve:
    """The place that a beard leaves free around the mouth, wound against the beard."""
    rig = avatar.rig
    wide, top, bottom = mouth_box(avatar)
    top, bottom = max(top - room, rig.nose_y + 17), min(bottom + room + 2, rig.chin + 2)
    return ellipse(0, (top + bottom) / 2, wide + room, max((bottom - top) / 2, 9))[::-1]


def moustache(avatar: Avatar, reach: float, drop: float, thick: float) -> list[Curve]:
    """Two lobes under the nose.

    Args:
        reach: half-width, canvas units.
        drop: how far below the middle the tips are.
        thick: height at the middle.
    """
    rig = avatar.rig
    _, top, _ = mouth_box(avatar)
    # It stays clear of the mouth, which must be read under it.
    low = rig.nose_y + 17.5 - max(0.0, min(3.0, rig.nose_y + 19 - top))
    high, tip = low - thick, low + drop
    half = outline(
        [(0, high + 2), (0.3 * reach, high - 1), (0.72 * reach, low - 0.45 * thick), (reach, tip)],
        [(0.62 * reach, low + 3), (0.25 * reach, low + 1), (0, low - 3)],
        [(0, high + 2)],
    )
    return [half, mirror(half)]


def paint(
    canvas: Canvas,
    avatar: Avatar,
    shapes: Sequence[Curve],
    top: float,
    bottom: float,
    width: float = 4.2,
    gap: Curve | None = None,
    dark: bool = False,
) -> None:
    """Fill in the hair's colours, lighter above, with a contour.

    Args:
        top, bottom: where the gradient begins and ends.
        gap: stays free and gets no line of its own, which would be taken for a mouth.
        dark: in the hair's shades, since a pink moustache would be taken for lips.
    """
    tone = avatar.colors.beard
    first, second, third = (tone.base, tone.shade, tone.deep) if dark else (tone.light, tone.base, tone.shade)
    fill = canvas.linear([(0, first, 1), (0.4, second, 1), (1, third, 1)], (-10, top), (10, bottom))
    if gap is None:
        canvas.shape(list(shapes), fill, tone.line, width)
    else:
        canvas.stroke([np.add(shape, (0.6, 0.8)) for shape in shapes], tone.line, width)
        canvas.fill([*shapes, gap], fill)


def strands(canvas: Canvas, avatar: Avatar, roots: Sequence[tuple[Point, Point]], bend: float = 2.0) -> None:
    """Dark strands from root to tip, and lights beside every second one."""
    tone = avatar.colors.beard
    lines = [
        spline([a, ((a[0] + b[0]) / 2 + (bend if b[0] > a[0] else -bend), (a[1] + b[1]) / 2), b]) for a, b in roots
    ]
    canvas.ink(lines, tone.deep, 3.0, "lens")
    canvas.ink([line - (4.5, 1.0) for line in lines[::2]], tone.light, 2.8, "lens", 0.9)


def ring(avatar: Avatar, start: float, out: float, below: float, inner: Sequence[Point]) -> Curve:
    """A closed beard: along both jaws outside, and back along `inner` (the right half, from the ear to the middle)."""
    right, left = jaw(avatar, 1.0, start, out, below), jaw(avatar, -1.0, start, out, below)
    back = spline([right[0], *inner])
    outer = join(spline(right), spline(left[::-1]))
    return join(outer, mirror(back), back[::-1])
