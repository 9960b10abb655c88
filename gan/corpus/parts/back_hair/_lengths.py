"""Open hair, from the bob to hair below the waist: one shape whose lengths are numbers, so that neighbours mix."""

from __future__ import annotations

from dataclasses import dataclass

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, Point, join, mirror, outline
from gan.corpus.drawing.locks import LockShape
from gan.corpus.drawing.texture import dome
from gan.corpus.parts.back_hair._paint import body_paint, combed, paint_clouds, paint_inside, paint_tresses
from gan.corpus.parts.back_hair._strands import Tress, cloud, coil, is_coily
from gan.corpus.records.values import mixed

__all__ = ["CUTS", "Cut", "cut_of", "draw_cut", "draw_over_shoulders"]


@dataclass(frozen=True, slots=True)
class Cut:
    """Open hair; widths as shares of the hair's half-width, heights in canvas units below the collar.

    Attributes:
        low: where the outer ends hang.
        bulge: half-width at its widest, at the height `bulge_y` above the collar.
        waist: half-width shortly above the ends.
        tip: half-width at the outermost ends: below `waist` they turn in, above it they flip out.
        ragged: how much the ends differ in height, canvas units.
        blunt: 0 pointed ends, 1 cut straight.
        middle: how much lower (positive) the ends behind the neck hang.
        layer: length of the upper layer's flicks; none below 12.
        front: width of the tresses in front of the shoulders.
        over: length of the tresses in front of the shoulders, canvas units below the collar; none below -20.
    """

    low: float
    bulge: float
    bulge_y: float
    waist: float
    tip: float
    ragged: float
    blunt: float
    middle: float
    layer: float
    front: float
    over: float


CUTS: dict[str, Cut] = {
    "bob": Cut(-12, 1.13, 118, 1.08, 0.80, 8, 0.18, -6, 0, 40, -60),
    "medium": Cut(30, 1.08, 120, 1.00, 1.20, 14, 0.0, 10, 0, 40, -60),
    "wolf_cut": Cut(62, 1.04, 130, 0.90, 1.12, 26, 0.0, 26, 46, 40, -40),
    "long": Cut(66, 1.15, 112, 1.14, 1.18, 20, 0.0, 14, 0, 42, 62),
    "very_long": Cut(170, 1.18, 104, 1.46, 1.58, 8, 0.4, 10, 0, 62, 84),
    "half_up": Cut(84, 1.12, 116, 1.14, 1.04, 20, 0.0, 8, 0, 40, 52),
    "two_side_up": Cut(66, 1.12, 118, 1.14, 1.26, 16, 0.0, 10, 0, 40, -60),
}


def cut_of(avatar: Avatar) -> Cut:
    """The cut of the avatar's hairstyle."""
    return mixed(CUTS, avatar.record, "back_hair")


def draw_cut(canvas: Canvas, avatar: Avatar, cut: Cut) -> None:
    """What hangs behind the shoulders."""
    rig = avatar.rig
    low = rig.collar + cut.low + 12 * avatar.p("back_length")
    if is_coily(avatar):
        _draw_cloud(canvas, avatar, cut, low)
        return
    left, right = _side(avatar, cut, low, -1.0), _side(avatar, cut, low, 1.0)
    shapes = combed(avatar, left + right)
    inner = combed(avatar, _inner(avatar, cut, low), 0.7)
    mass = _mass(avatar, cut, low)
    shapes += combed(avatar, _wisps(avatar, cut, low), 0.6)
    flicks = combed(avatar, _flicks(avatar, cut)) if cut.layer > 12 else []
    canvas.contour([mass, *(s.outline for s in [*inner, *shapes, *flicks])], avatar.colors.hair.line)
    paint_inside(canvas, avatar, mass, inner, low + 20)
    count = len(left)
    paint_tresses(
        canvas,
        avatar,
        shapes,
        body_paint(canvas, avatar, 150, low, sunk=True),
        upper=(1, count + 1, *range(2 * count, len(shapes))),
        lights=[
            (1, 0.34, 0.60, 0.26),
            (count + 1, 0.36, 0.56, 0.30),
            (2, 0.40, 0.62, 0.40),
            (count + 2, 0.42, 0.58, 0.36),
        ],
        folds=[(1, 0.55, 0.94, 0.42), (count + 1, 0.5, 0.92, 0.40), (0, 0.4, 0.9, 0.3)],
        strands=[(1, 0.45, 0.9, 0.62), (count + 1, 0.40, 0.86, 0.58), (0, 0.5, 0.92, 0.45), (count, 0.5, 0.92, 0.5)],
        streak=1 if rig.side < 0 else count + 1,
        inner=(0, count),
    )
    if flicks:
        paint = body_paint(canvas, avatar, 150, rig.collar, sunk=True)
        paint_tresses(canvas, avatar, flicks, paint, upper=(1, 3), strands=[(1, 0.5, 0.9, 0.6), (3, 0.5, 0.9, 0.6)])


