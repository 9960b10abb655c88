"""Freckles over nose and cheeks."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import ellipse
from gan.corpus.drawing.tints import blend, luma
from gan.corpus.parts.faces import cheek_middle
from gan.corpus.records.values import Value

VALUE = Value("freckles", "雀斑", share=1.3)

# About the middle of the cheek, towards the ear and down; then the size.
_SPOTS = ((-33, -3, 2.3), (-23, 4, 2.8), (-13, -5, 2.6), (-5, 6, 3.0), (3, -5, 2.8), (12, 4, 2.7), (20, -5, 2.3))


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Freckles."""
    skin, (x, y) = avatar.colors.skin, cheek_middle(avatar)
    spots = [
        ellipse(side * (x + dx) + 1.5 * avatar.noise(f"freckle.{side}.{i}"), y + dy, r * 1.6, r * 1.4)
        for side in (-1, 1)
        for i, (dx, dy, r) in enumerate(_SPOTS)
    ]
    nose = avatar.rig.nose_y
    spots += [ellipse(-11, nose - 3, 3.4, 3.0), ellipse(13, nose - 4, 3.3, 2.9), ellipse(-3, nose - 13, 3.0, 2.7)]
    fair = luma(skin.base) > 125
    canvas.fill(spots, blend(skin.base, "#7a3f1e" if fair else "#240c08", 0.5 if fair else 0.48))
