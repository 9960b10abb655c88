"""Accessories: cat ears behind the fringe, glasses over the eyes, the rest on top of the hair."""

from __future__ import annotations

import math

import numpy as np

from gan.corpus.canvas import Canvas
from gan.corpus.geometry import ellipse, ink, join, mirror, outline, path, polygon, spline
from gan.corpus.palettes import Palette, hex_color
from gan.corpus.rig import Rig
from gan.corpus.sampling import Record

__all__ = ["draw_glasses", "draw_over_hair", "draw_under_fringe"]


def draw_under_fringe(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    """What grows out of the hair: cat ears."""
    if record.attributes["accessory"] != "cat_ears":
        return
    tone, w = colors.hair, rig.hair
    grow = 1 + 0.08 * record.parameters["accessory_size"]
    for side in (-1.0, 1.0):
        ear = outline(
            [(w * 0.26, rig.crown + 22), (w * 0.42, 44), (w * 0.70 * grow, 6)],
            [(w * 0.93, 50), (w * 0.97, 150)],
            [(w * 0.5, 150)],
            [(w * 0.26, rig.crown + 22)],
        )
        canvas.shape(path(mirror(ear, side < 0)), tone.base if side < 0 else tone.shade, tone.line, 5.6)
        inner = outline(
            [(w * 0.42, 84), (w * 0.52, 56), (w * 0.685 * grow, 30)],
            [(w * 0.83, 64), (w * 0.85, 130)],
            [(w * 0.42, 84)],
        )
        canvas.fill(path(mirror(inner, side < 0)), hex_color((0.80, 0.10, 12)))
        tuft = outline(
            [(w * 0.46, 110), (w * 0.60, 66)], [(w * 0.66, 92), (w * 0.76, 74)], [(w * 0.80, 130)], [(w * 0.46, 110)]
        )
        canvas.fill(path(mirror(tuft, side < 0)), tone.light)


def draw_glasses(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    """Round glasses, over the eyes and under the fringe."""
    if record.attributes["accessory"] != "glasses":
        return
    light = 0.34 if record.attributes["skin"] in ("brown", "deep") else 0.0
    frame = (
        hex_color((0.32 + 1.6 * light, 0.05, 285)),
        hex_color((0.48 + 0.5 * light, 0.16, 22)),
        hex_color((0.42 + light, 0.10, 255)),
        hex_color((0.55 + 0.8 * light, 0.12, 75)),
    )[min(int((record.parameters["ribbon_palette"] + 1) * 2), 3)]
    rx, ry = 44 * min(rig.eye_w, 1.04), 43 * (0.55 + 0.45 * rig.eye_h)
    y = rig.eye_y + 4
    inner: list[float] = []
    for side in (-1.0, 1.0):
        narrow = 1 - 0.07 * side * rig.turn
        x = side * (rig.eye_x + 1) * (1 - 0.05 * side * rig.turn) + 10 * rig.turn
        ring = path(ellipse(x, y, rx * narrow, ry))
        canvas.fill(ring, "#ffffff", 0.13)
        canvas.stroke(ring, frame, 6.2)
        glint = spline([(x - rx * 0.74, y - ry * 0.30), (x - rx * 0.52, y - ry * 0.66)])
        canvas.stroke(path(glint, close=False), "#ffffff", 4.0, 0.8)
        outer = x + side * rx * narrow
        canvas.stroke(f"M{outer:.1f} {y - 8:.1f}L{side * (rig.face_width + 2):.1f} {y - 16:.1f}", frame, 5.4)
        inner.append(x - side * rx * narrow)
    bridge = spline([(inner[0], y - 4), ((inner[0] + inner[1]) / 2, y - 12), (inner[1], y - 4)])
    canvas.stroke(path(bridge, close=False), frame, 5.4)


def draw_over_hair(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    """Ribbon, clip or headphones."""
    kind = record.attributes["accessory"]
    if kind == "ribbon":
        _ribbon(canvas, rig, record, colors)
    elif kind == "clip":
        _clip(canvas, rig, record, colors)
    elif kind == "headphones":
        _headphones(canvas, rig, colors)


def _ribbon(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    p, tone = record.parameters, colors.ribbon
    # Opposite a ponytail's knot, so that the two never overlap.
    x = -rig.side * (rig.hair * 0.60 + 5 * p["accessory_x"])
    k = 1.0 + 0.08 * p["accessory_size"]
    with canvas.group(f"translate({x:.1f} 92) rotate({-rig.side * 34:.1f}) scale({k:.3f})"):
        for flip in (False, True):
            tail = outline([(-2, 6), (-22, 30), (-34, 56)], [(-20, 52), (-8, 60)], [(4, 34), (6, 8)], [(-2, 6)])
            canvas.shape(path(mirror(tail, flip)), tone.shade, tone.line, 5.5)
        for flip in (False, True):
            loop = outline(
                [(0, -5), (-26, -36), (-64, -38), (-74, -28)], [(-80, 2), (-70, 34)], [(-34, 30), (0, 7)], [(0, -5)]
            )
            canvas.shape(path(mirror(loop, flip)), tone.base, tone.line, 5.5)
            under = outline([(-6, 8), (-36, 22), (-74, 20)], [(-70, 34), (-34, 30), (-6, 8)])
            canvas.fill(path(mirror(under, flip)), tone.shade)
            fold = outline([(-12, -4), (-30, -12), (-50, -8)], [(-30, -4), (-12, -4)])
            canvas.fill(path(mirror(fold, flip)), tone.deep)
            light = spline([(-30, -32), (-48, -34), (-64, -30)])
            canvas.fill(ink(mirror(light, flip), 6), tone.light)
        canvas.shape(path(ellipse(0, 1, 16, 19)), tone.base, tone.line, 5.5)
        canvas.fill(path(ellipse(-4, -6, 7, 5)), tone.light)


def _clip(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    p = record.parameters
    x, y = rig.side * (rig.hair * 0.62 + 5 * p["accessory_x"]) + 3 * rig.turn, 196 + 8 * p["accessory_x"]
    r = 31 + 2 * p["accessory_size"]
    angles = np.radians(-90 + 12 * rig.side + 36 * np.arange(10))
    radius = np.where(np.arange(10) % 2 == 0, r, r * 0.54)
    star = np.stack([x + radius * np.cos(angles), y + radius * np.sin(angles)], axis=1)
    data = polygon(star)
    canvas.fill(data, colors.hair.deep, 0.8, (3, 6))
    canvas.stroke(data, hex_color((0.50, 0.11, 62)), 9)
    canvas.stroke(data, hex_color((0.87, 0.155, 90)), 3)
    canvas.fill(data, hex_color((0.88, 0.155, 91)))
    low = np.concatenate([star[3:8], [[x, y + r * 0.1]]])
    canvas.fill(polygon(low), hex_color((0.78, 0.155, 72)))
    canvas.fill(path(ellipse(x - r * 0.22, y - r * 0.26, r * 0.15, r * 0.22, 25)), "#fffbe6")


def _headphones(canvas: Canvas, rig: Rig, colors: Palette) -> None:
    tone, w, top = colors.ribbon, rig.hair, rig.crown
    dark = hex_color((0.36, 0.03, 280))
    line = hex_color((0.25, 0.04, 285))
    arc = [
        (math.cos(math.radians(a)) * (w + 5), 232 + math.sin(math.radians(a)) * (232 - top + 9))
        for a in range(180, 361, 20)
    ]
    inner = [
        (math.cos(math.radians(a)) * (w - 5), 232 + math.sin(math.radians(a)) * (232 - top - 9))
        for a in range(360, 179, -20)
    ]
    band = join(spline(arc), spline([arc[-1], inner[0]]), spline(inner))
    canvas.shape(path(band), dark, line, 5)
    shine = spline([(-w * 0.72, 118), (-w * 0.42, 76), (-w * 0.1, top - 1)])
    canvas.fill(ink(shine, 6), hex_color((0.62, 0.03, 280)))
    for side in (-1.0, 1.0):
        x = side * (w - 2)
        canvas.shape(path(ellipse(x, 268, 27, 46, side * -3)), dark, line, 5)
        canvas.shape(path(ellipse(x + side * 7, 268, 23, 38, side * -3)), tone.base, tone.line, 4.5)
        canvas.fill(path(ellipse(x + side * 7, 268, 12, 23, side * -3)), tone.shade)
        canvas.fill(path(ellipse(x + side * 7 - 7, 250, 6, 11, 12)), tone.light)