def draw_over_shoulders(canvas: Canvas, avatar: Avatar, cut: Cut) -> None:
    """What falls in front of the shoulders."""
    if cut.over < -20 or is_coily(avatar):
        return
    rig = avatar.rig
    (w, _), y0 = dome(avatar), rig.collar
    shapes: list[LockShape] = []
    for s in (-rig.side, rig.side):
        near = s == rig.side
        end = y0 + cut.over + 14 * avatar.p("back_length") + (18 if near else 0) + 10 * avatar.noise(f"back.over.{s}")
        sway = 8 * avatar.p("sway")
        x = w * (0.70 if near else 0.76)
        wide = cut.front * (1.06 if near else 0.9)
        points = ((s * w * 0.62, 296), (s * w * 0.82, 362), (s * (x + 4), 181 + 0.5 * end), (s * (x - 4) + sway, end))
        thin = (
            (s * w * 0.66, 290),
            (s * w * 0.92, 360),
            (s * (x + 30), 168 + 0.5 * end),
            (s * (x + 24) + sway, end - 30),
        )
        shapes += combed(avatar, [Tress(thin, wide * 0.72, cut.blunt), Tress(points, wide, cut.blunt)])
    canvas.contour([shape.outline for shape in shapes], avatar.colors.hair.line)
    paint_tresses(
        canvas,
        avatar,
        shapes,
        body_paint(canvas, avatar, 290, y0 + cut.over + 20, sunk=True),
        upper=(1, 3),
        inner=(0, 2),
        lights=[(1, 0.46, 0.70, 0.30), (3, 0.44, 0.70, 0.30)],
        folds=[(1, 0.40, 0.90, 0.48), (3, 0.36, 0.86, 0.46)],
        strands=[(1, 0.5, 0.92, 0.62), (3, 0.48, 0.94, 0.6)],
    )


def _side(avatar: Avatar, cut: Cut, low: float, s: float) -> list[Tress]:
    """The outer tresses of a side, painted from the first to the last, those of odd index above the others."""
    rig = avatar.rig
    (w, top), y0 = dome(avatar), rig.collar
    sway = 9 * avatar.p("sway") * max(0.3, min(1.0, (low - 380) / 120))
    noise = [avatar.noise(f"back.{'left' if s < 0 else 'right'}.{k}") for k in range(6)]
    bulge_y = y0 - cut.bulge_y + 6 * noise[0]
    waist_y = low - 46 - 8 * noise[1]

    def tress(root: Point, belly: float, waist: float, tip: float, end: float, width: float) -> Tress:
        points = (
            (s * root[0], root[1]),
            (s * (root[0] + (belly - root[0]) * 0.72), root[1] + (bulge_y - root[1]) * 0.5),
            (s * belly, bulge_y),
            (s * waist + sway * 0.5, waist_y),
            (s * tip + sway, end),
        )
        return Tress(points, width, cut.blunt)

    b, v, t = cut.bulge * w, cut.waist * w, cut.tip * w
    rag = cut.ragged
    result = [
        tress((w * 0.54, top + 90), b - 52, v - 62, t - 62 - 6 * noise[2], low + rag * (0.5 + 0.4 * noise[2]), 58),
        tress((w * 0.62, top + 90), b - 20, v - 22, t - 22, low + rag * 0.5 * noise[3], 60 + 6 * noise[4]),
    ]
    outer = low - rag * 0.9 - (14 if cut.tip > cut.waist else 0) + 5 * noise[5]
    result.append(tress((w * 0.70, top + 104), b + 2, v + 3, t + 10, outer, 34 + 4 * noise[1]))
    return result


