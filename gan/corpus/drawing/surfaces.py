"""Turning the head: flat drawings laid on a rounded head that looks a little aside, up or down.

Parts of the head are drawn as seen from the front. While the canvas is in a surface, every control point gets the depth
z that it has there, and moves by what a small rotation makes of that depth: x by z sin(turn), y by z sin(nod).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gan.corpus.drawing.geometry import Curve

__all__ = ["Pose", "Surface"]

Surface = Callable[[Curve], Curve]


@dataclass(frozen=True, slots=True)
class Pose:
    """How far the head is turned.

    Attributes:
        turn: radians to the viewer's right.
        nod: radians downward.
    """

    turn: float
    nod: float

    def bulge(self, depth: float, width: float, height: float, middle: float) -> Surface:
        """The front half of an ellipsoid about (0, middle); outside its outline the depth is 0."""
        shrink = np.array([math.cos(self.turn), 1.0])
        shift = np.array([depth * math.sin(self.turn), depth * math.sin(self.nod)])
        center, scale = np.array([0.0, middle]), np.array([1 / width, 1 / height])

        def warp(curve: Curve) -> Curve:
            flat = (curve - center) * scale
            z = np.sqrt(np.maximum(1 - (flat * flat).sum(axis=1), 0.0))[:, None]
            return curve * shrink + z * shift

        return warp

    def plane(self, depth: float) -> Surface:
        """A flat layer at a depth; negative behind the head's axis."""
        shrink = np.array([math.cos(self.turn), 1.0])
        shift = np.array([depth * math.sin(self.turn), depth * math.sin(self.nod)])

        def warp(curve: Curve) -> Curve:
            return curve * shrink + shift

        return warp

    @property
    def face(self) -> Surface:
        """The skin of the face: everything from forehead to chin."""
        return self.bulge(100, 150, 260, 250)

    @property
    def hair(self) -> Surface:
        """Hair that lies on the head."""
        return self.bulge(118, 172, 215, 255)

    @property
    def behind(self) -> Surface:
        """Hair and things behind the head."""
        return self.plane(-45)

    @property
    def ears(self) -> Surface:
        """The plane of the ears."""
        return self.plane(-6)
