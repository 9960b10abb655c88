"""Vitiligo: pale patches about an eye, on the forehead and beside the mouth."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.tints import blend, luma
from gan.corpus.parts.faces import cheek_middle, face_outline
from gan.corpus.parts.marks._shapes import patch
from gan.corpus.records.values import Value

VALUE = Value("vitiligo", "白癜风")


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """The patches, each with a paler heart."""
    rig, skin = avatar.rig, avatar.colors.skin
    side, (x, y) = rig.side, cheek_middle(avatar)
    phase = 3 * avatar.noise("vitiligo")
    patches = [
        patch(side * (rig.eye_x + 10), rig.eye_y + 8, 47 * rig.eye_w, 46 * rig.eye_h + 14, phase),
        patch(side * (x - 12), y + 16, 22, 13, phase + 1),
        patch(-side * 27, rig.mouth_y + 10, 26, 15, phase + 2),
        patch(-side * (rig.eye_x + 30), rig.eye_y + 58 * rig.eye_h, 19, 12, phase + 3),
        patch(side * 14, rig.brow_y - 30, 34, 19, phase + 4),
    ]
    fair = luma(skin.base) > 205
    pale = blend(skin.base, "#ffeee4", 0.9 if fair else 0.72)
    with canvas.clip(face_outline(avatar)):
        # On very fair skin it is the rim of a patch that can be seen.
        canvas.contour(
            patches, blend(skin.base, skin.shade, 0.8) if fair else blend(skin.base, pale, 0.45), 3 if fair else 5
        )
        canvas.fill(patches, pale)
