"""Square glasses with a strong frame."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.eyewear._frames import Frame, draw_frame, frame_color, lens_of, rounded, trace_frame
from gan.corpus.records.values import Value

__all__ = ["VALUE", "draw", "through"]

VALUE = Value("square glasses", "方框眼镜")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Rounded rectangles in a thick frame."""
    draw_frame(canvas, avatar, _frame(avatar))


def through(canvas: Canvas, avatar: Avatar) -> None:
    """What shows of the frame through hair in front of it."""
    trace_frame(canvas, _frame(avatar))


def _frame(avatar: Avatar) -> Frame:
    lens = lens_of(avatar, 1.0, 0.94)
    x, y, rx, ry = lens.x, lens.y, lens.rx, lens.ry
    rim = rounded(lens, 4.2)
    return Frame(frame_color(avatar), lens, rim, rim, (y - 0.42 * ry, 3.0, 1.0), (x + 0.98 * rx, y - 0.55 * ry), 7.0)
