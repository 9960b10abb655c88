"""Collars, fastenings and bows that several outfits and neckwear are sewn with."""

from __future__ import annotations

from collections.abc import Sequence

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas, Shapes
from gan.corpus.drawing.geometry import Curve, mirror, outline
from gan.corpus.drawing.palettes import Ramp
from gan.corpus.parts.outfits._torso import Run, Torso

__all__ = [
    "draw_band",
    "draw_band_back",
    "draw_bow",
    "draw_buttons",
    "draw_drop",
    "draw_leaves",
    "draw_point_collar",
    "draw_shirt_front",
    "draw_zip",
    "own_bow",
]


def draw_drop(canvas: Canvas, shapes: Shapes, tone: Ramp) -> None:
    """The shadow that a piece throws on the cloth below it; to be drawn before the piece."""
    canvas.fill(shapes, tone.line, 0.24, (3, 7))


def draw_leaves(canvas: Canvas, torso: Torso, tone: Ramp, *runs: Run, width: float = 4.2) -> list[Curve]:
    """Two mirrored flaps such as collar leaves or lapels, from the left one: the right one lies in half shade."""
    left, right = torso.pair(*runs)
    draw_drop(canvas, [left, right], tone)
    canvas.contour([left, right], tone.line, width)
    canvas.fill(left, tone.base)
    canvas.fill(right, tone.shade, 1.0)
    return [left, right]


def draw_point_collar(canvas: Canvas, torso: Torso, tone: Ramp, length: float = 36.0, spread: float = 44.0) -> None:
    """Folded shirt collar whose points lie at (±spread, length); its back is `draw_back`'s."""
    leaf = [[(-29, -25), (-41, -19), (-52, -2)], [(-spread, length)], [(-3, 19)], [(-19, 4), (-29, -25)]]
    draw_leaves(canvas, torso, tone, *leaf)
    fold = torso.shape([(-29, -25), (-38, -10), (-44, 8)], [(-32, 8), (-24, 0)], [(-29, -25)])
    canvas.fill([fold], tone.light)
    canvas.fill(mirror(fold), tone.deep, 0.5)


def draw_shirt_front(canvas: Canvas, torso: Torso, tone: Ramp, width: float = 66.0) -> None:
    """The part of a shirt that is seen in the opening of a jacket, to be drawn before the jacket and the collar."""
    front = torso.both([(0, 18), (-18, 8), (-30, -14)], [(-width, 0)], [(-width, 150)], [(0, 150)])
    canvas.shape(front, tone.base, tone.line, 4.2)
    shade = torso.shape(
        [(-34, 0), (-24, 34), (4, 44), (22, 60), (18, 150)], [(width, 150)], [(40, -8)], [(0, 18)], [(-34, 0)]
    )
    canvas.fill(shade, tone.shade)


def draw_band_back(canvas: Canvas, torso: Torso, tone: Ramp, width: float, top: float) -> None:
    """The far side of a standing collar, for `behind`; see `draw_band`."""
    back = torso.both(
        [(0, top - 9), (-width * 0.66, top - 7), (-width, top)], [(-width - 4, top + 24)], [(0, top + 34)]
    )
    canvas.shape(back, tone.deep, tone.line)


def draw_band(canvas: Canvas, torso: Torso, tone: Ramp, width: float, top: float, bottom: float, ribs: int = 0) -> None:
    """Standing collar round the neck, open at the top; its far side is `draw_band_back`'s."""
    band = torso.both(
        [(0, top + 14), (-width * 0.66, top + 10), (-width, top)],
        [(-width - 5, top + (bottom - top) * 0.45), (-width - 7, bottom - 5)],
        [(-width * 0.6, bottom + 6), (0, bottom + 11)],
    )
    canvas.shape(band, tone.base, tone.line)
    shade = torso.shape(
        [(width * 0.34, top + 16), (width * 0.46, bottom + 8)],
        [(width * 0.7, bottom + 5), (width + 6, bottom - 6)],
        [(width + 4, top + 8), (width - 1, top + 2)],
        [(width * 0.7, top + 11), (width * 0.34, top + 16)],
    )
    canvas.fill(shade, tone.shade)
    if ribs:
        step = 2 * width / ribs
        places = [-width + step * (i + 0.5) for i in range(ribs)]
        lines = [
            torso.line([(x * 0.98, top + 15 - 11 * (x / width) ** 2), (x * 1.06, bottom + 8 - 12 * (x / width) ** 2)])
            for x in places
        ]
        canvas.ink(lines, tone.deep, 3.0)


