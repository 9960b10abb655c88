"""Compose an avatar: from its record to an SVG document."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts import KINDS, parts_of
from gan.corpus.parts.body import draw_neck
from gan.corpus.parts.brows import draw_brows
from gan.corpus.parts.eyes import draw_eyes, draw_lashes
from gan.corpus.parts.faces import draw_blush, draw_ears, draw_face, draw_nose
from gan.corpus.parts.front_hair import draw_front_hair, make_front_hair
from gan.corpus.parts.mouths import draw_mouth
from gan.corpus.records.record import Record

__all__ = ["build_svg"]


def build_svg(record: Record, canvas: Canvas | None = None) -> str:
    """SVG of an avatar, 512 by 512 units; a `canvas` that paints otherwise draws the same shapes in another style."""
    avatar, canvas = Avatar.of(record), canvas or Canvas()
    rig = avatar.rig
    pose = rig.pose

    def layer(name: str, *attributes: str) -> None:
        """What each attribute's part has to draw in a layer; most parts have one layer only."""
        for attribute in attributes:
            value = avatar.value(attribute)
            if value is not None and value != "none":
                draw = getattr(parts_of(KINDS[attribute])[value], name, None)
                if draw is not None:
                    draw(canvas, avatar)

    hair = make_front_hair(avatar)
    layer("draw", "backdrop")
    with canvas.group(rig.head_transform), canvas.surface(pose.behind):
        layer("behind", "headwear", "hair_ornament", "back_hair")
    with canvas.group(rig.body_transform):
        layer("behind", "outfit", "neckwear")
        draw_neck(canvas, avatar)
        layer("draw", "outfit", "neckwear")
    with canvas.group(rig.head_transform):
        with canvas.surface(pose.behind):
            layer("over_body", "back_hair")
        with canvas.surface(pose.ears):
            draw_ears(canvas, avatar)
        with canvas.surface(pose.hair):
            layer("under_fringe", "headwear")
        with canvas.surface(pose.face):
            draw_face(canvas, avatar, hair.outlines)
            draw_blush(canvas, avatar)
            draw_nose(canvas, avatar)
            layer("draw", "marks")
            draw_mouth(canvas, avatar)
            layer("draw", "facial_hair")
            draw_eyes(canvas, avatar)
            draw_lashes(canvas, avatar)
            draw_brows(canvas, avatar)
            layer("draw", "eyewear")
        with canvas.surface(pose.hair):
            draw_front_hair(canvas, avatar, hair)
            if hair.outlines:
                with canvas.clip(hair.outlines), canvas.surface(pose.face):
                    draw_brows(canvas, avatar, 0.35)
                    draw_lashes(canvas, avatar, 0.25)
                    layer("through", "eyewear")
            layer("draw", "ahoge")
            layer("over_head", "back_hair")
            layer("draw", "headwear", "hair_ornament", "ear_wear")
    return canvas.svg()
