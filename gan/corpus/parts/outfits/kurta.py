"""A kurta with an embroidered opening and a shawl over one shoulder."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import mirror
from gan.corpus.parts.outfits._pieces import draw_buttons
from gan.corpus.parts.outfits._torso import GOLD, Torso, draw_back, draw_torso, v_neck
from gan.corpus.records.values import Value

VALUE = Value("kurta with a shawl", "库尔塔与披肩")


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The far side of the neckline."""
    draw_back(canvas, Torso.of(avatar), avatar.colors.cloth, 42, 17, 10)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Body, embroidered edge, and the shawl on the avatar's own side."""
    torso, tone = Torso.of(avatar), avatar.colors.cloth
    edge, shawl = avatar.colors.trim, avatar.colors.accent
    with draw_torso(canvas, torso, tone, v_neck(40, 30)):
        pass
    trim = torso.line([(-40, -8), (-29, 12), (-10, 32), (-8, 60), (-8, 150)])
    trims = [trim, mirror(trim)]
    canvas.stroke(trims, edge.line, 15)
    canvas.stroke(trims, edge.base, 10.5)
    beads = [(-36, 0), (-26, 16), (-13, 29)]
    canvas.fill([torso.dot(x * s, y, 2.9) for x, y in beads for s in (-1, 1)], GOLD.light)
    draw_buttons(canvas, torso, GOLD, [(0, 46), (0, 70), (0, 94)], 4.4)
    flip = torso.side > 0
    drape = torso.shape(
        [(-46, -16), (-76, -6), (-116, 18), (-142, 52), (-152, 92), (-160, 150)],
        [(-58, 150)],
        [(-52, 96), (-40, 50), (-46, -16)],
    )
    canvas.shape(mirror(drape, flip), shawl.base, shawl.line)
    shade = torso.shape([(-52, 2), (-66, 50), (-70, 150)], [(-88, 150)], [(-86, 70), (-52, 2)])
    far = torso.shape([(-86, 6), (-112, 50), (-118, 150)], [(-138, 150)], [(-132, 70), (-86, 6)])
    canvas.fill([mirror(shade, flip), mirror(far, flip)], shawl.shade)
    folds = [torso.line([(-52, 2), (-66, 50), (-70, 130)]), torso.line([(-86, 6), (-112, 50), (-118, 130)])]
    canvas.ink([mirror(fold, flip) for fold in folds], shawl.line, 4, "lens")
    border = torso.line([(-43, 0), (-37, 50), (-49, 96), (-54, 150)])
    canvas.stroke(mirror(border, flip), shawl.line, 13)
    canvas.stroke(mirror(border, flip), edge.base, 8.6)
