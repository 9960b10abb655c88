"""Curves of long hair: tresses along a spine, and what waves, curls and coils make of an edge."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.geometry import Curve, Point, join, sample, spline
from gan.corpus.drawing.locks import LockShape, splines
from gan.corpus.drawing.texture import Texture, texture_of

__all__ = ["Tress", "cloud", "coil", "comb", "cut_open", "is_coily", "is_curly", "scallop"]

# Half-width along a tress, relative to its widest, pointed and cut straight.
_AT = (0.0, 0.25, 0.5, 0.72, 0.88, 1.0)
_POINTED = np.array((0.5, 0.84, 1.0, 0.84, 0.46, 0.0))
_EVEN = np.array((1.0, 1.0, 1.0, 0.6, 0.2, 0.0))
_ZERO = np.zeros(1)
_BLUNT = np.array((0.5, 0.80, 0.94, 1.0, 0.99, 0.92))


@dataclass(frozen=True, slots=True)
class Tress:
    """A bundle of hair that follows its own spine.

    Attributes:
        points: the spine from root to tip, canvas units.
        width: at its widest.
        blunt: 0 ends in a point, 1 is cut straight.
        even: 0 swells in the middle, 1 is as wide at its root as anywhere.
    """

    points: tuple[Point, ...]
    width: float
    blunt: float = 0.0
    even: float = 0.0


def is_coily(avatar: Avatar) -> bool:
    """Whether the hair grows in tight coils, so that it stands as a cloud instead of hanging in tresses."""
    return avatar.has("hair_texture", "coily")


def is_curly(avatar: Avatar) -> bool:
    """Whether tresses have the bumps of ringlets."""
    return texture_of(avatar).bump > 0.4


def comb(texture: Texture, tresses: Sequence[Tress], strength: float = 1.0) -> list[LockShape]:
    """Curves of tresses in a texture; the edges of those of one length are worked out together."""
    rows: dict[int, list[tuple[int, Curve, float]]] = {}
    for i, tress in enumerate(tresses):
        points, half, length = _edges(texture, tress, strength)
        rows.setdefault(len(points), []).extend(((i, points + half, length), (i, points - half, length)))
    sides: dict[int, tuple[Curve, Curve, float]] = {}
    for some in rows.values():
        curves = splines(np.stack([row for _, row, _ in some]))
        for k in range(0, len(some), 2):
            sides[some[k][0]] = (curves[k], curves[k + 1], some[k][2])
    return [_close(texture, tress, strength, *sides[i]) for i, tress in enumerate(tresses)]


def _edges(texture: Texture, tress: Tress, strength: float) -> tuple[Curve, Curve, float]:
    """Points along a tress, the way from each to its left edge, and its length."""
    points = sample(spline(tress.points), 6)
    step = points[1:] - points[:-1]
    way = np.concatenate([_ZERO, np.cumsum(np.hypot(step[:, 0], step[:, 1]))])
    length = float(way[-1])
    # Waves and bumps need an edge of short pieces.
    piece = 24 if texture.wave > 0.4 else 46
    place = _places(max(5, min(22, round(length / piece))))
    at = _along(points, way, place * length)
    normal = _normals(at)
    if texture.wave > 0.4:
        # The swing depends on the height alone, so that neighbouring tresses lie in each other's waves.
        side = 1.0 if at[-1, 0] >= 0 else -1.0
        swing = side * np.sin(at[:, 1] * (2 * math.pi / texture.length) + 0.6) * texture.wave * 0.9 * strength
        at = at + normal * (swing * np.clip(place * 2.2 - 0.25, 0, 1))[:, None]
    profile = _POINTED + (_BLUNT - _POINTED) * tress.blunt
    profile = np.interp(place, _AT, profile + (1 - profile) * tress.even * _EVEN)
    return at, normal * (profile * tress.width / 2)[:, None], length


def _close(texture: Texture, tress: Tress, strength: float, left: Curve, right: Curve, length: float) -> LockShape:
    middle = (left + right) / 2
    if texture.bump > 0.4:
        size, bulge = texture.pitch * 1.2, texture.bump * strength
        lobes = max(2, round(length / size))
        left, right = scallop(left, size, bulge, 0, lobes), scallop(right, size, -bulge, 0.5, lobes)
    closed = join(left, right[::-1])
    if tress.blunt > 0.02:
        closed = join(left, spline([_point(left[-1]), _point(right[-1])]), right[::-1])
    return LockShape(closed, left, right, middle)


def scallop(curve: Curve, size: float, bulge: float, offset: float = 0.0, count: int = 0) -> Curve:
    """The curve as a row of round lobes of about `size`, or as `count` lobes.

    Positive bulges lie to the viewer's left of a falling curve.
    """
    points = sample(curve, 5)
    way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    length = float(way[-1])
    count = count or max(2, round(length / size))
    cuts = np.linspace(0, length, count + 1)
    if offset:
        cuts = np.concatenate([[0.0], (cuts[:-1] + cuts[1:]) / 2, [length]])
    at = _along(points, way, cuts)
    chord = np.diff(at, axis=0)
    span = np.hypot(*chord.T)[:, None]
    out = np.stack([-chord[:, 1], chord[:, 0]], axis=1) / np.maximum(span, 1e-9)
    out = out * bulge * 1.33 * np.minimum(1.0, span / size)
    result = np.empty((3 * len(chord) + 1, 2))
    result[0::3] = at
    result[1::3] = at[:-1] + out + chord * 0.06
    result[2::3] = at[1:] + out - chord * 0.06
    return result


def cloud(avatar: Avatar, key: str, points: Sequence[Point], size: float = 44.0, bulge: float = 13.0) -> Curve:
    """A soft closed mass (points clockwise on the canvas) with a scalloped rim; its size varies with the noise."""
    wrapped = [*points, points[0]]
    ring = sample(spline(wrapped), 6)
    way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(ring, axis=0).T))])
    count = max(6, round(float(way[-1]) / size))
    cuts = np.linspace(0, float(way[-1]), count + 1)
    moved = [0.26 * size * avatar.noise(f"{key}.{k}") for k in range(1, count)]
    cuts[1:-1] += moved
    at = _along(ring, way, cuts)
    chord = np.diff(at, axis=0)
    out = np.stack([chord[:, 1], -chord[:, 0]], axis=1) / np.hypot(*chord.T)[:, None] * bulge * 1.33
    out *= np.hypot(*chord.T)[:, None] / size
    result = np.empty((3 * len(chord) + 1, 2))
    result[0::3] = at
    result[1::3] = at[:-1] + out - chord * 0.04
    result[2::3] = at[1:] + out + chord * 0.04
    return result


def coil(x: float, y: float, size: float) -> Curve:
    """A small open arc, the mark of a coil."""
    arc = ((-1.0, 0.4), (-0.5, -0.6), (0.6, -0.5), (0.8, 0.4))
    return spline([(x + size * u, y + size * v) for u, v in arc])


def cut_open(shape: LockShape, start: float, end: float, across: float) -> Curve:
    """A line along a tress, `across` 0 at its left edge and 1 at its right, between two shares of its length."""
    count = len(shape.spine) // 3
    first, last = int(start * count), max(int(start * count) + 1, math.ceil(end * count))
    part = slice(first * 3, last * 3 + 1)
    if len(shape.left) == len(shape.right) == len(shape.spine):
        left = shape.left[part]
        return left + (shape.right[part] - left) * across
    middle = shape.spine[part]
    normal = _normals(middle)
    half = len(shape.left) // 6 * 3, len(shape.right) // 6 * 3
    wide = float(np.hypot(*(shape.right[half[1]] - shape.left[half[0]])))
    fade = 1 - np.linspace(first / count, last / count, len(middle)) ** 2.5
    return middle - normal * ((across - 0.5) * wide * fade)[:, None]


@lru_cache(maxsize=32)
def _places(count: int) -> Curve:
    return np.append(np.linspace(0, 0.93, count), 1.0)


def _along(points: Curve, way: Curve, places: Curve) -> Curve:
    return np.stack([np.interp(places, way, points[:, 0]), np.interp(places, way, points[:, 1])], axis=1)


def _normals(points: Curve) -> Curve:
    tangent = np.empty_like(points)
    tangent[1:-1] = points[2:] - points[:-2]
    tangent[0], tangent[-1] = points[1] - points[0], points[-1] - points[-2]
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)
    return normal / np.maximum(np.hypot(normal[:, 0], normal[:, 1]), 1e-9)[:, None]


def _point(row: Curve) -> Point:
    return (float(row[0]), float(row[1]))
