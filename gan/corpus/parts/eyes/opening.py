"""The eyes of an avatar in canvas units: lid lines, irises, and which of them are open."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.geometry import Curve, Point, ellipse, join, mirror, sample, spline
from gan.corpus.drawing.once import once
from gan.corpus.parts.eyes.shapes import EyeShape, eye_shape

__all__ = ["Eye", "Lids", "closed_sides", "covered_side", "lids_of", "open_eyes", "place"]


@dataclass(frozen=True, slots=True)
class Lids:
    """The right eye's lid lines, and the shape they were made from."""

    shape: EyeShape
    upper: Curve
    lower: Curve


@dataclass(frozen=True, slots=True)
class Eye:
    """An open eye on its side of the face.

    Attributes:
        side: -1 or 1.
        opening: closed curve of what is seen of the eyeball.
        upper: its upper edge, inner to outer corner.
        x, y, rx, ry: middle and half-axes of the iris.
        top, bottom: the lids' heights over the iris's middle.
    """

    side: float
    opening: Curve
    upper: Curve
    x: float
    y: float
    rx: float
    ry: float
    top: float
    bottom: float

    def oval(self, x: float, y: float, rx: float, ry: float, angle: float = 0.0) -> Curve:
        """An ellipse in shares of the iris."""
        return ellipse(self.x + x * self.rx, self.y + y * self.ry, rx * self.rx, ry * self.ry, angle)


def place(avatar: Avatar, points: Sequence[Point], share: float = 1.0) -> Curve:
    """Spline through points about the right eye's middle, sized, slanted and put in its place."""
    rig = avatar.rig
    angle = math.radians(-3.5 * share * avatar.p("eye_slant"))
    c, s = math.cos(angle), math.sin(angle)
    turn = np.array([[c, s], [-s, c]])
    return np.asarray(spline(points) * (rig.eye_w, rig.eye_h) @ turn + (rig.eye_x, rig.eye_y), dtype=np.float64)


@once
def lids_of(avatar: Avatar) -> Lids:
    """Lid lines of the right eye."""
    shape, rig = eye_shape(avatar.record), avatar.rig
    # Lids open and close from above; old ones hang at the outer end.
    wide = 1 + 0.06 * avatar.p("eye_open")
    hang = (0.0, 0.0, 0.5, 2.0, 6.0, 4.0)
    upper = [(x, y * wide + drop * rig.elder) for (x, y), drop in zip(shape.upper, hang, strict=True)]
    lower = [upper[-1], *shape.lower[1:-1], upper[0]]
    return Lids(shape, place(avatar, upper), place(avatar, lower))


def closed_sides(avatar: Avatar) -> tuple[float, ...]:
    """Sides of the eyes that are closed."""
    if avatar.has("lids", "wink"):
        return (avatar.rig.side,)
    return (-1.0, 1.0) if avatar.has("lids", "smiling", "downcast") else ()


def covered_side(avatar: Avatar) -> float:
    """Side of the eye that a patch covers, 0 where there is none."""
    return avatar.rig.side if avatar.has("eyewear", "eye_patch") else 0.0


def open_eyes(avatar: Avatar, lids: Lids) -> list[Eye]:
    """The eyes that are open, the left one first."""
    rig, shape = avatar.rig, lids.shape
    above, below = sample(lids.upper, 4), sample(lids.lower, 4)[::-1]
    grown = 1 + 0.06 * avatar.p("iris")
    rx = shape.iris[0] * rig.eye_w * grown * 1.06
    # Narrow eyes show less of the iris rather than a flat one.
    ry = shape.iris[1] * (0.3 * rig.eye_w + 0.7 * rig.eye_h) * grown
    # The eyes stay with the viewer for part of the way that the head turns.
    gaze_x = 3.2 * avatar.p("gaze_x") - 3.5 * avatar.p("turn")
    gaze_y = 2.2 * avatar.p("gaze_y") - 1.2 * avatar.p("nod")
    eyes: list[Eye] = []
    closed = closed_sides(avatar)
    for side in (-1.0, 1.0):
        if side in closed or side == covered_side(avatar):
            continue
        inward = rig.eye_x - shape.shift + side * gaze_x
        bottom = float(np.interp(inward, below[:, 0], below[:, 1]))
        top = float(np.interp(inward, above[:, 0], above[:, 1]))
        y = bottom + shape.sink * rig.eye_h - ry + gaze_y
        opening = mirror(join(lids.upper, lids.lower), side < 0)
        eyes.append(Eye(side, opening, mirror(lids.upper, side < 0), side * inward, y, rx, ry, top, bottom))
    return eyes
