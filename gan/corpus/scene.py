"""Compose an avatar: from its record to an SVG document."""

from __future__ import annotations

from gan.corpus.accessories import draw_glasses, draw_over_hair, draw_under_fringe
from gan.corpus.backgrounds import draw_background
from gan.corpus.canvas import Canvas
from gan.corpus.eyes import draw_eyes
from gan.corpus.face import brow_paths, draw_brows, draw_ears, draw_face, draw_nose
from gan.corpus.hair_back import draw_back_hair, draw_front_curls, draw_ties
from gan.corpus.hair_front import draw_front_hair, make_front_hair
from gan.corpus.mouths import draw_mouth
from gan.corpus.outfits import draw_body
from gan.corpus.palettes import palette
from gan.corpus.rig import make_rig
from gan.corpus.sampling import Record

__all__ = ["build_svg"]


def build_svg(record: Record) -> str:
    """SVG of an avatar, 512 by 512 units."""
    rig, colors, canvas = make_rig(record), palette(record), Canvas()
    hair = make_front_hair(rig, record)
    draw_background(canvas, record, colors)
    with canvas.group(rig.head_transform), canvas.group(rig.layer(-4)):
        draw_back_hair(canvas, rig, record, colors)
    with canvas.group(rig.body_transform):
        draw_body(canvas, rig, record, colors)
    with canvas.group(rig.head_transform):
        draw_ears(canvas, rig, colors)
        if record.attributes["accessory"] == "cat_ears":
            draw_ties(canvas, rig, record, colors)
        draw_under_fringe(canvas, rig, record, colors)
        draw_face(canvas, rig, record, colors, hair.data)
        draw_nose(canvas, rig, colors)
        draw_mouth(canvas, rig, record, colors)
        brows = brow_paths(rig, record)
        brow_color = colors.hair.line
        lashes = draw_eyes(canvas, rig, record, colors)
        draw_brows(canvas, brows, brow_color)
        draw_glasses(canvas, rig, record, colors)
        with canvas.group(rig.layer(5)):
            draw_front_hair(canvas, hair, rig, record, colors)
        with canvas.clip(hair.data):
            draw_brows(canvas, brows, brow_color, 0.75 if record.attributes["presentation"] == "masculine" else 0.4)
            for lash in lashes:
                canvas.fill(lash, colors.lash, 0.30)
        draw_front_curls(canvas, rig, record, colors)
        if record.attributes["accessory"] != "cat_ears":
            draw_ties(canvas, rig, record, colors)
        with canvas.group(rig.layer(3)):
            draw_over_hair(canvas, rig, record, colors)
    return canvas.svg()
