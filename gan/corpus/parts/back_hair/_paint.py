"""How hair behind and beside the head is painted: few paths for many tresses."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, Point, join, mirror, outline, spline
from gan.corpus.drawing.locks import LockShape, tapered
from gan.corpus.drawing.palettes import Ramp
from gan.corpus.drawing.texture import dome, texture_of
from gan.corpus.parts.back_hair._strands import Tress, cloud, coil, comb, cut_open, is_curly
from gan.corpus.parts.headwear import COVERS_CROWN

__all__ = [
    "Line",
    "body_paint",
    "combed",
    "covered",
    "dye_ramp",
    "inner_paint",
    "nape",
    "paint_clouds",
    "paint_inside",
    "paint_tresses",
]


# A line along a tress: its index, start and end as shares of its length, and place across it, 0 at the left edge.
Line = tuple[int, float, float, float]


def covered(avatar: Avatar) -> bool:
    """Whether a hat sits on the crown, so that high knots and tails have to go down to the nape."""
    return avatar.value("headwear") in COVERS_CROWN


def dye_ramp(avatar: Avatar, *kinds: str) -> Ramp | None:
    """The colours of the dye, where the hair is dyed in one of these ways."""
    return getattr(avatar.colors, "dye", None) if avatar.has("hair_dye", *kinds) else None


def body_paint(canvas: Canvas, avatar: Avatar, top: float, low: float, sunk: bool = False) -> tuple[str, str]:
    """Paints of lit and of shaded hair between two heights; the dye of the tips is in both.

    What is `sunk` comes out from under the front hair and is shaded by it at `top`.
    """
    tone, dye = avatar.colors.hair, dye_ramp(avatar, "tips")
    lit = [(0.0, tone.shade if sunk else tone.light, 1.0), (0.34, tone.base, 1.0)]
    if dye is None:
        lit += [(0.75, tone.base, 1.0), (1.0, tone.base if sunk else tone.shade, 1.0)]
        return canvas.linear(lit, (0, top), (0, low)), tone.shade
    lit += [(0.55, tone.base, 1.0), (0.8, dye.base, 1.0)]
    dark = [(0.5, tone.shade, 1.0), (0.78, dye.shade, 1.0)]
    return canvas.linear(lit, (0, top), (0, low)), canvas.linear(dark, (0, top), (0, low))


def inner_paint(canvas: Canvas, avatar: Avatar, low: float) -> tuple[str, str]:
    """Paints of the hair behind the neck and of the tresses that lie in it: deep at the nape, paler toward the ends."""
    tone, dye, tips = avatar.colors.hair, dye_ramp(avatar, "inner"), dye_ramp(avatar, "tips")
    nape, end = 310.0, max(low, 380.0)
    share = (nape - 150) / (end - 150)
    if dye is not None:
        stops = [
            (0.0, tone.shade, 1.0),
            (share * 0.85, tone.shade, 1.0),
            (share, dye.deep, 1.0),
            (0.5 + 0.5 * share, dye.shade, 1.0),
            (1.0, dye.base, 1.0),
        ]
        return canvas.linear(stops, (0, 150), (0, end)), dye.shade
    stops = [(0.0, tone.shade, 1.0), (share * 0.6, tone.shade, 1.0), (share, tone.deep, 1.0), (0.75, tone.deep, 1.0)]
    return canvas.linear([*stops, (1.0, tips.shade if tips else tone.shade, 1.0)], (0, 150), (0, end)), tone.deep


def combed(avatar: Avatar, tresses: Sequence[Tress], strength: float = 1.0) -> list[LockShape]:
    """Curves of several tresses."""
    return comb(texture_of(avatar), tresses, strength)


def paint_inside(canvas: Canvas, avatar: Avatar, mass: Curve | None, shapes: Sequence[LockShape], low: float) -> None:
    """The dark hair behind the neck: a mass, and tresses that show at its ends."""
    lit, dark = inner_paint(canvas, avatar, low)
    line = avatar.colors.hair.line
    curves = [shape.outline for shape in shapes]
    if mass is not None:
        canvas.fill([mass], lit)
    if shapes:
        edges = [edge[::-1] for shape in shapes for edge in (shape.left, shape.right)]
        canvas.fill(tapered(edges, 3.4), line)
        canvas.fill(curves, lit)
        canvas.fill([_shade(shape) for shape in shapes], dark, 0.7)


def paint_tresses(
    canvas: Canvas,
    avatar: Avatar,
    shapes: Sequence[LockShape],
    paints: tuple[str, str],
    *,
    upper: Collection[int],
    line: float = 4.2,
    strands: Sequence[Line] = (),
    folds: Sequence[Line] = (),
    lights: Sequence[Line] = (),
    shine: Sequence[Line] = (),
    streak: int | None = None,
    inner: Collection[int] = (),
) -> None:
    """Tresses in two layers; the caller has drawn their contour.

    Args:
        paints: of the lit and of the shaded hair.
        upper: indices of the tresses that lie over the others.
        strands: inner lines of ink.
        folds: streaks of shade.
        lights: streaks of light.
        shine: the strongest lights.
        streak: the tress that is dyed where the hair has a dyed streak.
        inner: the tresses that are dyed where the inside of the hair is.
    """
    tone, dye = avatar.colors.hair, dye_ramp(avatar, "streaks", "inner")
    dyed = {streak} if avatar.has("hair_dye", "streaks") else set(inner)
    lit, dark = paints
    for over in (False, True):
        layer = [i for i in range(len(shapes)) if (i in upper) == over]
        if not layer:
            continue
        edges = [edge[::-1] for i in layer for edge in (shapes[i].left, shapes[i].right)]
        canvas.fill(tapered(edges, line), tone.line)
        canvas.fill([shapes[i].outline for i in layer], lit)
        canvas.fill([_shade(shapes[i]) for i in layer], dark)
        some = [shapes[i] for i in layer if i in dyed]
        if dye is not None and some:
            canvas.fill([shape.outline for shape in some], dye.base)
            canvas.fill([_shade(shape) for shape in some], dye.shade)
        if is_curly(avatar):
            # The turns of a ringlet say more than strands would.
            canvas.fill(tapered([turn for i in layer for turn in _turns(shapes[i])], 4.0), tone.deep)
    if dye is not None:
        folds, lights, shine = ([line for line in lines if line[0] not in dyed] for lines in (folds, lights, shine))
    if not is_curly(avatar):
        _lines(canvas, shapes, folds, dark, 7.0)
        _lines(canvas, shapes, lights, tone.light, 6.5)
        _lines(canvas, shapes, strands, tone.line, 3.0)
    _lines(canvas, shapes, shine, tone.shine, 8.0)


def _lines(canvas: Canvas, shapes: Sequence[LockShape], lines: Sequence[Line], paint: str, width: float) -> None:
    if lines:
        canvas.fill(tapered([cut_open(shapes[i], a, b, x) for i, a, b, x in lines], width, lens=True), paint)


def paint_clouds(
    canvas: Canvas,
    avatar: Avatar,
    key: str,
    rings: Sequence[Sequence[Point]],
    paints: tuple[str, str],
    size: float = 40,
) -> None:
    """Soft masses of coils, each about a closed ring of points (clockwise): shaded rims, lit from the upper left."""
    tone = avatar.colors.hair
    rims = [cloud(avatar, f"{key}.{i}", ring, size, size * 0.26) for i, ring in enumerate(rings)]
    lights: list[Curve] = []
    marks: list[Curve] = []
    for i, ring in enumerate(rings):
        x, y = (sum(p[k] for p in ring) / len(ring) for k in (0, 1))
        wide = max(p[0] for p in ring) - x
        inner = [(x + (u - x) * 0.92 - 0.05 * wide, y + (v - y) * 0.92 - 0.05 * wide) for u, v in ring]
        lights.append(cloud(avatar, f"{key}.{i}.light", inner, size, size * 0.24))
        for k in range(len(ring)):
            share = 0.72 + 0.16 * avatar.noise(f"{key}.{i}.coil.{k}")
            marks.append(coil(x + (ring[k][0] - x) * share, y + (ring[k][1] - y) * share, size * 0.26))
    canvas.contour(rims, tone.line)
    canvas.fill(rims, paints[1])
    canvas.fill(lights, paints[0])
    canvas.ink(marks, tone.shade, 4.4, count=4)


def nape(avatar: Avatar, low: float, wide: float = 0.86, top_wide: float = 0.99) -> Curve:
    """The back of the head behind the ears, from the crown down to a nape at `low`; `wide` as a share of the hair."""
    w, top = dome(avatar)
    half = outline(
        [
            (0, top + 22),
            (-w * 0.5, top + 36),
            (-w * 0.84, 138),
            (-w * top_wide, 210),
            (-w * (top_wide + wide) / 2, 292),
            (-w * wide * 0.86, (300 + low) / 2),
            (-w * wide * 0.5, low - 6),
            (0, low),
        ]
    )
    return join(half, mirror(half)[::-1])


def _shade(shape: LockShape) -> Curve:
    """The side of a tress that is turned from the light."""
    return join(cut_open(shape, 0, 1, 0.70), shape.right[::-1])


def _turns(shape: LockShape) -> list[Curve]:
    """The lines that wind into a ringlet from notches of its edges, in turn left and right, and fade along it."""
    result: list[Curve] = []
    for k in range(3, min(len(shape.left), len(shape.right)) - 6, 3):
        one, other = (shape.left, shape.right) if k % 2 else (shape.right, shape.left)
        start, below = one[k], one[k + 3]
        end = below + (other[k + 3] - below) * 0.44
        bend = (start + end) / 2 + (below - end) * 0.34
        result.append(spline([(float(x), float(y)) for x, y in (start, bend, end)]))
    return result