def draw_buttons(
    canvas: Canvas, torso: Torso, tone: Ramp, places: Sequence[tuple[float, float]], radius: float = 4.6
) -> None:
    """Round buttons with a light."""
    canvas.shape([torso.dot(x, y, radius) for x, y in places], tone.base, tone.line, 3.0)
    canvas.fill([torso.dot(x - radius * 0.25, y - radius * 0.3, radius * 0.42) for x, y in places], tone.shine)


def draw_zip(canvas: Canvas, torso: Torso, metal: Ramp, x: float, top: float, line: str) -> None:
    """A closed zip from `top` down, with its puller."""
    run = torso.line([(x, top), (x, 150)])
    canvas.stroke(run, line, 8.5)
    canvas.stroke(run, metal.base, 3.4)
    pull = torso.straight([(x - 3, top - 2), (x + 3, top - 2), (x + 5, top + 16), (x, top + 21), (x - 5, top + 16)])
    canvas.shape(pull, metal.light, metal.line, 3.2)


def draw_bow(
    canvas: Canvas, torso: Torso, tone: Ramp, y: float, size: float = 1.0, *, tails: bool = True, angle: float = 0.0
) -> None:
    """A bow with its knot at (0, y): two loops of 46 units, and two tails."""
    k = torso.size * size
    with canvas.group(f"translate(0 {torso.base + y * torso.size:.1f}) rotate({angle:.1f}) scale({k:.3f})"):
        if tails:
            tail = outline([(-3, 4), (-14, 24), (-31, 46)], [(-15, 46)], [(-6, 56)], [(4, 30), (5, 4)], [(-3, 4)])
            canvas.shape([tail, mirror(tail)], tone.shade, tone.line, 4.4 / k)
        loop = outline(
            [(0, -4), (-20, -20), (-40, -22), (-48, -14)], [(-52, 0), (-46, 19)], [(-26, 17), (0, 6)], [(0, -4)]
        )
        canvas.shape([loop, mirror(loop)], tone.base, tone.line, 4.4 / k)
        under = outline([(-5, 5), (-24, 11), (-49, 9)], [(-46, 19)], [(-26, 17), (-5, 5)])
        crease = outline([(-9, -3), (-22, -8), (-34, -5)], [(-22, -2), (-9, 1)], [(-9, -3)])
        canvas.fill([under, mirror(under)], tone.shade)
        canvas.fill([crease, mirror(crease)], tone.deep)
        canvas.ink(outline([(-24, -16), (-36, -17), (-43, -11)]), tone.light, 5)
        knot = outline(
            [(-9, -10), (0, -12), (9, -10)], [(12, 0), (10, 12)], [(0, 14), (-10, 12)], [(-12, 0), (-9, -10)]
        )
        canvas.shape(knot, tone.base, tone.line, 4.4 / k)
        canvas.fill(outline([(-6, 9), (4, 6), (9, -6)], [(11, 2), (9, 11)], [(0, 12), (-6, 9)]), tone.shade)


def own_bow(avatar: Avatar) -> bool:
    """Whether the outfit's own bow, tie, clasp or print is worn: not where something else hangs from the neck."""
    return not avatar.has("neckwear", "bow_tie", "kerchief", "medal", "pendant", "scarf")
