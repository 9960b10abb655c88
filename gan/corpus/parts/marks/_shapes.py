"""Shapes that several marks are made of."""

from __future__ import annotations

import math

from gan.corpus.drawing.geometry import Curve, Point, blob

__all__ = ["patch"]


def patch(x: float, y: float, rx: float, ry: float, phase: float) -> Curve:
    """A softly irregular patch; `phase` decides which way it bulges."""
    points: list[Point] = []
    for i in range(10):
        angle = 2 * math.pi * i / 10
        r = 1 + 0.13 * math.sin(2 * angle + 2.1 * phase) + 0.10 * math.sin(3 * angle + 5 * phase)
        points.append((x + rx * r * math.cos(angle), y + ry * r * math.sin(angle)))
    return blob(points)
