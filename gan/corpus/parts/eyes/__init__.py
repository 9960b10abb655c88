"""Eyes: shapes as data, irises, lashes and lids."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, mirror
from gan.corpus.drawing.once import once
from gan.corpus.parts.eyes.ink import lash_ink
from gan.corpus.parts.eyes.iris import draw_eyeballs
from gan.corpus.parts.eyes.lids import LIDS, closed_lashes, draw_creases, draw_lowered, lower_lash, upper_lashes
from gan.corpus.parts.eyes.opening import closed_sides, covered_side, lids_of, open_eyes
from gan.corpus.parts.eyes.shapes import EYES

__all__ = ["EYES", "LIDS", "draw_eyes", "draw_lashes"]


def draw_eyes(canvas: Canvas, avatar: Avatar) -> None:
    """Both eyes without their lashes."""
    lids = lids_of(avatar)
    eyes = open_eyes(avatar, lids)
    if eyes:
        draw_creases(canvas, avatar, lids, tuple(eye.side for eye in eyes))
    if avatar.has("lids", "downcast"):
        draw_lowered(canvas, avatar)
    draw_eyeballs(canvas, avatar, lids, eyes)


@once
def _open_lashes(avatar: Avatar) -> tuple[list[Curve], Curve]:
    """Upper lashes and lower lash of the open right eye."""
    lids = lids_of(avatar)
    return upper_lashes(avatar, lids), lower_lash(lids)


def draw_lashes(canvas: Canvas, avatar: Avatar, opacity: float = 1.0) -> None:
    """Upper and lower lashes; drawn once on the face and once, faintly, over the fringe."""
    color, closed = lash_ink(avatar), closed_sides(avatar)
    sides = [side for side in (-1.0, 1.0) if side != covered_side(avatar)]
    opened, shut = [side for side in sides if side not in closed], [side for side in sides if side in closed]
    if opened:
        upper, lower = _open_lashes(avatar)
        canvas.fill([mirror(curve, side < 0) for side in opened for curve in upper], color, opacity)
        width = 3.4 + 0.8 * avatar.rig.lashes
        canvas.ink([mirror(lower, side < 0) for side in opened], color, width, "drop", 0.85 * opacity, count=3)
    if shut:
        lashes = closed_lashes(avatar)
        canvas.fill([mirror(curve, side < 0) for side in shut for curve in lashes], color, opacity)
