"""A T-shirt with a star or a heart on it."""

from __future__ import annotations

import math

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, outline
from gan.corpus.parts.outfits._pieces import own_bow
from gan.corpus.parts.outfits._torso import Torso, draw_back, draw_torso, round_neck
from gan.corpus.records.values import Value

VALUE = Value("T-shirt", "T恤")
WIDTH = 50


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The far side of the neckline."""
    draw_back(canvas, Torso.of(avatar), avatar.colors.accent, WIDTH)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Shirt, print and neckband."""
    torso, tone, accent = Torso.of(avatar), avatar.colors.cloth, avatar.colors.accent
    neckline = round_neck(WIDTH, 28)
    with draw_torso(canvas, torso, tone, neckline):
        if own_bow(avatar):
            canvas.fill(_star(torso) if avatar.noise("tshirt.print") < 0 else _heart(torso), accent.base)
    rim = torso.line([*reversed(neckline), *((-x, y) for x, y in neckline[1:])])
    canvas.stroke(rim, accent.line, 13)
    canvas.stroke(rim, accent.base, 8)
    canvas.ink(torso.line([(6, 28), (30, 19), (48, 0)]), accent.shade, 6)


def _star(torso: Torso) -> Curve:
    x, y = 0.0, torso.base + 59 * torso.size
    tips = [(math.radians(-90 + 36 * k), 21 * torso.size * (0.52 if k % 2 else 1)) for k in range(11)]
    points = [(x + r * math.cos(a), y + r * math.sin(a)) for a, r in tips]
    return outline(points[:2], *([point] for point in points[2:]))


def _heart(torso: Torso) -> Curve:
    k, y = torso.size, torso.base + 45 * torso.size
    half = [(0.0, y), (-11 * k, y - 8 * k), (-21 * k, y + 2 * k), (-16 * k, y + 16 * k), (0.0, y + 29 * k)]
    return outline(half, [(-x, level) for x, level in reversed(half[:-1])])
