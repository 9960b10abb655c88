"""How hair is painted: locks with ink that fades toward the root, a shaded side, and a ring of light."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gan.corpus.canvas import Canvas
from gan.corpus.geometry import Curve, join, sample, spline
from gan.corpus.locks import LockShape
from gan.corpus.palettes import Ramp

__all__ = ["paint_locks"]


def paint_locks(
    canvas: Canvas, shapes: Sequence[LockShape], tone: Ramp, paint: str, *, ring: float | None = None, gloss: float = 1.0, line: float = 4.2
) -> None:
    """Paint locks from the first to the last; the caller has drawn the contour of all of them together.

    Args:
        paint: of the locks' bodies; one gradient for all of them hides where they meet.
        ring: y of the ring of light at the middle, canvas units; no light without it.
    """
    for shape in shapes:
        canvas.ink([shape.left[::-1], shape.right[::-1]], tone.line, line, "root")
        canvas.fill(shape.outline, paint)
        canvas.fill(_shade(shape), tone.shade)
        if ring is not None:
            glint = _glint(shape, ring)
            if glint is not None:
                canvas.fill(glint, tone.shine, 0.55 + 0.3 * gloss)


def _shade(shape: LockShape) -> Curve:
    """The side of a lock that is turned from the light."""
    inner = shape.right + (shape.left - shape.right) * np.linspace(0.12, 0.42, len(shape.right))[:, None]
    inner[0] = shape.right[0]
    return join(inner, shape.right[::-1])


def _glint(shape: LockShape, ring: float) -> Curve | None:
    """The stretch of a lock that lies in the ring of light, which sinks toward the sides."""
    left, right = sample(shape.left, 5), sample(shape.right, 5)
    middle = (left + right) / 2
    level = ring + 0.0016 * middle[:, 0] ** 2
    above = np.nonzero(middle[:, 1] < level)[0]
    if len(above) == 0 or above[-1] >= len(middle) - 6:
        return None
    i = int(above[-1])
    width = right[i] - left[i]
    way = middle[i + 1] - middle[i]
    way = way / max(float(np.hypot(way[0], way[1])), 1e-9)
    span = float(np.hypot(width[0], width[1]))
    if span < 7:
        return None
    center = middle[i]
    half = width * 0.36
    long = min(15.0, span * 0.55)
    a, b = center - half, center + half
    top = spline([tuple(a), tuple(center - way * long * 0.55), tuple(b)])
    low = spline([tuple(b), tuple(center + way * long + half * 0.3), tuple(a)])
    return join(top, low)
