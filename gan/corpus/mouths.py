"""Mouths, drawn large enough to be read at 64 px."""

from __future__ import annotations

from gan.corpus.canvas import Canvas
from gan.corpus.geometry import ellipse, ink, outline, path, spline
from gan.corpus.palettes import Palette, hex_color
from gan.corpus.rig import Rig
from gan.corpus.sampling import Record

__all__ = ["draw_mouth"]


def draw_mouth(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    """The mouth of the record's class."""
    p, kind = record.parameters, record.attributes["mouth"]
    # Mouths that are only a line need more size to be told apart at 64 px.
    k = 1.14 if kind in ("open", "grin") else 1.32
    wide = k * (1 + 0.09 * p["mouth_width"] + _WIDER.get(record.attributes["presentation"], 0.0)) - 0.03 * abs(rig.turn)
    with canvas.group(f"translate({9 * rig.turn:.1f} {rig.mouth_y:.1f}) scale({wide:.3f} {k:.3f})"):
        _DRAW[kind](canvas, colors)


_WIDER = {"feminine": -0.05, "masculine": 0.06}


def _smile(canvas: Canvas, colors: Palette) -> None:
    line = colors.skin.line
    canvas.fill(ink(spline([(-25, -5), (-12, 6), (0, 9), (12, 6), (25, -5)]), 6.4, "pen"), line)
    canvas.fill(ink(spline([(-8, 19), (0, 21), (8, 19)]), 3.6), colors.skin.deep)


def _cavity(canvas: Canvas, data: str, colors: Palette) -> None:
    canvas.shape(data, hex_color((0.42, 0.13, 18)), colors.skin.line, 5.0)


def _open(canvas: Canvas, colors: Palette) -> None:
    data = path(outline([(-26, -8), (0, -3), (26, -8)], [(21, 14), (0, 25), (-21, 14), (-26, -8)]))
    _cavity(canvas, data, colors)
    with canvas.clip(data):
        canvas.fill(path(ellipse(0, 22, 17, 12)), hex_color((0.70, 0.15, 15)))
        canvas.fill(path(outline([(-26, -10), (26, -10)], [(21, 0), (0, 3), (-21, 0)], [(-26, -10)])), "#ffffff")
    canvas.fill(ink(spline([(-29, -10), (0, -3), (29, -10)]), 5.4, "pen"), colors.skin.line)


def _cat(canvas: Canvas, colors: Palette) -> None:
    curve = outline([(-25, -4), (-20, 7), (-8, 8), (0, -3)], [(8, 8), (20, 7), (25, -4)])
    tongue = outline([(-8, 6), (-5, 15), (0, 18), (5, 15), (8, 6)], [(0, -2), (-8, 6)])
    canvas.shape(path(tongue), hex_color((0.68, 0.16, 14)), colors.skin.line, 3.6)
    canvas.stroke(path(curve, close=False), colors.skin.line, 4.8)


def _neutral(canvas: Canvas, colors: Palette) -> None:
    canvas.fill(ink(spline([(-18, 2), (0, 3), (18, 2)]), 6.2, "pen"), colors.skin.line)


def _pout(canvas: Canvas, colors: Palette) -> None:
    canvas.fill(path(ellipse(0, 9, 13, 9)), hex_color((0.66, 0.16, 14)))
    canvas.fill(ink(spline([(-15, 7), (-8, 0), (0, 1), (8, 0), (15, 7)]), 6.2, "pen"), colors.skin.line)


def _grin(canvas: Canvas, colors: Palette) -> None:
    data = path(outline([(-33, -9), (0, -3), (33, -9)], [(26, 9), (0, 16), (-26, 9), (-33, -9)]))
    canvas.shape(data, "#ffffff", colors.skin.line, 5.5)
    canvas.fill(ink(spline([(-27, 3), (0, 6), (27, 3)]), 2.8, "pen"), hex_color((0.72, 0.04, 280)))
    canvas.fill(ink(spline([(-36, -12), (0, -3), (36, -12)]), 5.4, "pen"), colors.skin.line)


_DRAW = {"smile": _smile, "open": _open, "cat": _cat, "neutral": _neutral, "pout": _pout, "grin": _grin}
