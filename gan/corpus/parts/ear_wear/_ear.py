"""Ears that show in spite of the hair."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, Point, blob, outline, spline
from gan.corpus.parts.faces import cheek_edge
from gan.corpus.parts.headwear import COVERS_EARS

__all__ = ["Ear", "show_ears"]


@dataclass(frozen=True, slots=True)
class Ear:
    """An ear to hang things on, in the plane of the ears.

    Attributes:
        side: its sign.
        x, y: its middle, where it leaves the face; x is positive on both sides.
        k: its size; `wide` is the size across.
        size: scale of what is worn.
    """

    side: float
    x: float
    y: float
    k: float
    wide: float
    size: float

    def at(self, u: float, v: float) -> Point:
        """A place on the ear: 0..20 outward, about -27..28 from top to lobe."""
        return (self.side * (self.x + u * self.wide), self.y + v * self.k)

    def off(self, u: float, v: float) -> Point:
        """A place below the lobe's hole, in the measure of what is worn."""
        x, y = self.at(5, 21)
        return (x + self.side * u * self.size, y + v * self.size)


def show_ears(canvas: Canvas, avatar: Avatar) -> list[Ear]:
    """The ears that are seen, the near one drawn again over the hair; call it within the plane of the ears."""
    if avatar.value("headwear") in COVERS_EARS:
        return []
    rig = avatar.rig
    turn = rig.pose.turn / math.radians(13)
    near = -1.0 if turn >= 0 else 1.0
    k = 1 + 0.12 * avatar.p("ear_size") + 0.06 * rig.elder
    size = 1 + 0.1 * avatar.p("accessory_size")
    ears = [
        Ear(side, rig.face_width - 3, rig.eye_y + 8, k, k * (1 - 0.16 * side * turn), size) for side in (near, -near)
    ]
    if avatar.value("fringe") is not None:
        _tuck(canvas, avatar, ears[0], abs(turn))
    open_hair = avatar.value("side_locks") in (None, "none") and not avatar.has("back_hair", "afro")
    return ears if open_hair and _sticks_out(avatar, ears[1]) else ears[:1]


def _sticks_out(avatar: Avatar, ear: Ear) -> bool:
    """Whether enough of the far ear is seen beside the turned face."""
    y = ear.y + 16
    edge = avatar.rig.pose.face(np.array([(ear.side * cheek_edge(avatar, y), y)]))
    lobe = avatar.rig.pose.ears(np.array([ear.at(5, 21)]))
    return abs(float(lobe[0, 0])) > abs(float(edge[0, 0])) + 1


def _tuck(canvas: Canvas, avatar: Avatar, ear: Ear, turn: float) -> None:
    """The ear over the hair, with a strand that goes behind it."""
    skin, tone = avatar.colors.skin, avatar.colors.hair
    a, inner = ear.at, -2.0 - 11.0 * turn
    shape = outline(
        [a(inner, -22), a(3, -27), a(14, -25), a(20, -11), a(15, 9), a(6, 25), a(inner + 3, 29)],
        [a(inner - 1, 8), a(inner, -22)],
    )
    bowl = blob([a(-4, -8), a(4, -16), a(11, -11), a(8, 3), a(-3, 15)])
    fold = spline([a(-1, -15), a(8, -17), a(12, -8), a(8, 4)])
    canvas.shape(shape, skin.base, skin.line, 4.2)
    canvas.fill(bowl, skin.shade)
    canvas.ink(fold, skin.line, 3.0, "lens", 0.7)
    strand = outline(
        [a(inner - 4, -62), a(inner + 5, -52), a(15, -40), a(25, -22)],
        [a(16, -25), a(6, -24), a(inner + 6, -20), a(inner + 3, 0), a(inner + 3, 30)],
        [a(inner - 4, 8), a(inner - 6, -24), a(inner - 4, -62)],
    )
    canvas.fill(strand, tone.base)
    # Ink fades toward the scalp, where the strand is one with the rest of the hair.
    front: list[Curve] = [
        spline([a(inner + 3, 31), a(inner - 4, 8), a(inner - 6, -18), a(inner - 5, -36)]),
        spline([a(25, -21), a(16, -37), a(7, -46), a(inner + 4, -53)]),
    ]
    canvas.ink(front, tone.line, 4.4, "root")
    canvas.ink(
        spline([a(25, -22), a(16, -25), a(6, -24), a(inner + 6, -20), a(inner + 3, 0), a(inner + 3, 31)]),
        tone.line,
        4.8,
    )
    canvas.ink(spline([a(18, -28), a(8, -34), a(inner + 4, -44)]), tone.shade, 4.2)
