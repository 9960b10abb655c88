"""A big round cloud of coils."""

from __future__ import annotations

import math

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, Point
from gan.corpus.drawing.texture import dome
from gan.corpus.parts.back_hair._paint import body_paint, covered, nape, paint_clouds
from gan.corpus.parts.back_hair._strands import cloud, coil
from gan.corpus.records.values import Value

VALUE = Value("afro", "爆炸头", share=1.1)


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the cloud behind the head."""
    paint_clouds(canvas, avatar, "back.afro", [_ring(avatar)], body_paint(canvas, avatar, 10, 400))
    canvas.fill([nape(avatar, avatar.rig.chin - 24, 0.8)], avatar.colors.hair.deep)


def over_head(canvas: Canvas, avatar: Avatar) -> None:
    """Draw coils over the rim of the front hair, so that both are one cloud."""
    if covered(avatar):
        return
    w, top = dome(avatar)
    lit, _ = body_paint(canvas, avatar, 10, 400)
    ring: list[Point] = []
    for k in range(-4, 5):
        a = math.radians(23 * k)
        ring.append((w * 1.05 * math.sin(a), 216 - (221 - top) * math.cos(a)))
    for k in range(4, -5, -1):
        a = math.radians(21 * k)
        ring.append((w * 0.86 * math.sin(a), 216 - (186 - top) * math.cos(a)))
    canvas.fill([cloud(avatar, "back.afro.rim", ring, 38, 7)], lit)
    canvas.ink(_coils(avatar, 0.95, 8), avatar.colors.hair.shade, 4.6, count=4)


def _ring(avatar: Avatar) -> list[Point]:
    w, top = dome(avatar)
    size = 1 + 0.05 * avatar.p("hair_volume") + 0.03 * avatar.p("back_length")
    wide, tall = min(w * 1.30 * size, 214.0), min((246 - top) * size, 208.0)
    # A hat presses it down, so that it swells out below the brim.
    above, middle = (92.0, 240.0) if covered(avatar) else (tall, 216.0)
    ring: list[Point] = []
    for k in range(12):
        a = 2 * math.pi * k / 12
        down = math.cos(a) * (above if math.cos(a) > 0 else tall * 0.86 - middle + 216)
        ring.append((wide * math.sin(a), middle - down))
    return ring


def _coils(avatar: Avatar, far: float, count: int) -> list[Curve]:
    """Coils in a bow about the head, `far` as a share of the hair's own bow."""
    w, top = dome(avatar)
    result: list[Curve] = []
    for k in range(count):
        a = math.radians((k / (count - 1) - 0.5) * 200 + 8 * avatar.noise(f"back.afro.coil.{k}"))
        f = far * (1 + 0.05 * avatar.noise(f"back.afro.far.{k}"))
        result.append(coil(w * f * math.sin(a), 216 - (222 - top) * f * math.cos(a), 10))
    return result
