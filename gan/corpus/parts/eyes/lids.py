"""Lids: which of them are closed, their creases, and the lashes that lie on them."""

from __future__ import annotations

import math

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, Point, lerp, mirror, outline, spline
from gan.corpus.parts.eyes.lashes import Edge, Flick, band, flick
from gan.corpus.parts.eyes.opening import Lids, place
from gan.corpus.records.values import Value

__all__ = ["LIDS", "closed_lashes", "draw_creases", "draw_lowered", "lower_lash", "upper_lashes"]

LIDS: dict[str, Value] = {
    "open": Value("open", "睁眼", share=22),
    "wink": Value("winking", "单眼眨眼"),
    "smiling": Value("closed in a smile", "笑眯眼"),
    "downcast": Value("gently closed", "轻闭双眼"),
}

_HAPPY: tuple[Point, ...] = ((-36, 14), (-24, -5), (0, -15), (24, -6), (38, 14))
_LOWERED: tuple[Point, ...] = ((-29, -5), (-14, -12), (6, -14), (30, -8))
_DOWNCAST: tuple[Point, ...] = ((-36, 2), (-22, 14), (1, 19), (24, 13), (40, -2))

# Flicks by the fullness of lashes that they start to grow at.
_OPEN = ((0.4, Flick(0.85, 0.06, (21, -11))), (0.6, Flick(0.70, 0.05, (16, -11))))
_UP = ((0.3, Flick(0.86, 0.06, (20, -6))), (0.6, Flick(0.72, 0.05, (17, -10))))
_DOWN = ((0.1, Flick(0.90, 0.05, (15, 8))), (0.5, Flick(0.76, 0.045, (10, 13))), (0.6, Flick(0.62, 0.04, (5, 14))))


def _thick(avatar: Avatar) -> float:
    rig = avatar.rig
    return (6.2 + 3.4 * rig.lashes) * (0.55 + 0.45 * rig.eye_w) * (1 + 0.12 * avatar.p("lash"))


def upper_lashes(avatar: Avatar, lids: Lids) -> list[Curve]:
    """Upper lashes of the open right eye."""
    rig, shape, edge = avatar.rig, lids.shape, Edge(lids.upper)
    thick = _thick(avatar) * shape.weight
    reach = (0.35 + 0.95 * rig.lashes) * rig.eye_w
    along = band(edge, thick, (shape.wing[0] * reach, shape.wing[1] * reach))
    return [along, *(flick(edge, thick, lash) for lash in _flicks(avatar, _OPEN, shape.lift))]


def lower_lash(lids: Lids) -> Curve:
    """Line of the lower lash from the outer corner inward, along the open right eye."""
    return spline(Edge(lids.lower).run(-0.5, 0.0, lids.shape.low, 5))


def closed_lashes(avatar: Avatar) -> list[Curve]:
    """Lashes of the closed right eye."""
    rig, down = avatar.rig, avatar.has("lids", "downcast")
    thick = _thick(avatar) * 1.05
    edge = Edge(place(avatar, _DOWNCAST if down else _HAPPY, 0.5))
    if down:
        along = band(edge, thick * 0.8, (6 + 5 * rig.lashes, -3), thick * 0.3)
        return [along, *(flick(edge, thick, lash, -1) for lash in _flicks(avatar, _DOWN, 0))]
    along = band(edge, thick, (3 + 3 * rig.lashes, 5 + rig.lashes), thick * 0.2)
    return [along, *(flick(edge, thick, lash) for lash in _flicks(avatar, _UP, 0))]


def _flicks(avatar: Avatar, lashes: tuple[tuple[float, Flick], ...], lift: float) -> list[Flick]:
    """The flicks that an avatar's lashes are full enough for, at their length."""
    full, heavy = avatar.rig.lashes, (1 + 0.2 * avatar.p("lash")) * avatar.rig.eye_w
    result: list[Flick] = []
    for start, lash in lashes:
        k = (full - start) / (1 - start) * heavy
        if k > 0.3:
            result.append(Flick(lash.place, lash.width, (lash.tip[0] * k, (lash.tip[1] - 7 * lift) * k)))
    return result


def draw_lowered(canvas: Canvas, avatar: Avatar) -> None:
    """Creases of lowered lids."""
    crease = place(avatar, _LOWERED, 0.5)
    canvas.ink([mirror(crease), crease], avatar.colors.skin.line, 3.2, "lens", 0.5, count=4)


def draw_creases(canvas: Canvas, avatar: Avatar, lids: Lids, sides: tuple[float, ...]) -> None:
    """Lower lid line of the open eyes, and crease and tint of their upper lids."""
    rig, shape, skin, edge = avatar.rig, lids.shape, avatar.colors.skin, Edge(lids.upper)
    canvas.ink([mirror(lids.lower, side < 0) for side in sides], skin.line, 4.4, "lens", 0.55, count=3)
    gap = _thick(avatar) * shape.weight * 0.8 + shape.crease * rig.eye_h
    if shape.lid > 0.02:
        low, high = edge.run(0, 0.06, 0.96), edge.run(gap, 0.06, 0.96)
        rise = [
            lerp(a, b, math.sin(math.pi * i / (len(low) - 1)) ** 0.5)
            for i, (a, b) in enumerate(zip(low, high, strict=True))
        ]
        tint = outline(low, rise[::-1])
        canvas.fill([mirror(tint, side < 0) for side in sides], skin.shade, min(1.0, shape.lid * 1.3))
    if shape.fold > 0.02:
        line = spline(edge.run(gap, 0.14, 0.90))
        curves = [mirror(line, side < 0) for side in sides]
        canvas.ink(curves, skin.line, 3.4, "lens", min(1.0, 0.75 * shape.fold), count=3)
