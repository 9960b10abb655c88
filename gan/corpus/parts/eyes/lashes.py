"""Lashes: bands that swell from the inner to the outer corner, with flicks, along open and closed lids."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gan.corpus.drawing.geometry import Curve, Point, lerp, outline, sample

__all__ = ["Edge", "Flick", "band", "flick"]

# Thickness of a band along the lid, from the inner to the outer corner.
_SWELL = ((0.0, 0.12), (0.18, 0.55), (0.5, 0.92), (0.78, 1.1), (0.9, 0.85), (1.0, 0.4))


class Edge:
    """A lid's edge, prepared for what is drawn beside it."""

    def __init__(self, lid: Curve) -> None:
        points = sample(lid, 4)
        tangent = np.empty_like(points)
        tangent[1:-1] = points[2:] - points[:-2]
        tangent[0], tangent[-1] = points[1] - points[0], points[-1] - points[-2]
        length = np.maximum(np.hypot(tangent[:, 0], tangent[:, 1]), 1e-9)[:, None]
        self.points = points
        self.normals: Curve = np.stack([tangent[:, 1], -tangent[:, 0]], axis=1) / length
        self._index = np.arange(len(points), dtype=np.float64)

    def beside(self, gap: float, places: NDArray[np.float64]) -> list[Point]:
        """Points at shares of the edge's length, `gap` above it where it runs to the right."""
        shifted = self.points + self.normals * gap
        at = places * (len(shifted) - 1)
        x, y = np.interp(at, self._index, shifted[:, 0]), np.interp(at, self._index, shifted[:, 1])
        return list(zip(x.tolist(), y.tolist(), strict=True))

    def run(self, gap: float, start: float, end: float, count: int = 6) -> list[Point]:
        """Points `gap` above a part of the edge."""
        return self.beside(gap, np.linspace(start, end, count))


@dataclass(frozen=True, slots=True)
class Flick:
    """One lash that leaves the band: place along the lid, width at the root, and where its tip is from there."""

    place: float
    width: float
    tip: Point


def band(edge: Edge, thick: float, wing: Point, seam: float = 1.2) -> Curve:
    """Closed band on a lid's edge that ends in a wing; `seam` is how far it reaches over the edge."""
    points, normals = edge.points[::2], edge.normals[::2]
    share = np.linspace(0, 1, len(points))
    swell = np.interp(share, [s for s, _ in _SWELL], [w for _, w in _SWELL])[:, None] * thick
    low: list[Point] = _points(points - normals * seam * np.minimum(1, share * 6)[:, None])
    high: list[Point] = _points(points + normals * swell)
    tip = (float(points[-1, 0]) + wing[0], float(points[-1, 1]) + wing[1])
    # The lower edge of the wing sags a little, so that it ends in an upward stroke.
    x, y = lerp(low[-1], tip, 0.5)
    return outline(low, [(x, y + 0.10 * abs(wing[0])), tip], [*high[-2:0:-1], low[0]])


def flick(edge: Edge, thick: float, lash: Flick, sign: float = 1.0) -> Curve:
    """One lash as a closed curve with the band's sense of rotation; `sign` -1 for lashes below the edge."""
    low, middle, high = edge.run(0.3 * thick * sign, lash.place - lash.width, lash.place + lash.width, 3)
    tip = (middle[0] + lash.tip[0], middle[1] + lash.tip[1])
    bow = (0.14 * lash.tip[0] + 0.04 * abs(lash.tip[1]), 0.10 * abs(lash.tip[0]) * sign)
    first, second = lerp(high, tip, 0.5), lerp(low, tip, 0.5)
    curve = outline(
        [high, (first[0] + bow[0], first[1] + bow[1]), tip], [(second[0] + bow[0], second[1] + bow[1]), low], [high]
    )
    return curve if sign > 0 else curve[::-1]


def _points(curve: Curve) -> list[Point]:
    return [(x, y) for x, y in curve.tolist()]
