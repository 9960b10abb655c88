"""A sticking plaster, on the cheek or across the nose."""

from __future__ import annotations

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.colors import ramp
from gan.corpus.drawing.geometry import Curve, ellipse, outline
from gan.corpus.drawing.tints import luma
from gan.corpus.parts.faces import cheek_middle
from gan.corpus.records.values import Value

VALUE = Value("plaster", "创可贴")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """A strip with rounded ends and a pad."""
    rig = avatar.rig
    tone = ramp((0.90, 0.065, 75)) if luma(avatar.colors.skin.base) < 175 else ramp((0.76, 0.10, 55))
    on_nose = avatar.noise("plaster.place") < -0.1
    (x, y), angle = ((0.0, rig.nose_y - 3), 0.0) if on_nose else (cheek_middle(avatar), -0.42)
    x *= rig.side
    angle *= rig.side
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])

    def place(curve: Curve) -> Curve:
        return curve @ turn + (x, y)

    strip = outline(
        [(-15, -9), (15, -9)],
        [(23, -7), (25, 0), (23, 7), (15, 9)],
        [(-15, 9)],
        [(-23, 7), (-25, 0), (-23, -7), (-15, -9)],
    )
    pad = outline([(-9, -9), (9, -9)], [(9, 9)], [(-9, 9)], [(-9, -9)])
    canvas.shape(place(strip), tone.base, tone.line, 3.4)
    canvas.fill(place(pad), tone.light)
    canvas.fill([place(ellipse(a, b, 1.7, 1.7)) for a in (-16, 16) for b in (-3.2, 3.2)], tone.deep)
