"""Eyes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gan.corpus.avatar import Avatar
from gan.corpus.canvas import Canvas
from gan.corpus.geometry import Curve, Point, ellipse, join, mirror, outline, spline
from gan.corpus.values import Value, mixed

__all__ = ["EYES", "LIDS", "draw_eyes", "draw_lashes"]

EYES: dict[str, Value] = {
    "round": Value("round", "圆眼", near=("almond",)),
    "almond": Value("almond", "杏眼", near=("round",)),
}
LIDS: dict[str, Value] = {"open": Value("open", "睁眼", share=9)}


@dataclass(frozen=True, slots=True)
class _Shape:
    """Lid lines of the right eye about its middle: upper from the inner to the outer corner, lower back again."""

    upper: tuple[Point, ...]
    lower: tuple[Point, ...]
    wing: Point
    iris: Point
    drop: float


_SHAPES: dict[str, _Shape] = {
    "round": _Shape(
        upper=((-32, 2), (-24, -27), (2, -42), (27, -30), (36, -2)),
        lower=((36, -2), (28, 30), (3, 41), (-22, 32), (-32, 2)),
        wing=(47, -10),
        iris=(29, 40),
        drop=-2,
    ),
    "almond": _Shape(
        upper=((-36, 10), (-26, -15), (2, -33), (29, -27), (42, -8)),
        lower=((42, -8), (33, 22), (6, 34), (-22, 30), (-36, 10)),
        wing=(56, -20),
        iris=(28, 36),
        drop=1,
    ),
}


def _lids(avatar: Avatar) -> tuple[_Shape, Curve, Curve]:
    rig, shape = avatar.rig, mixed(_SHAPES, avatar.record, "eye_shape")
    size, place = (rig.eye_w, rig.eye_h), (rig.eye_x, rig.eye_y)
    return shape, spline(shape.upper) * size + place, spline(shape.lower) * size + place


def draw_eyes(canvas: Canvas, avatar: Avatar) -> None:
    """Both eyes without their lashes."""
    rig, eye = avatar.rig, avatar.colors.eye
    shape, upper, lower = _lids(avatar)
    rx, ry = shape.iris[0] * rig.eye_w, shape.iris[1] * rig.eye_h
    for side in (-1.0, 1.0):
        opening = mirror(join(upper, lower), side < 0)
        x = side * rig.eye_x - 1.5 * side + 3 * avatar.p("gaze_x")
        y = rig.eye_y + shape.drop * rig.eye_h + 2 * avatar.p("gaze_y")
        canvas.fill(opening, "#f7f5fb")
        with canvas.clip(opening):
            top, bottom = (0, y - ry), (0, y + ry)
            iris = canvas.linear([(0.05, eye.deep, 1), (0.4, eye.shade, 1), (0.72, eye.base, 1), (1, eye.shine, 1)], top, bottom)
            canvas.fill(ellipse(x, y, rx + 1.2, ry + 1.2), eye.line)
            canvas.fill(ellipse(x, y, rx - 2, ry - 2), iris)
            canvas.fill(ellipse(x, y - ry * 0.04, rx * 0.40, ry * 0.42), eye.line)
            glow = canvas.radial([(0, eye.shine, 0.95), (0.6, eye.shine, 0.5), (1, eye.shine, 0)])
            canvas.fill(ellipse(x, y + ry * 0.58, rx * 0.74, ry * 0.36), glow)
            lid = mirror(upper, side < 0)
            canvas.fill(join(lid - (0, 20), spline([tuple(lid[-1] - (0, 20)), tuple(lid[-1] + (0, 9))]), lid[::-1] + (0, 9)), eye.line, 0.4)
        canvas.fill(ellipse(x - rx * 0.36, y - ry * 0.40, rx * 0.34, ry * 0.28, 15), "#ffffff")
        canvas.fill(ellipse(x + rx * 0.40, y + ry * 0.40, rx * 0.16, ry * 0.13), "#ffffff", 0.95)


def draw_lashes(canvas: Canvas, avatar: Avatar, opacity: float = 1.0) -> None:
    """Upper and lower lashes; drawn once on the face and once, faintly, over the fringe."""
    rig, (shape, upper, lower) = avatar.rig, _lids(avatar)
    corner = shape.upper[-1]
    reach = 0.4 + 0.6 * rig.lashes
    wing = np.array(corner) + (np.array(shape.wing) - corner) * reach
    tip = wing * (rig.eye_w, rig.eye_h) + (rig.eye_x, rig.eye_y)
    thick = 6.0 + 4.0 * rig.lashes
    top = [tuple(point) for point in upper[::3]]
    lifted = [(x + 1.5, y - thick * k) for (x, y), k in zip(top, (0.2, 0.75, 1.0, 1.1, 0.9), strict=True)]
    band = outline(top, [tuple(tip)], lifted[::-1], [top[0]])
    canvas.fill([mirror(band), band], avatar.colors.lash, opacity)
    low = lower[:7]
    canvas.ink([mirror(low), low], avatar.colors.lash, 3.4, "root", opacity)
