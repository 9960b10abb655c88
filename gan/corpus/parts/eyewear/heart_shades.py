"""Heart-shaped tinted shades."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Point, outline
from gan.corpus.drawing.palettes import hex_color
from gan.corpus.parts.eyewear._frames import Frame, FrameColor, draw_frame, lens_of, trace_frame
from gan.corpus.records.values import Value

__all__ = ["VALUE", "draw", "through"]

VALUE = Value("heart-shaped shades", "爱心墨镜")

_COLOR = FrameColor(hex_color((0.62, 0.20, 8)), hex_color((0.86, 0.10, 5)), hex_color((0.34, 0.13, 5)))
_TINTS = (hex_color((0.72, 0.19, 5)), hex_color((0.90, 0.09, 350)))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Two rosy hearts that the eyes shine through."""
    frame = _frame(avatar)
    y, ry = frame.lens.y, frame.lens.ry
    tint = canvas.linear([(0, _TINTS[0], 0.44), (1, _TINTS[1], 0.24)], (0, y - ry), (0, y + ry))
    draw_frame(canvas, avatar, frame, tint, 1.0)


def through(canvas: Canvas, avatar: Avatar) -> None:
    """What shows of the frame through hair in front of it."""
    trace_frame(canvas, _frame(avatar))


def _frame(avatar: Avatar) -> Frame:
    lens = lens_of(avatar, 0.99, 1.02)
    x, y, rx, ry = lens.x, lens.y - 1, lens.rx, lens.ry

    def half(side: float) -> list[Point]:
        """From the cleft to the tip, without either."""
        shape = ((0.28, -0.96), (0.72, -0.93), (1.02, -0.45), (0.92, 0.18), (0.5, 0.74))
        return [(x + side * a * rx, y + b * ry) for a, b in shape]

    tip, cleft = (x, y + 1.18 * ry), (x, y - 0.62 * ry)
    rim = outline([cleft, *half(1), tip], [*half(-1)[::-1], cleft])
    return Frame(_COLOR, lens, rim, rim, (y - 0.4 * ry, 3.0, 1.0), (x + 0.98 * rx, y - 0.4 * ry), 6.0)
