"""Knots of hair: buns, with the ties that hold them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, Point, blob, join, spline
from gan.corpus.parts.back_hair._paint import body_paint, dye_ramp, paint_clouds
from gan.corpus.parts.back_hair._strands import cloud, is_coily, is_curly

__all__ = ["Knot", "draw_knots"]


# Strands that are wound into a bun: share of its radius and angle where each begins, angle and share where it ends.
_TURNS = ((0.98, 205.0, 560.0, 0.30), (0.99, 100.0, 165.0, 0.70), (0.97, -40.0, 30.0, 0.80))


@dataclass(frozen=True, slots=True)
class Knot:
    """A bun: its middle, its radius, which way its strands are wound (1 or -1) and the key of its noise."""

    x: float
    y: float
    r: float
    wound: float
    key: str


def draw_knots(canvas: Canvas, avatar: Avatar, knots: Sequence[Knot]) -> None:
    """Draw buns without their ties."""
    tone = avatar.colors.hair
    if is_coily(avatar):
        top, low = min(k.y - k.r for k in knots), max(k.y + k.r for k in knots)
        paints = body_paint(canvas, avatar, top - 10, low + 30)
        paint_clouds(canvas, avatar, knots[0].key, [_ring(knot) for knot in knots], paints, 30)
        return
    rims = [_rim(avatar, knot) for knot in knots]
    top, low = min(k.y - k.r for k in knots), max(k.y + k.r for k in knots)
    lit, dark = body_paint(canvas, avatar, top - 10, low + 30)
    canvas.contour(rims, tone.line)
    canvas.fill(rims, lit)
    inner = dye_ramp(avatar, "inner")
    canvas.fill([_crescent(knot) for knot in knots], inner.base if inner else dark)
    streak = dye_ramp(avatar, "streaks")
    if streak is not None:
        canvas.ink([_winding(knots[0], 0.52, -120, 20)], streak.base, 11)
    canvas.ink([_winding(knot, 0.66, -150, -50) for knot in knots], tone.light, 7)
    canvas.ink([_winding(k, f, a, b, to) for k in knots for f, a, b, to in _TURNS], tone.line, 3.6, "drop", count=5)


def _ring(knot: Knot) -> list[Point]:
    """Points round the knot, clockwise."""
    still = Knot(knot.x, knot.y, knot.r, 1.0, knot.key)
    return [_at(still, 1.0, 40 * k) for k in range(9)]


def _rim(avatar: Avatar, knot: Knot) -> Curve:
    if is_curly(avatar):
        return cloud(avatar, knot.key, _ring(knot), 38, 7)
    points: list[Point] = []
    for k in range(8):
        # A lock that is wound round the others stands out a little on one side.
        swell = 1.0 + 0.05 * avatar.noise(f"{knot.key}.{k}") + (0.05 if k == 2 else 0)
        points.append(_at(knot, swell, 45 * k))
    return blob(points)


def _at(knot: Knot, share: float, angle: float) -> Point:
    """A point about the knot; `angle` in degrees from straight up, clockwise where it is wound so."""
    a = math.radians(angle)
    return (knot.x + knot.wound * knot.r * 1.10 * share * math.sin(a), knot.y - knot.r * share * math.cos(a))


def _winding(knot: Knot, share: float, start: float, end: float, to: float | None = None) -> Curve:
    """An arc about the knot, from a share of its radius to another."""
    last, count = share if to is None else to, max(3, round(abs(end - start) / 45))
    steps = [k / count for k in range(count + 1)]
    return spline([_at(knot, share + (last - share) * t, start + (end - start) * t) for t in steps])


def _crescent(knot: Knot) -> Curve:
    """The lower right of the knot."""
    still = Knot(knot.x, knot.y, knot.r, 1.0, knot.key)
    outer = spline([_at(still, 0.99, a) for a in (60, 100, 140, 180, 220)])
    inner = spline([_at(still, f, a) for f, a in ((0.99, 220), (0.66, 170), (0.62, 120), (0.99, 60))])
    return join(outer, inner)
