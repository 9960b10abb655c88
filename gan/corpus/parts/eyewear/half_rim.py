"""Glasses with a rim above only."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import spline
from gan.corpus.parts.eyewear._frames import Frame, draw_frame, frame_color, lens_of, rounded, trace_frame
from gan.corpus.records.values import Value

__all__ = ["VALUE", "draw", "through"]

VALUE = Value("half-rim glasses", "半框眼镜")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """A browline over wide lenses whose lower edge is bare glass."""
    draw_frame(canvas, avatar, _frame(avatar))


def through(canvas: Canvas, avatar: Avatar) -> None:
    """What shows of the frame through hair in front of it."""
    trace_frame(canvas, _frame(avatar))


def _frame(avatar: Avatar) -> Frame:
    lens = lens_of(avatar, 1.04, 0.9)
    x, y, rx, ry = lens.x, lens.y, lens.rx, lens.ry
    left = [(x - 0.97 * rx, y - 0.45 * ry), (x - 0.88 * rx, y - 0.70 * ry), (x - 0.4 * rx, y - 0.97 * ry)]
    right = [(x + 0.4 * rx, y - 0.99 * ry), (x + 0.92 * rx, y - 0.70 * ry), (x + rx, y - 0.2 * ry)]
    rim, hinge = spline([*left, *right]), (x + 0.97 * rx, y - 0.5 * ry)
    return Frame(frame_color(avatar), lens, rounded(lens, 2.9), rim, (y - 0.45 * ry, 4.0, 0.97), hinge, 7.5)
