"""The lower edge of the front hair: five kinds of fringe as tips, valleys and the strand lines that go with them."""

from __future__ import annotations

from dataclasses import dataclass, field

from gan.corpus.geometry import Curve, Point, lerp, mirror, outline
from gan.corpus.rig import Rig
from gan.corpus.sampling import Record

__all__ = ["Fringe", "make_fringe"]


@dataclass(frozen=True, slots=True)
class Fringe:
    """A fringe's edge from the left to the right temple, and the lines drawn upon it.

    `strands` and `shadows` are (lower end, width) of lines that rise toward the crown; `lines` are (x, y, width) of
    thin lines between them; `part` is the x of the crown's whorl.
    """

    edge: Curve
    left: Point
    right: Point
    part: float
    strands: list[tuple[Point, float]] = field(default_factory=list[tuple[Point, float]])
    shadows: list[tuple[Point, float]] = field(default_factory=list[tuple[Point, float]])
    lines: list[tuple[float, float, float]] = field(default_factory=list[tuple[float, float, float]])
    ring: bool = True


def make_fringe(rig: Rig, record: Record) -> Fringe:
    """The record's fringe."""
    return _MAKE[record.attributes["fringe"]](rig, record)


def _jitter(record: Record, index: int) -> float:
    return record.parameters[f"jitter_{index % 12}"]


def _locks(
    valleys: list[Point], tips: list[Point], sways: list[tuple[float, float]], part: float, line: float = 4.6
) -> Fringe:
    """Pointed locks: one tip between each two valleys; `sways` bend both edges of each to the left."""
    runs: list[list[Point]] = []
    for i, (tip, (sway, sway_back)) in enumerate(zip(tips, sways, strict=True)):
        a, b = valleys[i], valleys[i + 1]
        first = lerp(a, tip, 0.55)
        second = lerp(tip, b, 0.45)
        swell = 0.10 * (b[0] - a[0])
        runs.append([(first[0] - swell - sway, first[1]), tip] if i else [a, (first[0] - swell - sway, first[1]), tip])
        runs.append([(second[0] + swell - sway_back, second[1]), b])
    inner = valleys[1:-1]
    return Fringe(
        edge=outline(*runs),
        left=valleys[0],
        right=valleys[-1],
        part=part,
        strands=[(v, line) for v in inner] + [(valleys[0], line), (valleys[-1], line)],
        shadows=[((v[0], v[1] + 14), 15.0) for v in inner],
        lines=[(lerp(valleys[i], tip, 0.75)[0], tip[1] - 6, 2.6) for i, tip in enumerate(tips)],
    )


def _low(rig: Rig, record: Record) -> float:
    """Where the fringe ends: just over the pupils, canvas units."""
    return rig.eye_y - 38 * max(rig.eye_h, 0.88) + 8 * record.parameters["fringe_length"]


def _blunt(rig: Rig, record: Record) -> Fringe:
    low = _low(rig, record) - 3
    edges = [
        -103.0,
        -66 + 6 * _jitter(record, 0),
        -24 + 7 * _jitter(record, 1),
        22 + 7 * _jitter(record, 2),
        66 + 6 * _jitter(record, 3),
        103.0,
    ]
    runs: list[list[Point]] = []
    depths = [low - 8, low - 30, low - 24, low - 28, low - 30, low - 8]
    for i in range(5):
        a, b = edges[i], edges[i + 1]
        y = low + 3 * _jitter(record, 4 + i) - 4 * (i == 2)
        start = [(a, depths[i])] if i == 0 else []
        runs.append([*start, (a + 3.5, y - 4), (a + 7, y)])
        runs.append([((a + b) / 2, y + 3), (b - 6, y)])
        runs.append([(b - 2.5, y - 6), (b, depths[i + 1])])
    inner = list(zip(edges[1:-1], depths[1:-1], strict=True))
    return Fringe(
        edge=outline(*runs),
        left=(edges[0], depths[0]),
        right=(edges[-1], depths[-1]),
        part=6 * rig.side,
        strands=[(v, 4.4) for v in inner] + [((-104, low + 6), 5.0), ((104, low + 6), 5.0)],
        shadows=[((v[0], v[1] + 8), 12.0) for v in inner],
        lines=[((edges[i] + edges[i + 1]) / 2, low - 8, 2.6) for i in range(5)],
    )


def _flip(points: list[Point], side: float) -> list[Point]:
    return [(-x, y) for x, y in reversed(points)] if side < 0 else points


