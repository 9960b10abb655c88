"""A beauty mark beside the mouth or below the eye."""

from __future__ import annotations

from gan.corpus.avatar import Avatar
from gan.corpus.canvas import Canvas
from gan.corpus.geometry import ellipse
from gan.corpus.parts.faces import cheek_edge, cheek_middle
from gan.corpus.values import Value

VALUE = Value("beauty mark", "美人痣", share=1.2)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """One dot."""
    rig, skin = avatar.rig, avatar.colors.skin
    x, y = cheek_middle(avatar)
    if avatar.noise("beauty_mark.place") > 0:
        y = rig.mouth_y + 6
        x = min(39.0, cheek_edge(avatar, y) - 16)
    else:
        x, y = x - 2, y - 3
    canvas.fill(ellipse(rig.side * x, y, 4.6, 4.6), skin.line)
    canvas.fill(ellipse(rig.side * x - 1.3, y - 1.5, 1.3, 1.1), skin.shade)
