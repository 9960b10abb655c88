"""Locks of hair: the shape that fringes, side locks and long hair are made of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from gan.corpus.drawing.geometry import Curve, Point

__all__ = ["Lock", "LockShape", "bumpy", "grow", "splines", "tapered"]

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


def splines(points: Curve) -> Curve:
    """Smooth open curves through rows of points, of shape (rows, points, 2): `spline` for many of one length."""
    chord = points[:, 1:] - points[:, :-1]
    if points.shape[1] == 2:
        return points[:, :1] + chord * _THIRDS
    length = np.maximum(np.sqrt(np.einsum("npd,npd->np", chord, chord)), 1e-9)[..., None]
    unit = chord / length
    tangent = np.empty_like(points)
    inner = unit[:, :-1] * length[:, 1:] + unit[:, 1:] * length[:, :-1]
    inner /= np.maximum(np.sqrt(np.einsum("npd,npd->np", inner, inner)), 1e-9)[..., None]
    tangent[:, 1:-1] = inner
    for end, first in ((0, 0), (-1, -1)):
        chords, neighbours = unit[:, first], inner[:, first]
        straight = np.einsum("nd,nd->n", chords, neighbours)[:, None] + 0.5
        tangent[:, end] = chords * straight - neighbours / 2
    tangent_in, tangent_out = tangent[:, 1:], tangent[:, :-1]
    third = length / 3
    result = np.empty((len(points), 3 * points.shape[1] - 2, 2))
    result[:, 0::3] = points
    result[:, 1::3] = points[:, :-1] + tangent_out * third
    result[:, 2::3] = points[:, 1:] - tangent_in * third
    return result


def tapered(curves: Sequence[Curve], width: float, lens: bool = False) -> list[Curve]:
    """Closed outlines of brush strokes that start wide and vanish, or with `lens` are thin at both ends.

    They are smooth with few points, and quickly made for many curves; `Canvas.fill` paints them.
    """
    rows: dict[int, list[Curve]] = {}
    for curve in curves:
        rows.setdefault(len(curve), []).append(curve)
    result: list[Curve] = []
    for count, some in rows.items():
        p = np.array(some)
        tangent = np.empty_like(p)
        tangent[:, 1:-1] = p[:, 2:] - p[:, :-2]
        tangent[:, 0], tangent[:, -1] = p[:, 1] - p[:, 0], p[:, -1] - p[:, -2]
        length = np.maximum(np.sqrt(np.einsum("npd,npd->np", tangent, tangent)), 1e-9)
        half = tangent[..., ::-1] * (_taper(count, lens) * (width / 2) / length)[..., None] * (-1.0, 1.0)
        strokes: Curve = np.concatenate([p + half, (p - half)[:, -2::-1]], axis=1)
        result.extend(strokes)
    return result


@lru_cache(maxsize=64)
def _taper(count: int, lens: bool) -> Curve:
    s = np.linspace(0, 1, count)
    return np.sin(np.pi * s) ** 0.7 * (1 - (s == 1)) if lens else (1 - s) ** 0.8


@lru_cache(maxsize=64)
def _places(count: int, at: float) -> tuple[Curve, Curve]:
    """Places along a spine, and what each of the profile's half-widths adds to the half-width there."""
    places = np.concatenate([[0.0], (np.arange(count) + at) / count, [1.0]]) if count else _PLACES
    return places, np.stack([np.interp(places, _PLACES, row) for row in np.eye(len(_PLACES))])


_STEPS = np.linspace(0, 1, 25)[:, None]
_BERNSTEIN = np.hstack([(1 - _STEPS) ** 3, 3 * (1 - _STEPS) ** 2 * _STEPS, 3 * (1 - _STEPS) * _STEPS**2, _STEPS**3])


