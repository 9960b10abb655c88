"""Brows: a spine from the inner to the outer end with a thickness along it, the same for every class."""

from __future__ import annotations

from dataclasses import dataclass

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, join, mirror, spline
from gan.corpus.drawing.once import once
from gan.corpus.drawing.tints import blend, luma
from gan.corpus.records.values import Value, mixed

__all__ = ["BROWS", "draw_brows"]

BROWS: dict[str, Value] = {
    "arched": Value("arched", "弯眉", share=1.5, near=("thin", "straight")),
    "straight": Value("straight", "平眉", share=1.1, near=("arched", "thick")),
    "thick": Value("thick", "浓眉", near=("straight", "determined")),
    "thin": Value("thin", "细眉", near=("arched",)),
    "determined": Value("determined", "剑眉", share=0.75, near=("thick", "straight")),
    "worried": Value("soft and worried", "八字眉", share=0.9, near=("straight",)),
    "short": Value("short and round", "豆眉", share=0.7),
}

_Four = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Brow:
    """At four places from the inner to the outer end: how far from the eye's middle outward, how far below the brow
    line, and how thick on a middling brow."""

    x: _Four
    y: _Four
    thick: _Four


_SHAPES: dict[str, _Brow] = {
    "arched": _Brow((-29, -9, 12, 34), (5, -5, -8, 6), (5.6, 8.4, 7.4, 1.6)),
    "straight": _Brow((-29, -9, 12, 32), (4, 2, 2, 4), (7.6, 9.0, 8.6, 3.6)),
    "thick": _Brow((-31, -11, 12, 35), (5, -3, -5, 6), (11.0, 15.4, 13.0, 4.0)),
    "thin": _Brow((-28, -8, 13, 36), (1, -13, -18, -3), (2.6, 4.0, 3.8, 1.0)),
    "determined": _Brow((-31, -11, 13, 36), (10, 4, -5, -7), (6.6, 8.6, 7.6, 1.6)),
    "worried": _Brow((-27, -9, 10, 30), (-16, -8, 3, 14), (5.0, 8.6, 8.6, 3.0)),
    "short": _Brow((-14, -5, 4, 13), (-5, -7, -7, -4), (12.0, 16.0, 16.0, 12.0)),
}


def draw_brows(canvas: Canvas, avatar: Avatar, opacity: float = 1.0) -> None:
    """Brows; drawn once on the face and once, faintly, over the fringe."""
    brow = _brow(avatar)
    canvas.fill([mirror(brow), brow], avatar.colors.hair.line if opacity < 1 else _color(avatar), opacity)


@once
def _brow(avatar: Avatar) -> Curve:
    """The right brow."""
    rig, shape = avatar.rig, mixed(_SHAPES, avatar.record, "brows")
    # A falling inner end soon looks angry, a rising one never does.
    angle = avatar.p("brow_angle")
    angle *= 0.5 if angle > 0 else 1.0
    slant = (5 * angle, 2 * angle, -1.5 * angle, -4 * angle)
    weight = 0.62 + 0.38 * rig.brow
    x, y = rig.eye_x, rig.brow_y + 2
    spine = [(x + a, y + b + c) for a, b, c in zip(shape.x, shape.y, slant, strict=True)]
    half = [0.5 * weight * thick for thick in shape.thick]
    over = spline([(a, b - 1.1 * t) for (a, b), t in zip(spine, half, strict=True)])
    under = spline([(a, b + 0.9 * t) for (a, b), t in zip(spine, half, strict=True)])[::-1]
    return join(over, _end(over, under, half[-1]), under, _end(under, over, -half[0]))


def _end(one: Curve, other: Curve, reach: float) -> Curve:
    """A rounded end from one edge to the other."""
    (ax, ay), (bx, by) = one[-1], other[0]
    return spline([(ax, ay), ((ax + bx) / 2 + 0.8 * reach, (ay + by) / 2), (bx, by)])


def _color(avatar: Avatar) -> str:
    """A little darker than the hair, but never so near to the skin that the brow is lost."""
    hair, skin = avatar.colors.hair, luma(avatar.colors.skin.base)
    if skin < 120 and luma(hair.base) - skin > 75:
        return hair.base
    shares = (0.35, 0.6, 0.85)
    return next(
        (color for color in (blend(hair.deep, hair.line, share) for share in shares) if skin - luma(color) > 60),
        hair.line,
    )
