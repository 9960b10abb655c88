"""Locks of hair: the shape that fringes, side locks and long hair are made of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import numpy as np
from numpy.typing import NDArray

from gan.corpus.geometry import Curve, Point, join, sample, spline

__all__ = ["Lock", "LockShape", "bumpy", "grow"]

# Where along the spine a smooth lock's edges are placed, and its half-width there relative to the widest.
_PLACES = np.array([0.0, 0.28, 0.52, 0.74, 0.90, 1.0])
_POINTED = np.array([0.34, 0.80, 1.0, 0.82, 0.42, 0.0])
_BLUNT = np.array([0.34, 0.76, 0.95, 1.0, 0.98, 0.92])
_ROUND = np.array([0.34, 0.78, 0.98, 1.0, 0.80, 0.0])


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
        phase: where the wave begins, in turns.
        bump: height of the rounded bumps on its edges, canvas units; `pitch` is the length of one.
        round: 0..1, how round its tip is.
        marks: 0..1, size of the curl marks on it.
        curl: sideways hook of its tip to the viewer's right, canvas units.
        base: its width at the root relative to the widest.
        ease: 0..1, where along it the bumps begin.
        melt: 0..1, how far it melts into its neighbours: its inner ink is short and faint.
    """

    root: Point
    tip: Point
    width: float
    hug: float = 0.6
    sweep: float = 0.0
    blunt: float = 0.0
    wave: float = 0.0
    waves: float = 1.5
    phase: float = 0.0
    bump: float = 0.0
    pitch: float = 36.0
    round: float = 0.0
    marks: float = 0.0
    curl: float = 0.0
    base: float = 0.34
    ease: float = 0.1
    melt: float = 0.0


@dataclass(frozen=True, slots=True)
class LockShape:
    """Curves of a lock: closed outline, the long edges from root to tip, spine, curl marks; and how far it melts."""

    outline: Curve
    left: Curve
    right: Curve
    spine: Curve
    marks: tuple[Curve, ...] = ()
    melt: float = 0.0


def bumpy(curve: Curve, height: Curve | float, out: Curve) -> Curve:
    """The curve with a rounded bump on every segment, toward the unit vectors `out` (one to a segment)."""
    result = curve.copy()
    lift = out * height * 1.35
    result[1::3] += lift
    result[2::3] += lift
    return result


@lru_cache(maxsize=64)
def _places(count: int, at: float) -> Curve:
    return np.concatenate([[0.0], (np.arange(count) + at) / count, [1.0]])