def grow(locks: Sequence[Lock]) -> list[LockShape]:
    """The curves of locks: worked out together, which takes a quarter of the time."""
    if not locks:
        return []
    spines = np.array([_spine(lock) for lock in locks])
    points = np.einsum("sc,ncd->nsd", _BERNSTEIN, spines)
    step = points[:, 1:] - points[:, :-1]
    far = np.sqrt(np.einsum("nsd,nsd->ns", step, step))
    along = np.zeros(points.shape[:2])
    np.cumsum(far, axis=1, out=along[:, 1:])
    lengths = np.maximum(along[:, -1:], 1e-6)
    along /= lengths
    step /= np.maximum(far, 1e-9)[..., None]
    normal = np.empty_like(points)
    normal[:, :-1, 0], normal[:, :-1, 1] = -step[..., 1], step[..., 0]
    normal[:, -1] = normal[:, -2]
    if any(lock.wave or lock.curl for lock in locks):
        numbers = np.array([(lock.wave, lock.waves, lock.phase, lock.curl) for lock in locks])
        wave, waves, phase, curl = (column[:, None] for column in numbers.T)
        swing = wave * np.sin(2 * np.pi * (waves * along + phase)) * np.minimum(1.0, along * 1.6)
        points = points - normal * (swing + curl * np.maximum(along - 0.45, 0.0) ** 2 * 3.3)[..., None]
    profiles = _profiles(locks)
    groups: dict[tuple[int, bool], list[int]] = {}
    for i, lock in enumerate(locks):
        groups.setdefault(_pieces(lock, float(lengths[i, 0])), []).append(i)
    result: list[LockShape | None] = [None] * len(locks)
    for (count, bumps), some in groups.items():
        one, other = _places(count, 0.3 if bumps else 0.5), _places(count, 0.8 if bumps else 0.5)
        on, out, way, half = points[some], normal[some], along[some], profiles[some]
        if bumps:
            lefts, at_lefts = _edges(on, out, way, one, half)
            rights, at_rights = _edges(on, -out, way, other, half)
        else:
            both = (np.concatenate([part, part]) for part in (on, way, half))
            on, way, half = both
            lefts, at_lefts = _edges(on, np.concatenate([out, -out]), way, one, half)
            rights, at_rights = lefts[len(some) :], at_lefts
        for k, i in enumerate(some):
            lock, left, right = locks[i], lefts[k], rights[k]
            if bumps:
                left = bumpy(left, _heights(one[0], lock)[:, None], at_lefts[k])
                right = bumpy(right, _heights(other[0], lock)[:, None], at_rights[k])
            result[i] = _shape(
                lock, left, right, spines[i], points[i], normal[i, -1], way[k], one[0] if bumps else None
            )
    return [shape for shape in result if shape is not None]


def _spine(lock: Lock) -> tuple[Point, Point, Point, Point]:
    (x0, y0), (x1, y1) = lock.root, lock.tip
    push = lock.sweep * math.hypot(x1 - x0, y1 - y0)
    first = (x0 + (x1 - x0) * (0.33 + 0.5 * lock.hug), y0 + (y1 - y0) * (0.33 - 0.24 * lock.hug))
    return (lock.root, first, (x1 + push, y1 - (y1 - y0) * 0.5), lock.tip)


def _profiles(locks: Sequence[Lock]) -> Curve:
    """Half-widths of locks at `_PLACES`."""
    numbers = np.array([(lock.round, lock.blunt, lock.width / 2, lock.base) for lock in locks])
    round_, blunt, half, base = (column[:, None] for column in numbers.T)
    profile = _POINTED + (_ROUND - _POINTED) * round_
    profile = (profile + (_BLUNT - profile) * blunt) * half
    spike = (1 - _PLACES) ** 0.85 * half
    return profile + (spike - profile) * np.minimum(1.0, np.maximum(base - 0.34, 0.0) * 2)


def _pieces(lock: Lock, length: float) -> tuple[int, bool]:
    """How many pieces a lock's edges have (0: as a smooth lock's), and whether they are bumps."""
    if lock.bump > 0.4:
        return max(2, min(10, round(length / lock.pitch))), True
    waves = lock.waves * 4 if lock.wave else 0.0
    return (min(2 * round(waves / 2), 12) if waves > 4 else 0), False


def _edges(
    points: Curve, out: Curve, along: Curve, places: tuple[Curve, Curve], profiles: Curve
) -> tuple[Curve, Curve]:
    """One edge of each lock, and the unit vectors that point outward from each of its segments."""
    at, weights = places
    index = np.minimum(np.maximum((along[:, None, :] < at[:, None]).sum(axis=2), 1), points.shape[1] - 1)
    rows = np.arange(len(points))[:, None]
    before = along[rows, index - 1]
    share = (at - before) / np.maximum(along[rows, index] - before, 1e-9)
    on = points[rows, index - 1]
    on = on + (points[rows, index] - on) * share[..., None]
    way = out[rows, index - 1]
    return splines(on + way * (profiles @ weights)[..., None]), (way[:, :-1] + way[:, 1:]) / 2


def _shape(
    lock: Lock, left: Curve, right: Curve, spine: Curve, points: Curve, last: Curve, along: Curve, bumps: Curve | None
) -> LockShape:
    if lock.round and lock.blunt < 0.5:
        reach = lock.width * 0.30 * lock.round
        left[-2] += (left[-1] + last * reach - left[-2]) * lock.round
        right[-2] += (right[-1] - last * reach - right[-2]) * lock.round
    if lock.blunt > 0.05:
        between = left[-1] + (right[-1] - left[-1]) * _THIRDS[1:3]
        outline = np.concatenate([left, between, right[::-1]])
    else:
        outline = np.concatenate([left, right[-2::-1]])
    marks = () if bumps is None or lock.marks <= 0.1 else _marks(points, left, np.searchsorted(along, bumps), lock)
    return LockShape(outline, left, right, spine, marks, lock.melt)


_THIRDS = np.array([[0.0], [1 / 3], [2 / 3], [1.0]])


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
