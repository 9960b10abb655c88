"""A kimono: collars crossed left over right on everybody, and the sash at the picture's edge."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.parts.outfits._torso import WHITE, Torso, draw_back, draw_torso, v_neck
from gan.corpus.records.values import Value

VALUE = Value("kimono", "和服")


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """The collar's far side."""
    draw_back(canvas, Torso.of(avatar), avatar.colors.accent, 44, 20, 15)


def draw(canvas: Canvas, avatar: Avatar) -> None:
    """Body with blossoms, under-collar, both collars and the sash."""
    torso, tone = Torso.of(avatar, 4), avatar.colors.cloth
    collar, sash = avatar.colors.accent, avatar.colors.trim
    slope = [(-62, 2), (-94, 13), (-124, 34), (-146, 70), (-160, 108), (-176, 150)]
    with draw_torso(canvas, torso, tone, v_neck(38, 62), slope):
        for x, y, r in ((-72, 44, 8), (-128, 78, 6.5), (78, 46, 7), (128, 50, 6.5), (136, 104, 6)):
            petals = [
                torso.dot(x + r * dx, y + r * dy, r * 0.72)
                for dx, dy in ((0, -1), (0.95, -0.3), (0.6, 0.8), (-0.6, 0.8), (-0.95, -0.3))
            ]
            canvas.fill(petals, collar.base)
            canvas.fill(torso.dot(x, y, r * 0.42), sash.base)
    inner = torso.pair([(-29, -26), (-40, -10), (-22, 30), (4, 66)], [(10, 52)], [(-14, 18), (-26, -4), (-29, -26)])
    canvas.shape(inner, WHITE.base, WHITE.line, 3.6)
    band = [(33, -26), (52, -14), (46, 16), (16, 62), (-26, 112)]
    edge = [(-44, 92), (-6, 52), (26, 10), (33, -26)]
    under = torso.shape([(-x, y) for x, y in band], [(-x, y) for x, y in edge[:1]], [(-x, y) for x, y in edge[1:]])
    over = torso.shape(band, edge[:1], edge[1:])
    canvas.shape(under, collar.base, collar.line, 4.4)
    canvas.shape(over, collar.base, collar.line, 4.4)
    canvas.fill(
        torso.shape([(50, -12), (46, 16), (16, 62), (-26, 112)], [(-34, 103), (8, 58), (38, 14), (50, -12)]),
        collar.shade,
    )
    canvas.ink(torso.line([(-48, -12), (-42, 14), (-22, 44)]), collar.light, 4.5)
    belt = torso.both([(0, 76), (-60, 74), (-103, 66)], [(-106, 150)], [(0, 150)])
    canvas.shape(belt, sash.base, sash.line)
    canvas.fill(torso.shape([(40, 76), (103, 66)], [(106, 150)], [(60, 150)], [(40, 76)]), sash.shade)
    canvas.stroke(torso.line([(-104, 96), (0, 103), (104, 96)]), sash.light, 4)
