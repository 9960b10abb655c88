"""Eyeball and iris, with the light in them."""

from __future__ import annotations

import math

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, Point, ellipse, join, outline, spline
from gan.corpus.parts.eyes.ink import blend
from gan.corpus.parts.eyes.opening import Eye, Lids

__all__ = ["draw_eyeballs"]


def draw_eyeballs(canvas: Canvas, avatar: Avatar, lids: Lids, eyes: list[Eye]) -> None:
    """What is seen of the open eyes between their lids."""
    if not eyes:
        return
    skin, tone, shape = avatar.colors.skin, avatar.colors.eye, lids.shape
    openings = [eye.opening for eye in eyes]
    canvas.fill(openings, blend("#faf8fc", skin.light, 0.18))
    with canvas.clip(openings):
        canvas.fill([eye.oval(0, 0, 1, 1) for eye in eyes], tone.line)
        # One gradient serves both eyes; it has to be told where the turned head took them.
        place = avatar.rig.pose.face(np.array([(eyes[-1].x, eyes[-1].y)]))[0]
        ry = eyes[0].ry
        paint = canvas.linear(
            [(0.08, tone.deep, 1), (0.36, tone.shade, 1), (0.66, tone.base, 1), (0.95, tone.light, 1)],
            (0, float(place[1]) - ry),
            (0, float(place[1]) + ry),
        )
        canvas.fill([eye.oval(0, 0.01, 0.90, 0.92) for eye in eyes], paint)
        canvas.fill([_glow(eye) for eye in eyes], tone.shine, 0.85)
        canvas.fill([_rays(eye) for eye in eyes], tone.shine, 0.55)
        wide, high = shape.pupil
        canvas.fill([eye.oval(0, -0.06, wide + 0.11, high + 0.09) for eye in eyes], tone.deep, 0.75)
        canvas.fill([eye.oval(0, -0.06, wide, high) for eye in eyes], tone.line)
        canvas.fill([_shadow(eye, avatar.rig.eye_h) for eye in eyes], blend(skin.line, "#3a2c5a", 0.6), 0.38)
    canvas.fill([light for eye in eyes for light in _lights(eye, shape.sparkle)], "#ffffff")


def _arc(eye: Eye, start: float, end: float, rx: float, ry: float, count: int = 5) -> list[Point]:
    """Points on an ellipse in shares of the iris; angles in degrees, clockwise from the right."""
    angles = [math.radians(start + (end - start) * i / (count - 1)) for i in range(count)]
    return [(eye.x + math.cos(a) * rx * eye.rx, eye.y + math.sin(a) * ry * eye.ry) for a in angles]


def _glow(eye: Eye) -> Curve:
    """Crescent of light at the lower rim, opposite the light that falls in."""
    low = _arc(eye, 8, 150, 0.80, 0.85)
    high = [(x, y - 0.06 * eye.ry) for x, y in _arc(eye, 128, 32, 0.62, 0.60, 4)]
    return outline(low, [*high, low[0]])


def _rays(eye: Eye) -> Curve:
    """Short rays between the glow and the pupil."""
    count = 5
    tips: list[list[Point]] = []
    for i in range(count):
        angle = 20 + 28 * i
        tips.append(
            [
                *_arc(eye, angle + 6, angle + 12, 0.44, 0.47, 2)[:1],
                *_arc(eye, angle + 22, angle + 28, 0.76, 0.78, 2)[:1],
            ]
        )
    start = _arc(eye, 14, 20, 0.76, 0.78, 2)[0]
    return outline(
        [start, tips[0][0]], *[[point] for pair in tips for point in pair][1:], _arc(eye, 160, 14, 0.80, 0.82)
    )


def _shadow(eye: Eye, height: float) -> Curve:
    """What the upper lid shades, wider on the side away from the light."""
    lower = eye.upper[::-1] + np.array((1.5, 11 * height))
    return join(eye.upper - (0, 6), spline([tuple(eye.upper[-1] - (0, 6)), tuple(lower[0])]), lower)


def _lights(eye: Eye, sparkle: float) -> list[Curve]:
    """A large catchlight at the upper left, a small one at the lower right, and a spark."""
    seen = eye.bottom - eye.top
    size = min(eye.rx, 0.46 * seen)
    top = max(eye.top, eye.y - eye.ry)
    # A star takes shape late, so that eyes that only lean to it keep a round light.
    sparkle = min(max((sparkle - 0.3) / 0.25, 0.0), 1.0)
    reach = (0.36 + 0.16 * sparkle) * size
    x, y = max(eye.x - 0.36 * eye.rx, float(eye.opening[:, 0].min()) + 0.9 * reach + 3), top + 0.30 * seen
    lights = [_light(x, y, reach, (0.40 + 0.16 * sparkle) * size, sparkle)]
    lights.append(_light(eye.x + 0.42 * eye.rx, top + 0.70 * seen, 0.17 * size, 0.19 * size, 0))
    lights.append(
        _light(eye.x + 0.40 * eye.rx, top + 0.30 * seen, 0.12 * size * sparkle + 0.1, 0.13 * size * sparkle + 0.1, 0)
    )
    return lights


def _light(x: float, y: float, rx: float, ry: float, sparkle: float) -> Curve:
    """A disc that becomes a soft star of four points."""
    if sparkle < 0.02:
        return ellipse(x, y, rx, ry)
    ring: list[Point] = []
    for i in range(9):
        angle = math.radians(45 * i + 8 * sparkle)
        reach = 1.0 if i % 2 == 0 else 1 - 0.62 * sparkle
        ring.append((x + math.cos(angle) * rx * reach, y + math.sin(angle) * ry * reach))
    return outline(ring[:3], ring[3:5], ring[5:7], ring[7:])
