"""Locks of hair: the shape that fringes, side locks and long hair are made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gan.corpus.geometry import Curve, Point, join, sample, spline

__all__ = ["Lock", "LockShape", "grow"]

# Where along the spine a lock's edges are placed, and its half-width there relative to the widest.
_PLACES = np.array([0.0, 0.28, 0.52, 0.74, 0.90])
_POINTED = np.array([0.42, 0.80, 1.0, 0.80, 0.40])
_BLUNT = np.array([0.42, 0.76, 0.95, 1.0, 0.98])


@dataclass(frozen=True, slots=True)
class Lock:
    """One lock of hair, canvas units.

    Attributes:
        root: where it leaves the scalp.
        tip: where it ends.
        width: at its widest.
        hug: 0..1, how far it follows the dome sideways before it falls; 0 is straight from root to tip.
        sweep: how far its belly is pushed to the viewer's right, as a share of its length.
        blunt: 0 ends in a point, 1 is cut straight.
        wave: sideways swing of a wave along it, canvas units; `waves` is how many there are.
    """

    root: Point
    tip: Point
    width: float
    hug: float = 0.6
    sweep: float = 0.0
    blunt: float = 0.0
    wave: float = 0.0
    waves: float = 1.5


@dataclass(frozen=True, slots=True)
class LockShape:
    """The curves of a lock: its closed outline, its two long edges from root to tip, and its spine."""

    outline: Curve
    left: Curve
    right: Curve
    spine: Curve


def grow(lock: Lock) -> LockShape:
    """The curves of a lock."""
    (x0, y0), (x1, y1) = lock.root, lock.tip
    push = lock.sweep * float(np.hypot(x1 - x0, y1 - y0))
    first = (x0 + (x1 - x0) * (0.33 + 0.5 * lock.hug), y0 + (y1 - y0) * (0.33 - 0.24 * lock.hug))
    second = (x1 + push, y1 - (y1 - y0) * 0.5)
    spine = np.array([lock.root, first, second, lock.tip])
    points = sample(spine, 25)
    at = points[(_PLACES * 25).astype(int)]
    tangent = points[(_PLACES * 25).astype(int) + 1] - at
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)
    normal /= np.maximum(np.hypot(normal[:, 0], normal[:, 1]), 1e-9)[:, None]
    if lock.wave:
        swing = lock.wave * np.sin(2 * np.pi * lock.waves * _PLACES) * _PLACES
        at = at + normal * swing[:, None]
    profile = (_POINTED + (_BLUNT - _POINTED) * lock.blunt) * lock.width / 2
    # Normals of a falling lock point to the viewer's left.
    one, other = at + normal * profile[:, None], at - normal * profile[:, None]
    end = points[-1]
    half = normal[-1] * (lock.width / 2 * 0.92 * lock.blunt)
    left = spline([*map(tuple, one), tuple(end + half)])
    right = spline([*map(tuple, other), tuple(end - half)])
    return LockShape(join(left, spline([tuple(left[-1]), tuple(right[-1])]), right[::-1]) if lock.blunt > 0.05 else join(left, right[::-1]), left, right, spine)
