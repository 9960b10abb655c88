"""Neck, shoulders and five outfits."""

from __future__ import annotations

import math

import numpy as np

from gan.corpus.canvas import Canvas
from gan.corpus.geometry import Curve, Point, ellipse, ink, join, mirror, outline, path, polygon, spline
from gan.corpus.palettes import Palette, Ramp
from gan.corpus.rig import Rig
from gan.corpus.sampling import Record

__all__ = ["draw_body"]


def draw_body(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    """Neck, shoulders and the outfit of the record's class."""
    kind = record.attributes["outfit"]
    if kind == "hoodie":
        _hood_behind(canvas, rig, colors)
    _neck(canvas, rig, colors)
    _DRAW[kind](canvas, rig, record, colors)


def _both(half: Curve) -> Curve:
    """Closed shape from its left half, which runs from top to bottom."""
    return join(half, mirror(half)[::-1])


def _sides(points: list[list[Point]]) -> list[Curve]:
    curve = outline(*points)
    return [curve, mirror(curve)]


def _neck(canvas: Canvas, rig: Rig, colors: Palette) -> None:
    n, y, skin = rig.neck, rig.collar, colors.skin
    neck = _both(
        outline([(-n, 350), (-n, y - 22), (-n - 10, y - 4), (-n - 34, y + 10), (-n - 40, y + 40), (0, y + 70)])
    )
    data = path(neck)
    canvas.shape(data, skin.base, skin.line, 4.5)
    with canvas.clip(data):
        shadow = outline(
            [(-80, 340), (80, 340)],
            [(80, rig.chin + 6), (n, rig.chin + 10), (4, rig.chin + 26), (-n, rig.chin + 12), (-80, rig.chin + 6)],
        )
        canvas.fill(path(shadow), skin.shade)


def _torso(rig: Rig, opening: float, depth: float) -> Curve:
    """Closed torso; `opening` is the half-width of the neckline, `depth` how far it dips under the collar line."""
    s, y = rig.shoulder, rig.collar
    half = outline(
        [(0, y + depth), (-opening * 0.6, y + depth * 0.72), (-opening, y - 8)],
        [(-opening - 16, y + 2), (-s * 0.72, y + 16), (-s * 0.95, y + 42), (-s * 1.04, y + 80), (-s * 1.08, 545)],
        [(0, 550)],
    )
    return _both(half)


def _draw_torso(canvas: Canvas, rig: Rig, tone: Ramp, opening: float, depth: float) -> str:
    data = path(_torso(rig, opening, depth))
    canvas.shape(data, tone.base, tone.line, 5.2)
    s, y = rig.shoulder, rig.collar
    with canvas.clip(data):
        arm = outline(
            [(s * 0.66, 560), (s * 0.70, y + 74), (s * 0.84, y + 40), (s * 1.3, y + 20)],
            [(s * 1.3, 560), (s * 0.66, 560)],
        )
        canvas.fill(path(arm), tone.shade)
        fold = outline(
            [(-s * 0.70, 560), (-s * 0.72, y + 84), (-s * 0.78, y + 60)], [(-s * 0.80, y + 90), (-s * 0.84, 560)]
        )
        canvas.fill(path(fold), tone.shade)
        under = outline([(-70, y - 20), (70, y - 20)], [(62, y + 24), (0, y + 42), (-62, y + 22), (-70, y - 20)])
        canvas.fill(path(under), tone.shade, 0.7)
    for side in (-1.0, 1.0):
        seam = spline([(side * s * 0.75, y + 58), (side * s * 0.71, y + 78), (side * s * 0.71, 530)])
        canvas.fill(ink(seam, 4), tone.line)
    return data


def _sailor(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    s, y, n = rig.shoulder, rig.collar, rig.neck
    _draw_torso(canvas, rig, colors.cloth, n + 12, 52)
    accent = colors.accent
    for i, curve in enumerate(
        _sides(
            [
                [(-n - 4, y - 22), (-n - 24, y - 4), (-s * 0.74, y + 12)],
                [(-s * 0.74, y + 42), (-s * 0.56, y + 74)],
                [(-30, y + 70), (0, y + 60)],
                [(-14, y + 36), (-n - 4, y - 22)],
            ]
        )
    ):
        data = path(curve)
        canvas.shape(data, accent.base, accent.line, 5)
        with canvas.clip(data):
            if i:
                canvas.fill(
                    path(
                        outline(
                            [(n, y - 30), (s, y)], [(s, y + 90), (s * 0.5, y + 90)], [(s * 0.4, y + 20), (n, y - 30)]
                        )
                    ),
                    accent.shade,
                )
        stripe = mirror(
            outline([(-s * 0.66, y + 18), (-s * 0.65, y + 40), (-s * 0.52, y + 61)], [(-32, y + 58), (-10, y + 50)]),
            i == 1,
        )
        canvas.stroke(path(stripe, close=False), "#ffffff", 4.4)
    _bow(canvas, 0.0, y + 60, 1.0, colors.trim, tails=True)


def _bow(canvas: Canvas, x: float, y: float, k: float, tone: Ramp, *, tails: bool, angle: float = 0.0) -> None:
    with canvas.group(f"translate({x:.1f} {y:.1f}) rotate({angle:.1f}) scale({k:.2f})"):
        if tails:
            for curve in _sides([[(-2, 4), (-16, 28), (-36, 46)], [(-18, 48), (-8, 58)], [(2, 30), (6, 6)], [(-2, 4)]]):
                canvas.shape(path(curve), tone.shade, tone.line, 5)
        for curve in _sides([[(0, -3), (-24, -21), (-50, -22)], [(-57, 0), (-50, 22)], [(-24, 18), (0, 5)], [(0, -3)]]):
            canvas.shape(path(curve), tone.base, tone.line, 5)
        for curve in _sides([[(-6, 5), (-26, 14), (-52, 14)], [(-50, 22), (-24, 18), (-6, 5)]]):
            canvas.fill(path(curve), tone.shade)
        for curve in _sides([[(-8, -4), (-22, -6), (-34, -2)], [(-22, -1), (-8, -4)]]):
            canvas.fill(path(curve), tone.deep)
        canvas.shape(path(ellipse(0, 1, 12, 14)), tone.base, tone.line, 5)
        canvas.fill(path(ellipse(-3, -4, 5, 4)), tone.light)


def _hood_behind(canvas: Canvas, rig: Rig, colors: Palette) -> None:
    s, y, tone = rig.shoulder, rig.collar, colors.cloth
    hood = _both(outline([(0, y - 62), (-s * 0.62, y - 52), (-s * 0.92, y - 10), (-s * 0.80, y + 30), (0, y + 60)]))
    canvas.shape(path(hood), tone.shade, tone.line, 5.2)
    canvas.fill(path(ellipse(0, y, s * 0.66, 44)), tone.deep)


def _hoodie(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    s, y, tone = rig.shoulder, rig.collar, colors.cloth
    _draw_torso(canvas, rig, tone, rig.neck + 10, 34)
    for curve in _sides(
        [
            [
                (-rig.neck - 2, y - 26),
                (-s * 0.60, y - 22),
                (-s * 0.88, y + 2),
                (-s * 0.70, y + 36),
                (-24, y + 62),
                (0, y + 66),
            ],
            [(0, y + 36), (-rig.neck * 0.7, y + 18), (-rig.neck - 2, y - 26)],
        ]
    ):
        canvas.shape(path(curve), tone.base, tone.line, 5.2)
    for side in (-1.0, 1.0):
        inner = spline([(side * (rig.neck + 6), y - 10), (side * rig.neck, y + 22), (side * 10, y + 48)])
        canvas.fill(ink(inner, 7, "pen"), colors.accent.base)
        fold = spline([(side * s * 0.74, y - 2), (side * s * 0.56, y + 26), (side * 30, y + 50)])
        canvas.fill(ink(fold, 6), tone.shade)
        x = side * 22
        canvas.stroke(f"M{x:.1f} {y + 54:.1f}L{x + side * 3:.1f} {y + 88:.1f}", tone.line, 9.5)
        canvas.stroke(f"M{x:.1f} {y + 54:.1f}L{x + side * 3:.1f} {y + 88:.1f}", colors.trim.base, 5.5)


def _blazer(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    s, y, n = rig.shoulder, rig.collar, rig.neck
    tone, shirt, tie = colors.cloth, colors.accent, colors.trim
    _draw_torso(canvas, rig, tone, n + 12, 40)
    front = _both(outline([(0, y + 20), (-n - 8, y - 14), (-n - 22, y)], [(-34, y + 60), (0, 560)]))
    canvas.shape(path(front), shirt.base, shirt.line, 4.5)
    strip = outline([(-9, y + 36), (9, y + 36)], [(17, 530)], [(-17, 530)], [(-9, y + 36)])
    canvas.shape(path(strip), tie.base, tie.line, 4.5)
    canvas.shape(
        path(outline([(-13, y + 16), (13, y + 16)], [(8, y + 38)], [(-8, y + 38)], [(-13, y + 16)])),
        tie.shade,
        tie.line,
        4.5,
    )
    for curve in _sides(
        [[(-n - 2, y - 20), (-n - 14, y - 4), (-n - 16, y + 22)], [(-24, y + 44)], [(0, y + 18)], [(-n - 2, y - 20)]]
    ):
        canvas.shape(path(curve), shirt.base, shirt.line, 4.5)
    for curve in _sides(
        [
            [(-n - 10, y - 10), (-n - 30, y + 2)],
            [(-s * 0.56, y + 34)],
            [(-s * 0.44, y + 44)],
            [(-s * 0.52, y + 58)],
            [(-30, 545)],
            [(-14, 545)],
            [(-n - 4, y + 50), (-n - 10, y - 10)],
        ]
    ):
        canvas.shape(path(curve), tone.light, tone.line, 5)


def _sweater(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    s, y, n = rig.shoulder, rig.collar, rig.neck
    tone = colors.cloth
    data = _draw_torso(canvas, rig, tone, n + 16, 20)
    with canvas.clip(data):
        for level, color, width in ((66, colors.accent.base, 17), (66, colors.trim.base, 6)):
            band = spline([(-s * 1.2, y + level - 4), (0, y + level + 10), (s * 1.2, y + level - 4)])
            canvas.stroke(path(band, close=False), color, width)
    top = max(y - 30, rig.chin - 6)
    collar = _both(
        outline([(0, top + 8), (-n - 8, top)], [(-n - 20, y), (-n - 22, y + 16)], [(-n - 8, y + 26), (0, y + 30)])
    )
    canvas.shape(path(collar), tone.base, tone.line, 5)
    with canvas.clip(path(collar)):
        canvas.fill(path(ellipse(0, top + 2, n + 20, 14)), tone.shade)
        for k in range(-3, 4):
            x = k * (n + 16) / 3.4
            canvas.fill(ink(spline([(x * 0.86, top - 4), (x, y + 30)]), 4.2), tone.shade)


def _tshirt(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    y, n = rig.collar, rig.neck
    opening = n + 22
    data = _draw_torso(canvas, rig, colors.cloth, opening, 30)
    rim = outline(
        [(-opening - 9, y - 6), (-opening * 0.66, y + 28), (0, y + 40), (opening * 0.66, y + 28), (opening + 9, y - 6)],
        [(opening - 4, y - 9)],
        [(opening * 0.55, y + 17), (0, y + 27), (-opening * 0.55, y + 17), (-opening + 4, y - 9)],
        [(-opening - 9, y - 6)],
    )
    canvas.shape(path(rim), colors.accent.base, colors.accent.line, 4.5)
    with canvas.clip(data):
        angles = [math.radians(-90 + 36 * k) for k in range(10)]
        star = [
            (27 * (1 if k % 2 == 0 else 0.5) * math.cos(a), y + 78 + 27 * (1 if k % 2 == 0 else 0.5) * math.sin(a))
            for k, a in enumerate(angles)
        ]
        canvas.fill(polygon(np.array(star)), colors.trim.base)


_DRAW = {"sailor": _sailor, "hoodie": _hoodie, "blazer": _blazer, "sweater": _sweater, "tshirt": _tshirt}
