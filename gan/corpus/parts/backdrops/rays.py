"""Broad soft rays from behind the head."""

from __future__ import annotations

import math

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, outline
from gan.corpus.parts.backdrops._wash import draw_halo, draw_wash
from gan.corpus.records.values import Value

VALUE = Value("rays", "光芒")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Fill the canvas."""
    draw_wash(canvas, avatar)
    start = math.pi / 7 * avatar.noise("backdrop.angle")
    rays: list[Curve] = []
    for k in range(7):
        a, b = start + k * math.tau / 7, start + (k + 0.5) * math.tau / 7
        rays.append(
            outline(
                [(0, 260), (420 * math.cos(a), 260 + 420 * math.sin(a))],
                [(420 * math.cos(b), 260 + 420 * math.sin(b))],
                [(0, 260)],
            )
        )
    canvas.fill(rays, "#ffffff", 0.42)
    draw_halo(canvas, 0.7)
