"""Cat-eye glasses."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Point, mirror, outline
from gan.corpus.parts.eyewear._frames import Frame, Lens, draw_frame, frame_color, lens_of, trace_frame
from gan.corpus.records.values import Value

__all__ = ["VALUE", "draw", "through"]

VALUE = Value("cat-eye glasses", "猫眼镜框")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Lenses whose outer upper corners sweep up to a point."""
    frame = _frame(avatar)
    draw_frame(canvas, avatar, frame)
    # The frame is thickest towards the points.
    lens, edge = frame.lens, _brow(frame.lens)
    x, y, rx, ry = lens.x, lens.y, lens.rx, lens.ry
    low = [(x + 1.02 * rx, y - 0.42 * ry), (x + 0.5 * rx, y - 0.8 * ry), (x - 0.3 * rx, y - 0.88 * ry), edge[0]]
    brow = outline(edge, low)
    canvas.fill([mirror(brow), brow], frame.color.base)


def through(canvas: Canvas, avatar: Avatar) -> None:
    """What shows of the frame through hair in front of it."""
    trace_frame(canvas, _frame(avatar))


def _frame(avatar: Avatar) -> Frame:
    lens = lens_of(avatar)
    x, y, rx, ry = lens.x, lens.y, lens.rx, lens.ry
    brow = _brow(lens)
    low = [
        (x + 1.02 * rx, y - 0.25 * ry),
        (x + 0.70 * rx, y + 0.60 * ry),
        (x - 0.05 * rx, y + 0.94 * ry),
        (x - 0.74 * rx, y + 0.68 * ry),
    ]
    rim = outline(brow, [*low, (x - rx, y - 0.05 * ry), brow[0]])
    return Frame(frame_color(avatar), lens, rim, rim, (y - 0.3 * ry, 4.0, 0.96), (x + 1.02 * rx, y - 0.5 * ry))


def _brow(lens: Lens) -> list[Point]:
    """Upper edge of the right rim, from the nose to the point."""
    x, y, rx, ry = lens.x, lens.y, lens.rx, lens.ry
    return [
        (x - 0.86 * rx, y - 0.7 * ry),
        (x - 0.3 * rx, y - 0.98 * ry),
        (x + 0.45 * rx, y - 0.98 * ry),
        (x + 1.20 * rx, y - 1.22 * ry),
    ]
