"""Mouths, drawn large enough to be read at 64 px."""

from __future__ import annotations

from gan.corpus.avatar import Avatar
from gan.corpus.canvas import Canvas
from gan.corpus.geometry import spline
from gan.corpus.values import Value

__all__ = ["MOUTHS", "draw_mouth"]

MOUTHS: dict[str, Value] = {"smile": Value("smile", "微笑")}


def draw_mouth(canvas: Canvas, avatar: Avatar) -> None:
    """The mouth of the avatar's class."""
    y, wide = avatar.rig.mouth_y, 1 + 0.12 * avatar.p("mouth_width")
    line = spline([(-24 * wide, y - 5), (-12 * wide, y + 6), (0, y + 9), (12 * wide, y + 6), (24 * wide, y - 5)])
    canvas.ink(line, avatar.colors.skin.line, 5.6, "pen")
