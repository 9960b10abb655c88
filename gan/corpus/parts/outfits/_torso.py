"""What clothes are cut from: a torso to draw in, and the pieces that outfits share.

All points of outfits and neckwear are given for one body, whoever wears them: x = 0 is the middle, the neck is 30 wide
to each side (`NECK`), the shoulders are 140 (`SHOULDER`), y = 0 is the neck's base, the chin is at about -18 and the
picture ends at about 85 to 100. `Torso` carries these points to the avatar's own neck and shoulders.

An outfit draws what is seen behind the neck in `behind` (`draw_back`), and in `draw` first the cloth, with its print in
the body of the `with` (`draw_torso`), then collars and fastenings (`_pieces`).
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, Point, ellipse, join, mirror, outline, spline
from gan.corpus.drawing.palettes import Ramp, ramp

__all__ = [
    "BOTTOM",
    "GOLD",
    "NECK",
    "SHOULDER",
    "SLOPE",
    "WHITE",
    "Run",
    "Torso",
    "draw_back",
    "draw_torso",
    "round_neck",
    "v_neck",
]

NECK = 30.0
SHOULDER = 140.0
# Clothes are drawn down to here, below the picture's edge however small the avatar.
BOTTOM = 150.0

Run = Sequence[Point]

# Shoulder and arm from the neck to the lower edge; outfits with puffed or falling sleeves have their own.
SLOPE: Run = [(-62, 1), (-90, 9), (-117, 24), (-134, 50), (-142, 90), (-149, BOTTOM)]

WHITE = ramp((0.965, 0.008, 280))
GOLD = ramp((0.83, 0.13, 86))
# Of the lit shoulder, over whatever is printed there.
_LIGHT = "#fff8ec"


@dataclass(frozen=True, slots=True)
class Torso:
    """The avatar's own neck and shoulders, to which points in the common measure are carried.

    Attributes:
        neck, shoulder: half-widths on the canvas.
        base: y of the neck's base on the canvas.
        size: scale of round things such as buttons; also of heights.
        side: sign of every asymmetry.
        fit: -1 slim, 1 loose.
        fold: detail in [-1, 1) that moves the folds.
    """

    neck: float
    shoulder: float
    base: float
    size: float
    side: float
    fit: float
    fold: float

    @classmethod
    def of(cls, avatar: Avatar, ease: float = 0.0) -> Torso:
        """The torso of an avatar; `ease` is how many units wider than the body the outfit is cut."""
        rig, fit = avatar.rig, avatar.p("outfit_fit")
        shoulder = rig.shoulder * (1 + 0.035 * fit) + ease
        size = 0.58 + 0.42 * rig.shoulder / SHOULDER
        return cls(rig.neck, shoulder, rig.collar, size, rig.side, fit, avatar.noise("outfit.fold"))

    def at(self, points: Run) -> list[Point]:
        """Points on the canvas."""
        arm = (self.shoulder - self.neck) / (SHOULDER - NECK)
        result: list[Point] = []
        for x, y in points:
            wide = abs(x)
            own = wide * self.neck / NECK if wide < NECK else self.neck + (wide - NECK) * arm
            result.append((own if x > 0 else -own, self.base + y * self.size))
        return result

    def line(self, points: Run) -> Curve:
        """Smooth open curve."""
        return spline(self.at(points))

    def lines(self, points: Run) -> list[Curve]:
        """Smooth open curve and its mirror image."""
        curve = self.line(points)
        return [curve, mirror(curve)]

    def shape(self, *runs: Run) -> Curve:
        """Smooth runs joined by corners."""
        return outline(*(self.at(run) for run in runs))

    def straight(self, points: Run) -> Curve:
        """Closed polygon."""
        corners = np.asarray(self.at([*points, points[0]]))
        third = np.diff(corners, axis=0) / 3
        curve = np.empty((3 * len(points) + 1, 2))
        curve[0::3] = corners
        curve[1::3] = corners[:-1] + third
        curve[2::3] = corners[1:] - third
        return curve

    def pair(self, *runs: Run) -> list[Curve]:
        """A shape and its mirror image; the first is the one that is written down (usually the left, lit one)."""
        curve = self.shape(*runs)
        return [curve, mirror(curve)]

    def both(self, *runs: Run) -> Curve:
        """Closed symmetric shape from its left half, which begins and ends at x = 0."""
        half = self.shape(*runs)
        return join(half, mirror(half)[::-1])

    def dot(self, x: float, y: float, rx: float, ry: float | None = None, angle: float = 0.0) -> Curve:
        """Ellipse that keeps its roundness."""
        cx, cy = self.at([(x, y)])[0]
        return ellipse(cx, cy, rx * self.size, (rx if ry is None else ry) * self.size, angle)


def round_neck(width: float, depth: float) -> Run:
    """Round neckline from its lowest point to the left."""
    return [(0, depth), (-width * 0.55, depth * 0.74), (-width * 0.92, depth * 0.1), (-width, -9)]


def v_neck(width: float, depth: float) -> Run:
    """Pointed neckline from its lowest point to the left."""
    return [(0, depth), (-width * 0.62, depth * 0.42), (-width, -9)]


def draw_back(canvas: Canvas, torso: Torso, tone: Ramp, width: float, rise: float = 14.0, rim: float = 9.0) -> None:
    """The far side of a neckline, for `behind`: its inside in shade, and its rim."""
    top = -9 - rise
    inside = torso.both([(0, top), (-width * 0.6, top + rise * 0.25), (-width, -9)], [(-width, 20), (0, 40)])
    canvas.fill(inside, tone.deep)
    edge = torso.line(
        [(-width, -9), (-width * 0.62, top + rise * 0.25), (0, top), (width * 0.62, top + rise * 0.25), (width, -9)]
    )
    canvas.stroke(edge, tone.line, rim + 4.2)
    canvas.stroke(edge, tone.shade, rim - 1)


@contextmanager
def draw_torso(
    canvas: Canvas,
    torso: Torso,
    tone: Ramp,
    neckline: Run,
    slope: Run = SLOPE,
    *,
    arms: bool = True,
    under: Ramp | None = None,
) -> Generator[Curve]:
    """Body and arms of an outfit; what is drawn inside is printed on the cloth, below its shade and folds.

    Args:
        neckline: from the lowest point to the left; see `round_neck`, `v_neck`.
        slope: left shoulder and arm, from the neck down.
        arms: whether sleeves are set off (a cloak has none).
        under: the cloth below the chin, where it is another one than `tone`.
    """
    loose = [(x - 5 * torso.fit * max(0.0, y / BOTTOM), y) for x, y in slope]
    body = torso.both(neckline, loose, [(0, BOTTOM)])
    canvas.shape(body, _paint(canvas, torso, tone), tone.line)
    with canvas.clip(body):
        yield body
        chin = torso.shape([(-46, -24), (-47, 2), (-18, 26), (14, 36), (44, 24), (62, -4), (58, -24)], [(-46, -24)])
        canvas.fill(chin, (under or tone).deep, 0.5)
        canvas.fill(_shade(torso, arms), tone.deep, 0.5)
        lit = torso.line([(x + 5.5, y + 7) for x, y in loose[1:5]])
        canvas.ink(lit, _LIGHT, 6.5, opacity=0.32)
    if arms:
        f = torso.fold
        seams = [
            torso.line([(-90, 40 + 3 * f), (-101, 60), (-104, 90), (-105, 142)]),
            torso.line([(92, 36 - 3 * f), (101, 58), (104, 90), (106, 142)]),
        ]
        canvas.ink(seams, tone.line, 4.4)
        x, y = loose[3]
        creases = [
            torso.line([(x, y + 14 + 4 * f), (x + 12, y + 21 + 4 * f), (x + 26, y + 20 + 6 * f)]),
            torso.line([(-x, y + 6 - 4 * f), (-x - 10, y + 14 - 4 * f), (-x - 21, y + 14 - 7 * f)]),
        ]
        canvas.ink(creases, tone.line, 4.8, "root")


def _paint(canvas: Canvas, torso: Torso, tone: Ramp) -> str:
    """Cloth that grows a little darker toward the lower right."""
    x, y = torso.shoulder, torso.base
    return canvas.linear([(0.25, tone.base, 1), (1, tone.shade, 1)], (-x * 0.5, y), (x * 0.5, y + 250))


def _shade(torso: Torso, arms: bool) -> list[Curve]:
    """Away from the light: the right arm's rim, and below both arms."""
    f = torso.fold
    rim = torso.shape(
        [(116, 14), (128, 40), (127, 70), (124 + 3 * f, 84), (131, 104), (134, BOTTOM)],
        [(190, BOTTOM)],
        [(190, 14)],
        [(116, 14)],
    )
    if not arms:
        return [rim]
    under = torso.shape([(108, 52), (94, 74), (84 + 3 * f, 110), (82, BOTTOM)], [(104, BOTTOM)], [(102, 90), (108, 52)])
    cast = torso.shape(
        [(-107, 58), (-98, 82), (-90, 108 + 4 * f), (-88, BOTTOM)], [(-105, BOTTOM)], [(-103, 90), (-107, 58)]
    )
    return [rim, under, cast]
