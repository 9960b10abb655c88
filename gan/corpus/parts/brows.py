"""Brows."""

from __future__ import annotations

from dataclasses import dataclass

from gan.corpus.avatar import Avatar
from gan.corpus.canvas import Canvas
from gan.corpus.geometry import Curve, mirror, spline
from gan.corpus.values import Value, mixed

__all__ = ["BROWS", "draw_brows"]

BROWS: dict[str, Value] = {
    "arched": Value("arched", "弯眉", near=("straight",)),
    "straight": Value("straight", "平眉", near=("arched",)),
}


@dataclass(frozen=True, slots=True)
class _Brow:
    """Heights of the inner end, the middle and the outer end below the brow line, and the weight."""

    inner: float
    middle: float
    outer: float
    weight: float


_SHAPES: dict[str, _Brow] = {"arched": _Brow(3, -6, 6, 1.0), "straight": _Brow(0, -2, 2, 1.2)}


def draw_brows(canvas: Canvas, avatar: Avatar, opacity: float = 1.0) -> None:
    """Brows; drawn once on the face and once, faintly, over the fringe."""
    rig, shape, slant = avatar.rig, mixed(_SHAPES, avatar.record, "brows"), 4 * avatar.p("brow_angle")
    x, y = rig.eye_x, rig.brow_y
    brow = spline([(x - 28, y + shape.inner + slant), (x + 2, y + shape.middle), (x + 32, y + shape.outer - slant)])
    both: list[Curve] = [mirror(brow), brow]
    canvas.ink(both, avatar.colors.hair.line, 7.0 * shape.weight * rig.brow, "root", opacity)
