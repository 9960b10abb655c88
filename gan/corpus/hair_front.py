"""Front hair: the dome, the fringe's locks, the side locks, strand lines and the ring of light."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gan.corpus.canvas import Canvas
from gan.corpus.fringes import Fringe, make_fringe
from gan.corpus.geometry import Curve, Point, ink, join, mirror, outline, path
from gan.corpus.palettes import Palette
from gan.corpus.rig import Rig
from gan.corpus.sampling import Record

__all__ = ["FrontHair", "draw_front_hair", "make_front_hair"]


@dataclass(frozen=True, slots=True)
class FrontHair:
    """Shape of the front hair: path data of its outline, and where its strand lines run."""

    data: str
    fringe: Fringe
    crown: Point


# Lowest point of the side locks for each back hair, canvas units.
_SIDE_LOCKS = {"short": 338, "bob": 372, "long": 432, "twintails": 372, "ponytail": 376, "curly": 332}


def _half(rig: Rig, record: Record, side: str, temple: Point) -> Curve:
    """Left half of the outline: from the temple down the side lock, round its tip and up over the dome to the crown."""
    p = record.parameters
    w, top = rig.hair, rig.crown
    low = _SIDE_LOCKS[record.attributes["back_hair"]] + 16 * p[f"lock_{side}"]
    if record.attributes["presentation"] == "masculine":
        low = min(low, 344 + 14 * p[f"lock_{side}"])
    if record.attributes["fringe"] == "open":
        low = min(low, 352 + 12 * p[f"lock_{side}"])
    tip = (-w * 0.80, low)
    x0, y0 = temple
    inner = [(x0, y0), (x0 - 1, y0 + (low - y0) * 0.45), tip]
    tuft = p[f"tuft_{side}"]
    out = 9 + 6 * tuft
    y = 170 + 40 * tuft
    # The dome bulges by a power law; a tuft that stands out breaks the helmet's line.
    outer_low = [(-w * 0.93, low - (low - 300) * 0.45), (-w * 0.99, 272), (-w * 0.985, y + 52)]
    tuft_tip = [(-w * 1.0 - out, y + 74 + 6 * tuft)]
    dome = [(-w * 1.0, y + 22), (-w * 0.965, 168), (-w * 0.79, 106), (-w * 0.44, 70), (0.0, top)]
    if y < 158:
        dome = [(-w * 0.99, y + 26), (-w * 0.79, 106), (-w * 0.44, 70), (0.0, top)]
    return outline(inner, outer_low, tuft_tip, dome)


def make_front_hair(rig: Rig, record: Record) -> FrontHair:
    """Geometry of the front hair."""
    fringe = make_fringe(rig, record)
    left = _half(rig, record, "left", fringe.left)
    right = mirror(_half(rig, record, "right", (-fringe.right[0], fringe.right[1])))[::-1]
    edge = fringe.edge
    closed = join(left, right, edge[::-1])
    return FrontHair(path(closed), fringe, (fringe.part, rig.crown + 4))


def _strand(crown: Point, end: Point, bend: float = 0.55) -> Curve:
    """A line that leaves the crown sideways, follows the dome and falls to `end`."""
    (cx, cy), (x, y) = crown, end
    c1 = (cx + (x - cx) * bend, cy + (y - cy) * 0.10)
    c2 = (x, y - (y - cy) * 0.5)
    return np.array([crown, c1, c2, end])


def draw_front_hair(canvas: Canvas, hair: FrontHair, rig: Rig, record: Record, colors: Palette) -> None:
    """Paint the front hair with its shading."""
    tone, p = colors.hair, record.parameters
    w = rig.hair
    if p["ahoge"] > 0.25:
        _draw_ahoge(canvas, rig, record, colors)
    canvas.contour(hair.data, tone.line, 5.6)
    canvas.fill(
        hair.data,
        canvas.linear([(0, tone.light, 1), (0.22, tone.base, 1), (0.62, tone.base, 1), (0.85, tone.shade, 1)]),
    )
    with canvas.clip(hair.data):
        far = outline(
            [(w * 0.45, 40), (w * 0.80, 120), (w * 0.86, 230), (w * 0.76, 330), (w * 0.74, 450)],
            [(260, 450), (260, 40)],
            [(w * 0.45, 40)],
        )
        canvas.fill(path(far), tone.shade, 0.75)
        near = outline(
            [(-w * 0.97, 190), (-w * 0.88, 270), (-w * 0.86, 350), (-w * 0.84, 450)],
            [(-260, 450), (-260, 190)],
            [(-w * 0.97, 190)],
        )
        canvas.fill(path(near), tone.shade, 0.75)
        for end, width in hair.fringe.shadows:
            canvas.fill(ink(_tail(_strand(hair.crown, end), 0.2)[::-1], width, "drop", 14), tone.shade)
        if hair.fringe.ring:
            _draw_ring(canvas, rig, record, colors)
        for i, (end, width) in enumerate(hair.fringe.strands):
            share = p[f"jitter_{i % 12}"]
            curve = _strand(_near(hair.crown, end), end, 0.52 + 0.14 * share)
            canvas.fill(
                ink(_tail(curve, 0.42 + 0.22 * share)[::-1], width * (0.9 + 0.2 * share), "drop", 14), tone.line, 0.9
            )
        for x, y, width in hair.fringe.lines:
            cut = _tail(_strand(_near(hair.crown, (x, y)), (x, y)), 0.3, 0.93)
            canvas.fill(ink(cut, width), tone.deep, 0.75)
        for k, x in enumerate((-0.62, -0.3, 0.25, 0.6)):
            end = (x * w + 10 * p[f"jitter_{k}"], 128.0)
            canvas.fill(ink(_tail(_strand(_near(hair.crown, end), end), 0.02, 0.75), 3.4, "root"), tone.deep, 0.7)


def _near(crown: Point, end: Point) -> Point:
    """Root of the strand to `end`: strands leave a line along the crown, not one point."""
    return (crown[0] + (end[0] - crown[0]) * 0.16, crown[1] + 0.0009 * (end[0] - crown[0]) ** 2)


def _tail(curve: Curve, start: float, end: float = 1.0) -> Curve:
    """The stretch of a one-segment curve between two parameters."""
    a, b, c, d = curve

    def split(t: float, points: tuple[Curve, Curve, Curve, Curve]) -> tuple[Curve, Curve]:
        p0, p1, p2, p3 = points
        q0, q1, q2 = p0 + (p1 - p0) * t, p1 + (p2 - p1) * t, p2 + (p3 - p2) * t
        r0, r1 = q0 + (q1 - q0) * t, q1 + (q2 - q1) * t
        m = r0 + (r1 - r0) * t
        return np.stack([p0, q0, r0, m]), np.stack([m, r1, q2, p3])

    _, rest = split(start, (a, b, c, d))
    first, _ = split((end - start) / (1 - start), (rest[0], rest[1], rest[2], rest[3]))
    return first


def _draw_ring(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    """The jagged ring of light round the dome, in two patches that leave out the parting."""
    p, w = record.parameters, rig.hair
    level = 150 + 8 * p["shine"]

    def arc(x: float) -> float:
        return level + 34 * (x / w) ** 2

    for lo, hi, teeth, offset in ((-0.76, -0.05, 4, 0), (0.14, 0.62, 3, 5)):
        xs = [w * (lo + (hi - lo) * k / teeth) for k in range(teeth + 1)]
        upper: list[Point] = [(xs[0], arc(xs[0]))]
        for k in range(teeth):
            middle = (xs[k] + xs[k + 1]) / 2
            upper.append((middle, arc(middle) - 13 - 5 * p[f"jitter_{offset + k}"]))
            upper.append((xs[k + 1], arc(xs[k + 1]) - (6 if k + 1 < teeth else 0)))
        runs: list[list[Point]] = [upper[:1] + upper[1:]]
        for k in reversed(range(teeth)):
            middle = xs[k] * 0.55 + xs[k + 1] * 0.45
            grow = 1.0 if 0 < k < teeth - 1 else 0.65
            runs.append([(middle + 3, arc(middle) + (20 + 9 * p[f"jitter_{offset + k}"]) * grow)])
            runs.append([(xs[k], arc(xs[k]) + (3 if k > 0 else 0))])
        canvas.fill(path(outline(*runs)), colors.hair.shine, 0.85)


def _draw_ahoge(canvas: Canvas, rig: Rig, record: Record, colors: Palette) -> None:
    """One stubborn lock that stands up from the crown."""
    flip = record.parameters["sway"] < 0
    top = rig.crown
    lock = outline(
        [(-12, top + 12), (-12, top - 16), (8, top - 36), (34, top - 30)],
        [(16, top - 22), (9, top - 8), (12, top + 12)],
    )
    data = path(mirror(lock, flip))
    canvas.contour(data, colors.hair.line, 5)
    canvas.fill(data, colors.hair.light)
