"""A small old scar on the cheek."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.colors import hex_color
from gan.corpus.drawing.geometry import spline
from gan.corpus.drawing.tints import luma
from gan.corpus.parts.faces import cheek_middle
from gan.corpus.records.values import Value

VALUE = Value("scar", "小伤疤")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """A slanting line with two short ones across."""
    side, (x, y) = avatar.rig.side, cheek_middle(avatar)
    x, y = x - 1, y - 1

    def at(dx: float, dy: float) -> tuple[float, float]:
        return side * (x + dx), y + dy

    line = spline([at(-22, 10), at(-6, 3), at(21, -9)])
    ticks = [spline([at(-13, -4), at(-8, 13)]), spline([at(4, -11), at(10, 7)])]
    skin = avatar.colors.skin
    bright = luma(skin.base)
    dark = bright < 125
    canvas.ink(line, skin.deep if dark else skin.shine, 14, "pen", 0.75)
    canvas.ink(
        [line, *ticks], hex_color((0.76, 0.085, 30) if dark else (0.42 if bright < 190 else 0.52, 0.11, 22)), 7.2, "pen"
    )
