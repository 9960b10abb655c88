"""A beauty mark beside the mouth or below the eye."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import ellipse
from gan.corpus.drawing.tints import blend
from gan.corpus.parts.faces import cheek_edge, cheek_middle
from gan.corpus.parts.mouths import mouth_box
from gan.corpus.records.values import Value

VALUE = Value("beauty mark", "美人痣", share=1.2)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """One dot."""
    rig, skin = avatar.rig, avatar.colors.skin
    x, y = cheek_middle(avatar)
    if avatar.noise("beauty_mark.place") > 0:
        y = rig.mouth_y + 6
        x = min(max(40.0, mouth_box(avatar)[0] + 12), cheek_edge(avatar, y) - 14)
    else:
        x, y = x - 2, y - 3
    canvas.fill(ellipse(rig.side * x, y, 6.8, 6.8), blend(skin.line, "#2a1018", 0.4))
    canvas.fill(ellipse(rig.side * x - 1.8, y - 2.1, 2.0, 1.7), skin.shade)
