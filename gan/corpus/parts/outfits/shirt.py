"""A buttoned shirt with a pointed collar and a breast pocket."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.outfits._pieces import draw_buttons, draw_point_collar
from gan.corpus.parts.outfits._torso import WHITE, Torso, draw_back, draw_torso, v_neck
from gan.corpus.records.values import Value

VALUE = Value("checked shirt", "格子衬衫")
STANDS = 36
WITHIN = 24


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The collar's far side."""
    draw_back(canvas, Torso.of(avatar), avatar.colors.cloth, 40, 18, 12)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Body with checks, button strip, pocket and the open collar."""
    torso, tone, accent = Torso.of(avatar), avatar.colors.cloth, avatar.colors.accent
    with draw_torso(canvas, torso, tone, v_neck(36, 36)):
        across = [torso.line([(-170, y - 6), (0, y + 2), (170, y - 6)]) for y in (34, 70, 106)]
        down = [torso.line([(x * 0.94, -20), (x, 60), (x, 150)]) for x in (-128, -84, -40, 40, 84, 128)]
        canvas.stroke(across + down, accent.base, 9, 0.55)
    strip = torso.straight([(-10, 32), (10, 32), (10, 150), (-10, 150)])
    canvas.shape(strip, tone.base, tone.line, 3.2)
    canvas.fill(torso.straight([(4, 34), (10, 34), (10, 150), (4, 150)]), tone.shade)
    side = torso.side
    pocket = torso.shape(
        [(42 * side, 62), (76 * side, 60)], [(77 * side, 96)], [(59 * side, 106)], [(42 * side, 97)], [(42 * side, 62)]
    )
    canvas.shape(pocket, tone.base, tone.line, 3.4)
    canvas.stroke(torso.line([(42 * side, 71), (76 * side, 69)]), tone.line, 2.6)
    draw_point_collar(canvas, torso, tone, 40, 52)
    draw_buttons(canvas, torso, WHITE, [(0, 52), (0, 80), (0, 108)])
