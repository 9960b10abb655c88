"""Back hair: what hangs or stands behind the head."""

from __future__ import annotations

import math

from gan.corpus.canvas import Canvas
from gan.corpus.geometry import Curve, Point, ellipse, ink, join, mirror, outline, path, spline
from gan.corpus.palettes import Palette
from gan.corpus.rig import Rig
from gan.corpus.sampling import Record

__all__ = ["draw_back_hair", "draw_front_curls", "draw_ties"]


def draw_back_hair(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    """The back hair of the record's class, behind body and head."""
    _DRAW[record.attributes["back_hair"]](canvas, rig, record, colors)


def _mass(canvas: Canvas, half_left: Curve, half_right: Curve, colors: Palette, inner_y: float) -> str:
    """A closed mass from two halves that run from the crown down to the middle; darker inside, behind the neck."""
    tone = colors.hair
    data = path(join(half_left, half_right[::-1]))
    canvas.contour(data, tone.line, 5.4)
    canvas.fill(data, canvas.linear([(0, tone.base, 1), (0.5, tone.shade, 1), (1, tone.shade, 1)]))
    with canvas.clip(data):
        inside = canvas.radial([(0, tone.deep, 1), (0.72, tone.deep, 1), (1, tone.deep, 0)])
        canvas.fill(path(ellipse(0, inner_y, 132, 150)), inside)
    return data


def _halves(build: list[list[Point]], other: list[list[Point]] | None = None) -> tuple[Curve, Curve]:
    left = outline(*build)
    return left, mirror(outline(*(other or build)))


def _short(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    w, top, p = rig.hair, rig.crown, record.parameters
    spike = 10 + 7 * p["sway"]
    low = 372 + 10 * p["back_length"]

    def half(k: float) -> list[list[Point]]:
        return [
            [(0, top), (-w * 0.72, 106), (-w * 0.985, 225), (-w * 0.98, 300), (-w * 1.0 - spike - k, 330)],
            [(-w * 0.93, 336), (-w * 0.90, low - 18), (-w * 0.86 - spike, low - 2 + k)],
            [(-w * 0.70, low - 2), (-w * 0.62, low + 14 - k)],
            [(-w * 0.45, low - 4), (0, low + 4)],
        ]

    _mass(canvas, *_halves(half(6 * p["jitter_6"]), half(6 * p["jitter_7"])), colors, 330)


def _bob(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    w, top, p = rig.hair, rig.crown, record.parameters
    low = 416 + 10 * p["back_length"]
    half: list[list[Point]] = [
        [(0, top), (-w * 0.72, 106), (-w * 1.0, 225), (-w * 1.13, 320), (-w * 1.10, low - 34), (-w * 0.84, low)],
        [(-w * 0.88, low - 16), (-w * 0.62, low + 3), (-w * 0.52, low + 4)],
        [(-w * 0.55, low - 12), (0, low - 20)],
    ]
    _mass(canvas, *_halves(half), colors, 350)
    for side in (-1.0, 1.0):
        line = spline([(side * w * 0.97, 280), (side * w * 1.04, 340), (side * w * 0.93, low - 26)])
        canvas.fill(ink(line, 4.5), colors.hair.deep, 0.9)
        shine = spline([(side * w * 1.06, 270), (side * w * 1.10, 320), (side * w * 1.09, 360)])
        canvas.fill(ink(shine, 6), colors.hair.light, 0.8)


def _long(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    w, top, p = rig.hair, rig.crown, record.parameters
    sway = 10 * p["sway"]
    wide = 1.16 + 0.05 * p["back_length"]

    def half(s: float) -> list[list[Point]]:
        return [
            [
                (0, top),
                (-w * 0.72, 106),
                (-w * 1.0, 225),
                (-w * 1.07 + s * 0.4, 330),
                (-w * wide + s, 420),
                (-w * (wide + 0.13) + s, 458),
            ],
            [(-w * (wide + 0.03) + s, 462), (-w * (wide + 0.04) + s, 500), (-w * (wide + 0.12) + s, 545)],
            [(0, 550)],
        ]

    _mass(canvas, *_halves(half(sway), half(-sway)), colors, 390)
    for side in (-1.0, 1.0):
        for share, width, tone in (
            (0.86, 5.0, colors.hair.deep),
            (1.03, 4.5, colors.hair.deep),
            (0.96, 6.0, colors.hair.light),
        ):
            x = side * w * share
            line = spline([(x * 0.97, 270), (x + sway * 0.4, 360), (x * wide * 0.97 + sway, 520)])
            canvas.fill(ink(line, width), tone, 0.8)


def _skull(canvas: Canvas, rig: Rig, colors: Palette) -> None:
    """Hair that is drawn together: it covers the skull and ends at the nape."""
    w, top = rig.hair, rig.crown
    half: list[list[Point]] = [
        [(0, top), (-w * 0.72, 106), (-w * 0.98, 225), (-w * 0.93, 300), (-w * 0.70, 362), (-w * 0.4, 384), (0, 388)]
    ]
    _mass(canvas, *_halves(half), colors, 330)


def _tail_shading(canvas: Canvas, data: str, colors: Palette, lines: list[tuple[list[Point], float, str]]) -> None:
    tone = colors.hair
    canvas.contour(data, tone.line, 5.4)
    canvas.fill(
        data, canvas.linear([(0, tone.light, 1), (0.25, tone.base, 1), (0.6, tone.base, 1), (1, tone.shade, 1)])
    )
    with canvas.clip(data):
        for points, width, color in lines:
            canvas.fill(ink(spline(points), width), color, 0.9)


def _twintails(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    p, tone = record.parameters, colors.hair
    _skull(canvas, rig, colors)
    low = 452 + 26 * p["back_length"]
    for side in (-1.0, 1.0):
        s = 7 * p["sway"] * side
        k = 6 * p["jitter_8" if side < 0 else "jitter_9"]
        tail = outline(
            [(118, 138), (158, 108), (205, 132), (232, 210), (234 + s, 310), (222 + s, low - 66), (238 + s, low + k)],
            [(214 + s, low - 12), (205 + s, low - 30)],
            [(196 + s, low - 2), (180 + s, low + 16 - k)],
            [(172 + s, low - 60), (170 + s, 350), (166 + s, 270), (150, 200), (118, 160)],
            [(118, 138)],
        )
        data = path(mirror(tail, side < 0))
        lines: list[tuple[list[Point], float, str]] = [
            ([(150, 150), (188, 220), (192 + s, 320), (186 + s, low - 20)], 16, tone.shade),
            ([(150, 140), (205, 210), (212 + s, 310), (206 + s, low - 40)], 4, tone.deep),
            ([(180, 128), (216, 190), (223 + s, 260), (222 + s, 330)], 8, tone.shine),
        ]
        _tail_shading(canvas, data, colors, [([(x * side, y) for x, y in points], w, c) for points, w, c in lines])


def _ponytail(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    p, tone = record.parameters, colors.hair
    low = 404 + 24 * p["back_length"]
    s = 6 * p["sway"]
    tail = outline(
        [(62, 84), (82, 34), (130, 14), (184, 40), (222, 112), (232 + s, 210), (220 + s, 310), (232 + s, low)],
        [(206 + s, low - 20), (198 + s, low - 40)],
        [(186 + s, low - 14), (168 + s, low - 2)],
        [(170 + s, 320), (172 + s, 230), (150, 150), (110, 110), (62, 84)],
    )
    lines: list[tuple[list[Point], float, str]] = [
        ([(100, 80), (170, 120), (192 + s, 220), (188 + s, low - 20)], 18, tone.shade),
        ([(100, 62), (180, 100), (210 + s, 210), (204 + s, low - 40)], 4.5, tone.deep),
        ([(120, 36), (176, 58), (208, 120), (219, 190)], 9, tone.shine),
    ]
    flip = rig.side < 0
    _tail_shading(
        canvas, path(mirror(tail, flip)), colors, [([(-x if flip else x, y) for x, y in q], w, c) for q, w, c in lines]
    )
    _skull(canvas, rig, colors)


def draw_ties(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    """Ribbons that hold twintails and ponytail; drawn over the front hair."""
    kind, tone = record.attributes["back_hair"], colors.ribbon
    if kind == "twintails":
        for side in (-1.0, 1.0):
            canvas.shape(path(ellipse(side * (rig.hair * 0.90 + 2), 146, 15, 25, side * -32)), tone.base, tone.line, 5)
            canvas.fill(path(ellipse(side * (rig.hair * 0.90 + 4) - 3, 139, 6, 11, side * -32)), tone.light)
    elif kind == "ponytail":
        x = rig.side * 82
        canvas.shape(path(ellipse(x, 74, 16, 29, rig.side * -52)), tone.base, tone.line, 5)
        canvas.fill(path(ellipse(x - 4, 69, 6, 14, rig.side * -52)), tone.light)


def _curls(rig: Rig, record: Record) -> list[tuple[float, float, float]]:
    """(x, y, radius) of the curls round the head, left to right over the crown."""
    p = record.parameters
    result: list[tuple[float, float, float]] = []
    count = 11
    for k in range(count):
        angle = math.radians(-222 + 264 * k / (count - 1))
        r = 50 + 6 * p[f"jitter_{k % 12}"]
        result.append(((rig.hair + 8) * math.cos(angle), 232 + (rig.hair + 14) * math.sin(angle), r))
    return result


def _curl(canvas: Canvas, x: float, y: float, r: float, colors: Palette, swirled: bool = True) -> None:
    tone = colors.hair
    sign = 1.0 if x >= 0 else -1.0
    low = outline(
        [(x - r * 0.93, y + r * 0.3), (x, y + r * 0.62), (x + r * 0.93, y + r * 0.3)],
        [(x + r * 0.7, y + r * 0.72), (x, y + r), (x - r * 0.7, y + r * 0.72), (x - r * 0.93, y + r * 0.3)],
    )
    canvas.fill(path(low), tone.shade)
    swirl = spline(
        [
            (x + sign * r * 0.62, y + r * 0.1),
            (x + sign * r * 0.1, y - r * 0.52),
            (x - sign * r * 0.5, y - r * 0.02),
            (x, y + r * 0.36),
        ]
    )
    if swirled:
        canvas.fill(ink(swirl, 4.6), tone.deep)
    shine = spline([(x - r * 0.62, y - r * 0.30), (x - r * 0.35, y - r * 0.68), (x + r * 0.1, y - r * 0.78)])
    canvas.fill(ink(shine, 6), tone.shine, 0.85)


def _curly(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    tone, curls = colors.hair, _curls(rig, record)
    for x, y, r in curls:
        canvas.contour(path(ellipse(x, y, r, r)), tone.line, 5.4)
    canvas.fill(path(ellipse(0, 250, rig.hair * 0.98, 160)), tone.deep)
    for x, y, r in curls:
        canvas.fill(path(ellipse(x, y, r, r)), tone.base)
        _curl(canvas, x, y, r, colors, swirled=False)


def draw_front_curls(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    """Curls in front of the temples, which take the place of long side locks."""
    if record.attributes["back_hair"] != "curly":
        return
    p, w = record.parameters, rig.hair
    for k in (0, 4, 1, 3, 2):
        angle = math.radians(-170 + 160 * k / 4)
        x, y, r = 0.74 * w * math.cos(angle), 196 + 0.74 * w * math.sin(angle), 47 + 4 * p[f"jitter_{k + 4}"]
        canvas.shape(path(ellipse(x, y, r, r * 0.92)), colors.hair.base, colors.hair.line, 5)
        _curl(canvas, x, y, r, colors)
    for side in (-1.0, 1.0):
        curls = [(side * w * 0.90, 330.0, 33.0 + 3 * p["jitter_2"]), (side * w * 0.97, 268.0, 37.0 + 3 * p["jitter_1"])]
        for x, y, r in curls:
            data = path(ellipse(x, y, r, r))
            canvas.shape(data, colors.hair.base, colors.hair.line, 5)
            _curl(canvas, x, y, r, colors)


_DRAW = {"short": _short, "bob": _bob, "long": _long, "twintails": _twintails, "ponytail": _ponytail, "curly": _curly}
