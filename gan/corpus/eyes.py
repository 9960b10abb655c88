"""Eyes: four shapes of lid, one way of painting an iris."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gan.corpus.canvas import Canvas
from gan.corpus.geometry import Curve, Point, ellipse, ink, join, path, polygon, sample, spline
from gan.corpus.palettes import Palette, hex_color
from gan.corpus.rig import Rig
from gan.corpus.sampling import Record

__all__ = ["draw_eyes"]


@dataclass(frozen=True, slots=True)
class _Shape:
    """Lid lines of an eye about its centre, x outward: upper runs inner to outer corner, lower outer to inner."""

    upper: tuple[Point, ...]
    lower: tuple[Point, ...]
    wing: Point
    iris: Point
    drop: float


_SHAPES: dict[str, _Shape] = {
    "round": _Shape(
        upper=((-33, 6), (-26, -26), (1, -45), (28, -30), (37, 4)),
        lower=((37, 4), (27, 35), (2, 45), (-24, 35), (-33, 6)),
        wing=(48, -9),
        iris=(30, 41),
        drop=0,
    ),
    "almond": _Shape(
        upper=((-37, 10), (-26, -14), (2, -32), (28, -25), (43, -8)),
        lower=((43, -8), (33, 19), (6, 33), (-22, 30), (-37, 10)),
        wing=(57, -20),
        iris=(28, 34),
        drop=3,
    ),
    "droopy": _Shape(
        upper=((-33, -10), (-20, -32), (2, -34), (26, -12), (41, 23)),
        lower=((41, 23), (25, 38), (2, 39), (-23, 26), (-33, -10)),
        wing=(53, 25),
        iris=(28, 37),
        drop=4,
    ),
    "sharp": _Shape(
        upper=((-36, 13), (-26, -9), (2, -26), (28, -29), (44, -22)),
        lower=((44, -22), (37, 12), (12, 33), (-20, 31), (-36, 13)),
        wing=(58, -40),
        iris=(27, 33),
        drop=5,
    ),
}


def _placed(points: tuple[Point, ...], sx: float, sy: float, x: float, y: float) -> Curve:
    return spline(points) * (sx, sy) + (x, y)


def draw_eyes(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> list[str]:
    """Both eyes; returns the paths of the upper lashes, to be shown again faintly through the fringe."""
    return [_draw_eye(canvas, rig, record, colors, side) for side in (-1.0, 1.0)]


def _draw_eye(canvas: Canvas, rig: Rig, record: Record, colors: Palette, side: float) -> str:
    shape = _SHAPES[record.attributes["eye_shape"]]
    eye, lash = colors.eye, colors.lash
    narrow = 1 - 0.07 * side * rig.turn
    x = side * rig.eye_x * (1 - 0.05 * side * rig.turn) + 9 * rig.turn
    y = rig.eye_y
    sx, sy = side * rig.eye_w * narrow, rig.eye_h
    upper = _placed(shape.upper, sx, sy, x, y)
    lower = _placed(shape.lower, sx, sy, x, y)
    opening = path(join(upper, lower))
    white = canvas.linear([(0, "#b9b3d2", 1), (0.36, "#ecebf6", 1), (0.6, "#ffffff", 1)])
    canvas.fill(opening, white)
    gaze = x + 2.5 * record.parameters["gaze"] + 3 * rig.turn - 1.0 * side
    iris_y = y + shape.drop * sy
    rx, ry = shape.iris[0] * abs(sx), shape.iris[1] * sy
    rim = hex_color((0.24, 0.06, 290)) if record.attributes["eye_color"] == "grey" else eye.line
    iris = canvas.linear([(0, eye.deep, 1), (0.32, eye.shade, 1), (0.62, eye.base, 1), (1, eye.light, 1)])
    glow = canvas.radial([(0, eye.shine, 1), (0.55, eye.shine, 0.7), (1, eye.shine, 0)])
    with canvas.clip(opening):
        canvas.fill(path(ellipse(gaze, iris_y, rx + 1.5, ry + 1.5)), rim)
        canvas.fill(path(ellipse(gaze, iris_y, rx - 2.2, ry - 2.2)), iris)
        canvas.fill(path(ellipse(gaze, iris_y + ry * 0.54, rx * 0.78, ry * 0.42)), glow)
        canvas.fill(path(ellipse(gaze, iris_y - ry * 0.02, rx * 0.42, ry * 0.45)), rim)
        lid = sample(upper, 5)
        shadow = np.concatenate([lid - np.array([0.0, 14.0]), (lid + np.array([0.0, 12.0 * sy]))[::-1]])
        canvas.fill(polygon(shadow), rim, 0.42)
    # Catchlights fall from one lamp, so they sit on the same side in both eyes.
    canvas.fill(path(ellipse(gaze - rx * 0.36, iris_y - ry * 0.40, rx * 0.34, ry * 0.31, 15)), "#ffffff")
    canvas.fill(path(ellipse(gaze + rx * 0.42, iris_y + ry * 0.42, rx * 0.17, ry * 0.15)), "#ffffff", 0.95)
    return _draw_lashes(canvas, rig, colors, shape, upper, lower, (x, y), (sx, sy), lash)


def _draw_lashes(
    canvas: Canvas,
    rig: Rig,
    colors: Palette,
    shape: _Shape,
    upper: Curve,
    lower: Curve,
    at: Point,
    size: Point,
    color: str,
) -> str:
    (x, y), (sx, sy) = at, size
    lid = sample(upper, 6)
    tangent = np.gradient(lid, axis=0)
    normal = np.stack([tangent[:, 1], -tangent[:, 0]], axis=1) * (1.0 if sx > 0 else -1.0)
    normal /= np.hypot(normal[:, 0], normal[:, 1])[:, None]
    s = np.linspace(0, 1, len(lid))
    thick = (1.6 + (6.0 + 5.5 * rig.lashes) * np.sin(np.pi * np.minimum(s * 0.72 + 0.08, 1.0)) ** 1.8) * min(
        1.0, sy + 0.1
    )
    outer = lid + normal * thick[:, None]
    reach = 0.35 + 0.65 * rig.lashes
    corner = shape.upper[-1]
    wing = (corner[0] + (shape.wing[0] - corner[0]) * reach, corner[1] + (shape.wing[1] - corner[1]) * reach)
    tip = np.array([[x + wing[0] * sx, y + wing[1] * sy]])
    under = lid[-1:] + np.array([[-1.0 * sx, 5.0 * sy]])
    band = polygon(np.concatenate([lid - normal * 1.2, under, tip, outer[::-1]]))
    canvas.fill(band, color)
    if rig.lashes > 0.2:
        flicks = ((0.78, 15.0), (0.91, 15.0)) if rig.lashes > 0.7 else ((0.90, 8.0),)
        for share, length in flicks:
            i = int(share * (len(lid) - 1))
            root = outer[i]
            way = normal[i] + np.array([0.75 * (1 if sx > 0 else -1), -0.2])
            end = root + way / np.hypot(way[0], way[1]) * length
            back = lid[max(i - 5, 0)] + normal[i] * 3
            canvas.fill(polygon(np.stack([back, end, lid[min(i + 3, len(lid) - 1)]])), color)
    canvas.fill(ink(lower[:7], 2.6 + 1.8 * rig.lashes, "root"), color)
    if rig.lashes < 0.3:
        canvas.fill(ink(lower[3:10], 2.6), colors.skin.line, 0.8)
    if rig.lashes > 0.7:
        i = int(0.22 * (len(lower) - 1))
        root = lower[i]
        low = np.stack([root, root + np.array([11.0 * sx, 6.0 * sy]), lower[i + 1]])
        canvas.fill(polygon(low), color)
    crease = spline(
        [
            (x - 20 * sx, y + shape.upper[1][1] * sy - 17),
            (x + 4 * sx, y + shape.upper[2][1] * sy - 14),
            (x + 30 * sx, y + shape.upper[3][1] * sy - 12),
        ]
    )
    canvas.fill(ink(crease, 2.8), colors.skin.line, 0.5)
    return band
