"""Curves for the drawing: splines as cubic Bézier control points, and tapered ink as filled polygons.

A curve is a float array of shape (3k + 1, 2): the control points of k cubic segments, in canvas units (the canvas is
512 by 512; x is measured from the middle of the face, y from the canvas's upper edge).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Curve",
    "Point",
    "Taper",
    "blob",
    "brush",
    "ellipse",
    "join",
    "lerp",
    "mirror",
    "outline",
    "path",
    "polygon",
    "sample",
    "spline",
]

Point = tuple[float, float]
Taper = Literal["lens", "root", "drop", "pen"]
Curve = NDArray[np.float64]


def spline(points: Sequence[Point]) -> Curve:
    """Smooth open curve through `points`, with tangents scaled by chord length so that it does not overshoot."""
    # Plain floats are faster than arrays for the few points of one shape; `locks.splines` is for many.
    p = [(float(x), float(y)) for x, y in points]
    if len(p) < 2:
        raise ValueError("A spline needs at least two points.")
    lengths: list[float] = []
    units: list[Point] = []
    for (x0, y0), (x1, y1) in pairwise(p):
        length = max(math.hypot(x1 - x0, y1 - y0), 1e-9)
        lengths.append(length)
        units.append(((x1 - x0) / length, (y1 - y0) / length))
    # Weighting each chord by the other's length makes the tangent lean to the nearer neighbour.
    inner = [
        _unit(u[0] * b + v[0] * a, u[1] * b + v[1] * a)
        for (u, v), (a, b) in zip(pairwise(units), pairwise(lengths), strict=True)
    ]
    tangents = [_end(units[0], inner[0]), *inner, _end(units[-1], inner[-1])] if inner else [units[0], units[0]]
    curve = [p[0]]
    for k, length in enumerate(lengths):
        third = length / 3
        (x0, y0), (x1, y1), (ax, ay), (bx, by) = p[k], p[k + 1], tangents[k], tangents[k + 1]
        curve += [(x0 + ax * third, y0 + ay * third), (x1 - bx * third, y1 - by * third), (x1, y1)]
    return np.array(curve)


def _unit(x: float, y: float) -> Point:
    length = max(math.hypot(x, y), 1e-9)
    return (x / length, y / length)


def _end(chord: Point, neighbour: Point) -> Point:
    """Tangent at an end: the neighbour's, mirrored at the chord; half of that is enough of a curve at a sharp turn."""
    along = chord[0] * neighbour[0] + chord[1] * neighbour[1]
    return (chord[0] * (along + 0.5) - neighbour[0] / 2, chord[1] * (along + 0.5) - neighbour[1] / 2)


def join(*curves: Curve) -> Curve:
    """Curves end to end; each one's first point is dropped in favour of its forerunner's last."""
    return np.concatenate([curves[0], *(curve[1:] for curve in curves[1:])])


def outline(*runs: Sequence[Point]) -> Curve:
    """Smooth runs joined by corners: every run after the first starts at the last point of the run before it."""
    curves = [spline(runs[0])]
    for before, run in pairwise(runs):
        curves.append(spline([before[-1], *run]))
    return join(*curves)


def blob(points: Sequence[Point]) -> Curve:
    """Smooth closed curve through `points`."""
    count = len(points)
    wrapped = [points[-2], points[-1], *points, points[0], points[1], points[2]]
    return spline(wrapped)[6 : 6 + 3 * count + 1]


def ellipse(x: float, y: float, rx: float, ry: float, angle: float = 0.0) -> Curve:
    """Closed ellipse; `angle` in degrees, clockwise on the canvas."""
    k = 0.5523
    unit = np.array(
        [
            (1, 0),
            (1, k),
            (k, 1),
            (0, 1),
            (-k, 1),
            (-1, k),
            (-1, 0),
            (-1, -k),
            (-k, -1),
            (0, -1),
            (k, -1),
            (1, -k),
            (1, 0),
        ]
    ) * (rx, ry)
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return np.asarray(unit @ np.array([[c, s], [-s, c]]) + (x, y), dtype=np.float64)


def mirror(curve: Curve, flip: bool = True) -> Curve:
    """The curve mirrored at x = 0 where `flip`, else itself."""
    return curve * (-1.0, 1.0) if flip else curve


def lerp(a: Point, b: Point, t: float) -> Point:
    """Point at share `t` of the way from `a` to `b`."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


@lru_cache(maxsize=64)
def _format(count: int) -> str:
    return "M%.1f %.1fC" + "%.1f %.1f " * (count - 1)


@lru_cache(maxsize=64)
def _polygon_format(count: int) -> str:
    return "M" + "%.1f %.1f " * count + "Z"


def path(curve: Curve, close: bool = True) -> str:
    """SVG path data of a curve."""
    return _format(len(curve)) % tuple(curve.ravel().tolist()) + ("Z" if close else "")


def polygon(points: Curve) -> str:
    """SVG path data of a closed polygon, points of shape (n, 2)."""
    return _polygon_format(len(points)) % tuple(points.ravel().tolist())


@lru_cache(maxsize=16)
def _bernstein(count: int) -> NDArray[np.float64]:
    t = np.linspace(0, 1, count + 1)[1:, None]
    u = 1 - t
    return np.hstack([u**3, 3 * u * u * t, 3 * u * t * t, t**3])


def sample(curve: Curve, count: int = 8) -> Curve:
    """Points on the curve, `count` to a segment: shape (k * count + 1, 2)."""
    k = (len(curve) - 1) // 3
    index = np.arange(k)[:, None] * 3 + np.arange(4)
    points = np.einsum("sc,kcd->ksd", _bernstein(count), curve[index])
    return np.concatenate([curve[:1], points.reshape(-1, 2)])


def brush(curve: Curve, width: float, taper: Taper = "lens", count: int = 8) -> Curve:
    """Outline of a brush stroke along an open curve: polygon points of shape (n, 2).

    Args:
        width: widest width, canvas units.
        taper: "lens" is thin at both ends, "root" starts wide and vanishes, "drop" is a root with a rounded start,
            "pen" is nearly even with rounded-off ends.
        count: points per segment and side.
    """
    p = sample(curve, count)
    tangent = np.empty_like(p)
    tangent[1:-1] = p[2:] - p[:-2]
    tangent[0], tangent[-1] = p[1] - p[0], p[-1] - p[-2]
    length = np.maximum(np.hypot(tangent[:, 0], tangent[:, 1]), 1e-9)
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)
    half = normal * (_profile(taper, len(p)) * (width / 2) / length)[:, None]
    return np.concatenate([p + half, (p - half)[::-1]])


@lru_cache(maxsize=128)
def _profile(taper: Taper, count: int) -> NDArray[np.float64]:
    s = np.linspace(0, 1, count)
    if taper == "lens":
        return np.sin(np.pi * s) ** 0.7
    if taper == "root":
        return (1 - s) ** 0.8
    if taper == "drop":
        return np.minimum(1.0, s * 7.0) ** 0.6 * (1 - s) ** 0.9
    return np.minimum(1.0, np.sin(np.pi * s) * 2.2 + 0.25)