def _swept(rig: Rig, record: Record) -> Fringe:
    low, side = _low(rig, record), rig.side
    px = -54 + 12 * record.parameters["parting"]
    j = [7 * _jitter(record, i) for i in range(8)]
    valleys: list[Point] = [
        (-106, 258),
        (-82 + j[5] * 0.5, low - 34),
        (px, 160),
        (6 + j[0], low - 46),
        (46 + j[1], low - 34),
        (80 + j[2] * 0.6, low - 24),
        (106, 258),
    ]
    tips: list[Point] = [
        (-101, low + 30 + j[2]),
        (-74, low - 2 + j[3]),
        (16 + j[5], low - 8 + j[4]),
        (56 + j[6], low + 4 + j[5]),
        (88 + j[7] * 0.5, low + 18 + j[1]),
        (108, low + 36 + j[6]),
    ]
    sways = [(0.0, 0.0), (5.0, 12.0), (-28.0, -4.0), (-12.0, -4.0), (-8.0, -3.0), (-5.0, 0.0)]
    if side < 0:
        sways = [(-b, -a) for a, b in reversed(sways)]
    return _locks(_flip(valleys, side), _flip(tips, side), sways, px * 0.8 * side)


def _curtain(rig: Rig, record: Record) -> Fringe:
    low = _low(rig, record)
    px = 22 * record.parameters["parting"]
    j = [6 * _jitter(record, i) for i in range(8)]
    valleys: list[Point] = [
        (-108, 262),
        (-90 + j[0] * 0.4, low - 26),
        (px, 158),
        (90 + j[1] * 0.4, low - 26),
        (108, 262),
    ]
    tips: list[Point] = [
        (-105, low + 40 + j[2]),
        (-72 + j[3], low + 12 + j[4]),
        (72 + j[5], low + 12 + j[6]),
        (105, low + 40 + j[7]),
    ]
    return _locks(valleys, tips, [(0.0, 0.0), (6.0, 31.0), (-31.0, -6.0), (0.0, 0.0)], px)


def _choppy(rig: Rig, record: Record) -> Fringe:
    low = _low(rig, record)
    xs = [-106, -74, -44, -12, 20, 50, 80, 106]
    lengths = [24, -6, 18, -12, 14, -2, 26]
    lean = 10 * rig.side
    j = [_jitter(record, i) for i in range(12)]
    valleys: list[Point] = [(float(x), low - 54 + 14 * j[i]) for i, x in enumerate(xs)]
    valleys = [(x + 5 * j[i + 3], y) for i, (x, y) in enumerate(valleys)]
    valleys[0], valleys[-1] = (-106, 256), (106, 256)
    tips: list[Point] = [
        ((xs[i] + xs[i + 1]) / 2 + lean + 4 * j[11 - i], low + lengths[i] + 9 * j[i + 4]) for i in range(7)
    ]
    tips[0], tips[-1] = (min(tips[0][0], -92), tips[0][1] + 8), (max(tips[-1][0], 92), tips[-1][1] + 8)
    return _locks(valleys, tips, [(lean * -0.5, lean * -0.5)] * 7, 10 * rig.side)


def _open(rig: Rig, record: Record) -> Fringe:
    side = rig.side
    j = [5 * _jitter(record, i) for i in range(8)]
    up = 9 * record.parameters["fringe_length"]
    # Hair swept up and back from an uneven hairline, with one loose lock on the forehead.
    left: list[Point] = [(-108, 258), (-101, 218), (-84, 192 + j[0]), (-60, 182 + up * 0.5)]
    middle: list[Point] = [(-46, 190 + j[1]), (-28, 176 + up)]
    loose: list[Point] = [(-24, 204 + j[2]), (-40 + j[3], 232 + j[4])]
    back: list[Point] = [(2, 208 + j[2]), (22, 172 + up)]
    right: list[Point] = [(48, 174 + up), (74, 186 + j[5]), (84, 198 + j[0])]
    temple: list[Point] = [(98, 212), (108, 258)]
    edge = outline(left, middle, loose, back, right, temple)
    if side < 0:
        edge = mirror(edge)[::-1]
    roots: list[Point] = [(side * x, y) for x, y in ((-60, 182), (-28, 176), (22, 172), (84, 196))]
    minor: list[Point] = [(side * x, y) for x, y in ((-92, 200), (-38, 178), (46, 174), (66, 180))]
    ends: list[Point] = [(-108, 258), (108, 258)]
    return Fringe(
        edge=edge,
        left=ends[0],
        right=ends[1],
        part=26 * side,
        strands=[((x, y + up), 4.4) for x, y in roots],
        shadows=[((x, y + up), 13.0) for x, y in minor],
        lines=[(x, y + up - 4, 2.6) for x, y in minor],
    )


_MAKE = {"blunt": _blunt, "swept": _swept, "curtain": _curtain, "choppy": _choppy, "open": _open}
