"""Frames of glasses: colours, lenses that hold the eyes, and how a frame is painted."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, Point, blob, mirror, outline, spline
from gan.corpus.drawing.palettes import hex_color

__all__ = ["Frame", "FrameColor", "Lens", "draw_frame", "frame_color", "lens_of", "rounded", "trace_frame"]


@dataclass(frozen=True, slots=True)
class FrameColor:
    """Colours of a frame and the line around it."""

    base: str
    light: str
    line: str


_COLORS: tuple[FrameColor, ...] = (
    FrameColor(hex_color((0.36, 0.045, 300)), hex_color((0.62, 0.06, 295)), hex_color((0.22, 0.04, 300))),
    FrameColor(hex_color((0.54, 0.17, 22)), hex_color((0.76, 0.13, 30)), hex_color((0.28, 0.09, 15))),
    FrameColor(hex_color((0.52, 0.10, 158)), hex_color((0.80, 0.09, 155)), hex_color((0.26, 0.06, 170))),
    FrameColor(hex_color((0.48, 0.09, 235)), hex_color((0.74, 0.08, 225)), hex_color((0.25, 0.06, 260))),
)


@dataclass(frozen=True, slots=True)
class Lens:
    """The right lens: its middle and half-axes, large enough for the eye behind it."""

    x: float
    y: float
    rx: float
    ry: float


@dataclass(frozen=True, slots=True)
class Frame:
    """Glasses on the face, given by their right half.

    Attributes:
        color: of the frame.
        lens: place of the right lens.
        glass: its edge.
        rim: what of the edge the frame follows.
        bridge: height of the bridge's ends, how far it rises, and where it meets the rim as a share of the half-width.
        hinge: where the temple begins.
        width: of the rim.
    """

    color: FrameColor
    lens: Lens
    glass: Curve
    rim: Curve
    bridge: tuple[float, float, float]
    hinge: Point
    width: float = 5.0


def frame_color(avatar: Avatar) -> FrameColor:
    """The avatar's frame colour."""
    return _COLORS[min(int((avatar.noise("eyewear.color") + 1) / 2 * len(_COLORS)), len(_COLORS) - 1)]


def lens_of(avatar: Avatar, wide: float = 1.0, high: float = 1.0) -> Lens:
    """Place of the right lens; the two never touch over the nose."""
    rig = avatar.rig
    k = 1 + 0.04 * avatar.p("accessory_size")
    x = rig.eye_x + 2.5
    rx = min(48 * rig.eye_w * wide * k, x - 8, rig.face_width + 2 - x)
    return Lens(x, rig.eye_y + 1, rx, max(44 * rig.eye_h + 3, 0.72 * rx) * high * k)


def rounded(lens: Lens, power: float) -> Curve:
    """Closed edge of a lens: an ellipse at power 2, ever more of a rounded rectangle above."""
    points: list[Point] = []
    for i in range(24):
        angle = 2 * math.pi * i / 24
        c, s = math.cos(angle), math.sin(angle)
        x, y = math.copysign(abs(c) ** (2 / power), c), math.copysign(abs(s) ** (2 / power), s)
        points.append((lens.x + lens.rx * x, lens.y + lens.ry * y))
    return blob(points)


def draw_frame(canvas: Canvas, avatar: Avatar, frame: Frame, tint: str = "#f4fbff", strength: float = 0.08) -> None:
    """Paint glasses: temples, lenses with their light, bridge and rims."""
    color, width = frame.color, frame.width
    temple = spline([frame.hinge, (avatar.rig.face_width - 1, frame.hinge[1] - 3)])
    temples, glasses, lines = [mirror(temple), temple], [mirror(frame.glass), frame.glass], _lines(frame)
    canvas.stroke(temples, color.line, width + 2.2)
    canvas.stroke(temples, color.base, width - 0.6)
    canvas.fill(glasses, tint, strength)
    canvas.fill(_glints(frame.lens), "#ffffff", 0.4)
    if frame.rim is not frame.glass:
        canvas.stroke(glasses, color.line, 1.8, 0.5)
    canvas.stroke(lines, color.line, width + 2.4)
    canvas.stroke(lines, color.base, width)
    canvas.stroke([curve - (0.9, 1.2) for curve in lines], color.light, width * 0.28, 0.8)


def trace_frame(canvas: Canvas, frame: Frame) -> None:
    """The frame as it shows faintly through hair in front of it."""
    canvas.stroke(_lines(frame), frame.color.base, frame.width, 0.4)


def _lines(frame: Frame) -> list[Curve]:
    y, rise, inner = frame.bridge
    x = frame.lens.x - frame.lens.rx * inner
    bridge = spline([(-x, y), (-0.5 * x, y - rise * 0.8), (0, y - rise), (0.5 * x, y - rise * 0.8), (x, y)])
    return [bridge, mirror(frame.rim), frame.rim]


def _glints(lens: Lens) -> list[Curve]:
    """Slanted light on the corners of each lens, beside the iris."""
    return [
        _slant(x, lens, start, wide)
        for x in (-lens.x, lens.x)
        for start, wide in ((-0.86, 0.20), (0.52, 0.16), (0.76, 0.07))
    ]


def _slant(x: float, lens: Lens, start: float, wide: float) -> Curve:
    """A band that runs down to the left and ends on an ellipse just inside the rim."""
    direction, across = np.array((-0.55, 0.84)), np.array((0.84, 0.55))
    middle, size = np.array((x, lens.y)), np.array((lens.rx, lens.ry)) * 0.84
    ends: list[Point] = []
    for k, sign in ((start, -1), (start, 1), (start + wide, 1), (start + wide, -1)):
        end = middle + (across * k + sign * direction * math.sqrt(max(1 - k * k, 0.0))) * size
        ends.append((float(end[0]), float(end[1])))
    return outline(ends[:2], [ends[2]], [ends[3]], [ends[0]])
