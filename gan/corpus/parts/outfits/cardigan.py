"""A buttoned cardigan over a white blouse with a ribbon at the collar."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import mirror
from gan.corpus.parts.outfits._pieces import draw_buttons, draw_point_collar, draw_shirt_front, own_bow
from gan.corpus.parts.outfits._torso import WHITE, Torso, draw_back, draw_torso, v_neck
from gan.corpus.records.values import Value

VALUE = Value("cardigan", "开襟毛衣")
STANDS = 36
WITHIN = 24


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The blouse collar's far side."""
    draw_back(canvas, Torso.of(avatar), WHITE, 38, 18, 10)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Blouse, cardigan with ribbed edge, collar spread over it."""
    torso, tone, edge = Torso.of(avatar, 3), avatar.colors.cloth, avatar.colors.accent
    draw_shirt_front(canvas, torso, WHITE, 60)
    canvas.stroke(torso.line([(0, 26), (0, 80)]), WHITE.line, 3)
    draw_buttons(canvas, torso, WHITE, [(0, 48)], 3.6)
    with draw_torso(canvas, torso, tone, v_neck(52, 82)):
        pass
    rib = torso.line([(-45, 4), (-32, 36), (-8, 74), (0, 92), (0, 150)])
    for curve in (mirror(rib), rib):
        canvas.stroke(curve, edge.line, 18)
        canvas.stroke(curve, edge.base, 13.4)
    draw_point_collar(canvas, torso, WHITE, 32, 50)
    draw_buttons(canvas, torso, tone, [(0, 90), (0, 118)], 5)
    if own_bow(avatar):
        tie = torso.pair([(0, 18), (-12, 30), (-18, 52)], [(-9, 56)], [(2, 34), (0, 18)])
        trim = avatar.colors.trim
        canvas.shape(tie, trim.base, trim.line, 3.6)
        canvas.shape(torso.dot(0, 20, 7, 6), trim.base, trim.line, 3.6)