def _wisps(avatar: Avatar, cut: Cut, low: float) -> list[Tress]:
    """Loose strands that stand off the outline."""
    (w, _), y0 = dome(avatar), avatar.rig.collar
    result: list[Tress] = []
    for k, s in enumerate((avatar.rig.side, -avatar.rig.side, avatar.rig.side)):
        if avatar.p("wisps") < (-0.5, 0.0, 0.5)[k]:
            break
        y = y0 - cut.bulge_y + (50, 24, -40)[k] + 16 * avatar.noise(f"back.wisp.{k}")
        out = w * cut.bulge + 14 + 5 * avatar.noise(f"back.wisp.out.{k}")
        end = (s * out, min(y + 66, low - 6))
        result.append(Tress(((s * w * 0.92, y - 60), (s * (w * cut.bulge - 4), y), end), 17))
    return result


def _flicks(avatar: Avatar, cut: Cut) -> list[Tress]:
    """The upper layer, whose ends stand away from the head; of each side the lower flick first."""
    rig = avatar.rig
    (w, top), y0 = dome(avatar), rig.collar
    result: list[Tress] = []
    for s in (-1.0, 1.0):
        one, two = avatar.noise(f"back.flick.{s}"), avatar.noise(f"back.flick.low.{s}")
        end = (s * (w * 1.0 + cut.layer * 0.55), y0 - 14 + 8 * two)
        result.append(Tress(((s * w * 0.74, top + 90), (s * w * 0.98, 260), (s * w * 0.92, y0 - 62), end), 56))
        end = (s * (w * 1.06 + cut.layer * 0.5), y0 - 84 + 8 * one)
        result.append(Tress(((s * w * 0.66, top + 100), (s * w * 0.97, 226), (s * w * 1.0, 296), end), 50))
    return result


def _inner(avatar: Avatar, cut: Cut, low: float) -> list[Tress]:
    """The tresses behind the neck; only their ends show."""
    w, sway = dome(avatar)[0], 8 * avatar.p("sway")
    end = low + cut.middle
    result: list[Tress] = []
    for k, x in enumerate((-0.60, -0.20, 0.22, 0.62)):
        n = avatar.noise(f"back.inner.{k}")
        at = x * w * (0.4 + 0.6 * cut.waist)
        points = ((x * w * 0.9, 250.0), (x * w, 330.0), (at, end - 50), (at + sway + 5 * n, end + cut.ragged * 0.5 * n))
        result.append(Tress(points, 74 + 5 * n, cut.blunt, 1.0))
    return result


def _mass(avatar: Avatar, cut: Cut, low: float) -> Curve:
    rig = avatar.rig
    (w, top), y0 = dome(avatar), rig.collar
    half = outline(
        [
            (0, top + 22),
            (-w * 0.5, top + 36),
            (-w * 0.84, 138),
            (-w * 0.99, 208),
            (-w * (cut.bulge - 0.10), y0 - cut.bulge_y),
            (-w * (cut.waist - 0.16), low - 52),
        ],
        [(0, low + cut.middle - 40)],
    )
    return join(half, mirror(half)[::-1])


def _draw_cloud(canvas: Canvas, avatar: Avatar, cut: Cut, low: float) -> None:
    """Coils do not hang in tresses: a soft mass with a scalloped rim, as long as the cut is."""
    w, top = dome(avatar)
    low = min(low - 6 + 0.1 * cut.low, 530)
    wide = w * (cut.bulge + 0.10 + 0.0008 * (low - 400)) + 4 * avatar.p("hair_volume")
    middle = (230 + low) / 2
    points: list[Point] = [
        (0, top + 10),
        (w * 0.78, top + 40),
        (w * 1.10, 190),
        (wide, middle + 10),
        (wide * 0.96, low - 44),
        (wide * 0.66, low - 4),
        (0, low - 2),
        (-wide * 0.66, low - 4),
        (-wide * 0.96, low - 44),
        (-wide, middle + 10),
        (-w * 1.10, 190),
        (-w * 0.78, top + 40),
    ]
    paint_clouds(canvas, avatar, "back.cloud", [points], body_paint(canvas, avatar, top, low), 44)
    inside: list[Point] = [(x * 0.62, 300 + (y - 300) * 0.8) for x, y in points]
    hollow = cloud(avatar, "back.inside", inside, 50, 10)
    paint_inside(canvas, avatar, hollow, [], low)
    canvas.stroke([hollow], avatar.colors.hair.line, 3.2)
    spots = [(x * 0.56 + 8 * avatar.noise(f"back.in.{x:.0f}"), y) for x in (-wide, wide) for y in (low - 30, low - 66)]
    canvas.ink([coil(x, y, 11) for x, y in spots], avatar.colors.hair.line, 3.2, opacity=0.6, count=4)
