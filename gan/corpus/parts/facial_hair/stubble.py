"""Stubble: a shadow about the jaw, with a few short hairs."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, spline
from gan.corpus.drawing.tints import luma
from gan.corpus.parts.facial_hair._beard import jaw, lip_gap, ring
from gan.corpus.parts.mouths import mouth_box
from gan.corpus.records.values import Value

VALUE = Value("stubble", "胡茬")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """The shadow and the hairs."""
    rig, tone = avatar.rig, avatar.colors.beard
    m, n = rig.mouth_y, rig.nose_y
    edge = jaw(avatar, 1.0, rig.eye_y + 34, 0, 0)
    inner = [(edge[1][0] - 16, edge[1][1]), (edge[2][0] - 26, m - 8), (30, n + 16), (0, n + 15)]
    shape = ring(avatar, rig.eye_y + 34, -2.4, -2.4, inner)
    dark = luma(avatar.colors.skin.base) < 125
    much = 0.42 if dark else 0.27
    # Stubble has no upper edge: it comes gradually.
    fade = canvas.linear(
        [(0, tone.line, 0), (0.55, tone.line, much), (1, tone.line, much)], (0, rig.eye_y + 34), (0, m + 4)
    )
    canvas.fill([shape, lip_gap(avatar, 1)], fade)
    wide, top, bottom = mouth_box(avatar)
    hairs: list[Curve] = []
    for side in (-1, 1):
        for x, y in (
            (14, n + 19),
            (24, n + 21),
            (52, m - 1),
            (62, m + 8),
            (46, m + 13),
            (58, m + 20),
            (30, m + 25),
            (14, m + 29),
            (40, m + 26),
        ):
            x, y = min(x, edge[4][0] + 4), min(y, rig.chin - 9)
            if not (x < wide + 5 and top - 5 < y < bottom + 5):
                hairs.append(spline([(side * x, y - 2.5), (side * (x + 0.8), y + 2.5)]))
    canvas.ink(hairs, tone.line, 3.0, "pen", 0.62, 2)