def grow(lock: Lock) -> LockShape:
    """The curves of a lock."""
    (x0, y0), (x1, y1) = lock.root, lock.tip
    push = lock.sweep * float(np.hypot(x1 - x0, y1 - y0))
    first = (x0 + (x1 - x0) * (0.33 + 0.5 * lock.hug), y0 + (y1 - y0) * (0.33 - 0.24 * lock.hug))
    second = (x1 + push, y1 - (y1 - y0) * 0.5)
    spine = np.array([lock.root, first, second, lock.tip])
    points = sample(spine, 24)
    step = points[1:] - points[:-1]
    far = np.hypot(step[:, 0], step[:, 1])
    along = np.concatenate([[0.0], np.cumsum(far)])
    length = max(float(along[-1]), 1e-6)
    along = along / length
    direction = step / np.maximum(far, 1e-9)[:, None]
    turn = np.stack([-direction[:, 1], direction[:, 0]], axis=1)
    normal = np.concatenate([turn, turn[-1:]])
    if lock.wave or lock.curl:
        swing = lock.wave * np.sin(2 * np.pi * (lock.waves * along + lock.phase)) * np.minimum(1.0, along * 1.6)
        points = points - normal * (swing + lock.curl * np.maximum(along - 0.45, 0.0) ** 2 * 3.3)[:, None]
    waves = lock.waves * 4 if lock.wave else 0.0
    profile = _POINTED + (_ROUND - _POINTED) * lock.round
    profile = (profile + (_BLUNT - profile) * lock.blunt) * lock.width / 2
    if lock.base > 0.34:
        spike = (1 - _PLACES) ** 0.85 * (lock.width / 2)
        profile = profile + (spike - profile) * min(1.0, (lock.base - 0.34) * 2)
    if lock.bump > 0.4:
        count = max(2, min(10, round(length / lock.pitch)))
        one, other = _places(count, 0.3), _places(count, 0.8)
    elif waves > 4:
        one = other = _places(min(round(waves), 12), 0.5)
    else:
        one = other = _PLACES
    left, at_left = _edge(points, normal, along, one, profile)
    right, at_right = _edge(points, -normal, along, other, profile)
    if lock.bump > 0.4:
        left = bumpy(left, _heights(one, lock)[:, None], at_left)
        right = bumpy(right, _heights(other, lock)[:, None], at_right)
    if lock.round and lock.blunt < 0.5:
        reach = lock.width * 0.30 * lock.round
        left[-2] += (left[-1] + normal[-1] * reach - left[-2]) * lock.round
        right[-2] += (right[-1] - normal[-1] * reach - right[-2]) * lock.round
    if lock.blunt > 0.05:
        ends = (cast("Point", tuple(left[-1])), cast("Point", tuple(right[-1])))
        outline = join(left, spline(ends), right[::-1])
    else:
        outline = join(left, right[::-1])
    marks = _marks(points, left, np.searchsorted(along, one), lock) if lock.marks > 0.1 and lock.bump > 0.4 else ()
    return LockShape(outline, left, right, spine, marks, lock.melt)


def _edge(points: Curve, out: Curve, along: Curve, places: Curve, profile: Curve) -> tuple[Curve, Curve]:
    """One edge of a lock, and the unit vectors that point outward from each of its segments."""
    index = np.minimum(np.maximum(np.searchsorted(along, places), 1), len(points) - 1)
    share = ((places - along[index - 1]) / np.maximum(along[index] - along[index - 1], 1e-9))[:, None]
    on = points[index - 1] + (points[index] - points[index - 1]) * share
    way = out[index - 1]
    edge = on + way * np.interp(places, _PLACES, profile)[:, None]
    return spline(cast("Sequence[Point]", edge)), (way[:-1] + way[1:]) / 2


def _heights(places: Curve, lock: Lock) -> Curve:
    """Heights of the bumps along a lock: none at the root, where the hair is pulled straight."""
    first, last = places[:-1], places[1:]
    rise = ((first + last) * 0.5 - lock.ease) * 3.2
    return lock.bump * np.minimum(np.maximum(rise, 0.0), 1.0) * np.minimum(np.maximum((last - first) * 9, 0.4), 1.0)


# Control points of a curl mark: shares of its way, and of its belly aside.
_ALONG = np.array([0.0, 0.3, 0.7, 1.0, 0.7, 0.3, 0.0])[None, :, None]
_ASIDE = np.array([0.0, 1.0, 1.0, 0.0, 0.25, 0.25, 0.0])[None, :, None]


def _marks(points: Curve, left: Curve, index: NDArray[np.intp], lock: Lock) -> tuple[Curve, ...]:
    """Crescents that run from the dents of the left edge into the lock."""
    first = 1 + math.ceil((len(index) - 2) * (lock.ease + 0.2))
    dents = left[3 * first : -3 : 3]
    if len(dents) == 0:
        return ()
    goals = points[np.minimum(index[first:-1] + 3, len(points) - 1)]
    way = (goals - dents) * (0.5 + 0.55 * lock.marks)
    belly = np.stack([-way[:, 1], way[:, 0]], axis=1) * 0.32
    return tuple(dents[:, None] + way[:, None] * _ALONG + belly[:, None] * _ASIDE)
