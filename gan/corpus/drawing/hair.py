"""How hair is painted: locks in layers with ink that fades toward the root, shade along the form, a ring of light."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, Point, join, lerp, sample
from gan.corpus.drawing.locks import LockShape, tapered
from gan.corpus.drawing.palettes import Ramp

__all__ = ["Coat", "coat", "dye_of", "paint_locks", "strand"]

Noise = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Coat:
    """Paints of hair that may change toward the tips: of locks' bodies and of their shaded side."""

    base: str
    shade: str


def dye_of(avatar: Avatar) -> Ramp | None:
    """The dye of the avatar's hair, if it has any."""
    dye = getattr(avatar.colors, "dye", None)
    return dye if isinstance(dye, Ramp) and avatar.value("hair_dye") not in (None, "none") else None


def coat(canvas: Canvas, avatar: Avatar, top: float, low: float, tips: tuple[float, float] | None = None) -> Coat:
    """Paints for hair from `top` (lightest) to `low`; dipped tips change colour between the two heights of `tips`."""
    tone, dye = avatar.colors.hair, dye_of(avatar)
    span = max(low - top, 1.0)
    base = [(0.0, tone.light, 1.0), (0.32, tone.base, 1.0), (1.0, tone.base, 1.0)]
    shade = [(0.0, tone.shade, 1.0), (1.0, tone.shade, 1.0)]
    if dye is None or tips is None or not avatar.has("hair_dye", "tips"):
        return Coat(canvas.linear(base, (-40, top), (24, low)), tone.shade)
    first, last = (min(max((y - top) / span, 0.33), 0.99) for y in tips)
    base = [*base[:2], (round(first, 3), tone.base, 1.0), (round(last, 3), dye.base, 1.0), (1.0, dye.base, 1.0)]
    shade = [(round(first, 3), tone.shade, 1.0), (round(last, 3), dye.shade, 1.0)]
    return Coat(canvas.linear(base, (0, top), (0, low)), canvas.linear(shade, (0, top), (0, low)))


def paint_locks(
    canvas: Canvas,
    shapes: Sequence[LockShape],
    tone: Ramp,
    paint: str,
    *,
    ring: float | None = None,
    gloss: float = 0.0,
    line: float = 4.2,
    shade: str | None = None,
    mass: float = 0.0,
    levels: Sequence[float] | None = None,
    streaks: Collection[int] = (),
    dye: Ramp | None = None,
    noise: Noise | None = None,
) -> None:
    """Paint locks from the first to the last; the caller has drawn the contour of all of them together.

    Args:
        paint: of the locks' bodies; one gradient for all of them hides where they meet.
        ring: y of the ring of light at the middle, canvas units; no light without it.
        gloss: strength of the ring, -1..1.
        shade: paint of the shaded side, `tone.shade` without it.
        mass: 0..1, how far the locks melt into one: their inner ink gets short and thin.
        levels: heights of the locks; those of one height are painted together (fewer paths). They must be in order.
        streaks: indices of the locks that are dyed with `dye`.
        noise: of the ring's glints: `avatar.noise`.
    """
    under = _under(shapes, levels) if levels is not None else set[int]()
    for layer in _layers(len(shapes), levels, streaks if dye is not None else ()):
        dyed = dye is not None and layer[0] in streaks
        color = dye if dyed and dye is not None else tone
        some = [shapes[i] for i in layer]
        faint = max(mass, max(shape.melt for shape in some))
        if faint < 0.95:
            ink = [edge for i in layer for edge in _inked(shapes[i], max(mass, shapes[i].melt), i)]
            canvas.fill(tapered(ink, line * (1 - 0.35 * faint)), color.line)
        canvas.fill([shape.outline for shape in some], color.base if dyed else paint)
        dark = [curve for i in layer for curve in _shade(shapes[i], i, i in under)]
        canvas.fill(dark, color.shade if dyed or shade is None else shade)
    if ring is not None:
        _paint_ring(canvas, shapes, tone, ring, gloss, noise or (lambda key: 0.0), streaks if dye else (), dye or tone)


def strand(shape: LockShape, share: float) -> Curve:
    """A line along a lock, from its left edge (0) to its right edge (1)."""
    return shape.left + (shape.right - shape.left) * share


@lru_cache(maxsize=128)
def _shares(count: int, begin: float) -> tuple[Curve, Curve, Curve]:
    """Widths along a lock, as shares of its own, of its shaded side, of a shadow on it, and of a thin strand."""
    along = np.linspace(0.0, 1.0, count)[:, None]
    rise = np.clip((along - begin) / (1 - begin), 0.0, 1.0)
    belly = 0.06 * (along > begin) + 0.34 * np.sin(np.pi * np.minimum(rise * 1.15, 1.0) ** 1.3)
    shadow = 0.34 * np.sin(np.pi * np.minimum(along * 1.2, 1.0)) ** 0.8
    return belly, shadow, 0.09 * np.sin(np.pi * along**0.8)


def _layers(count: int, levels: Sequence[float] | None, streaks: Collection[int]) -> list[list[int]]:
    result: list[list[int]] = []
    last: tuple[int, bool] | None = None
    for i in range(count):
        key = (i if levels is None else round(levels[i]), i in streaks)
        if key == last:
            result[-1].append(i)
        else:
            result.append([i])
        last = key
    return result


def _under(shapes: Sequence[LockShape], levels: Sequence[float]) -> set[int]:
    """The locks that have a higher one at their left, which throws a shadow on them."""
    middles = [(float(shape.spine[2, 0]), float(shape.spine[-1, 1])) for shape in shapes]
    return {
        i
        for i, (x, y) in enumerate(middles)
        if any(
            0 < x - other < 48 and below > y - 90 and round(levels[j]) > round(levels[i])
            for j, (other, below) in enumerate(middles[i + 1 :], i + 1)
        )
    }


def _inked(shape: LockShape, mass: float, index: int) -> list[Curve]:
    """Edges of a lock from tip toward root, shortened where locks melt into one; not all of them run all the way."""
    segments = (len(shape.left) - 1) // 3 * (1 - 0.7 * mass)
    one, other = ((1.0, 0.6), (0.8, 1.0), (0.6, 0.8), (1.0, 0.8))[index % 4]
    left, right = (max(1, round(segments * share)) * 3 + 1 for share in (one, other))
    return [shape.left[::-1][:left], shape.right[::-1][:right]]


def _shade(shape: LockShape, index: int, under: bool) -> list[Curve]:
    """The side of a lock that is turned from the light, a thin strand, and its curl marks."""
    wide = shape.left - shape.right
    # Where locks melt into one, only their ends have a shaded side.
    belly, shadow, thin = _shares(len(wide), 0.65 * shape.melt if shape.marks else 0.0)
    inner = shape.right + wide * belly
    inner[0], inner[-1] = shape.right[0], shape.right[-1]
    result = [join(inner, shape.right[::-1])]
    if under and not shape.marks:
        result.append(join(shape.left, (shape.left - wide * shadow)[::-1]))
    elif shape.marks:
        result.extend(shape.marks)
    elif index % 3 != 1:
        # Not every lock has one: they would look like a comb's teeth.
        share = 0.28 + 0.1 * ((index * 7) % 5) / 4
        result.append(join(shape.left - wide * (share - thin * 0.4), (shape.left - wide * (share + thin))[::-1]))
    return result


def _paint_ring(
    canvas: Canvas,
    shapes: Sequence[LockShape],
    tone: Ramp,
    ring: float,
    gloss: float,
    noise: Noise,
    streaks: Collection[int],
    dye: Ramp,
) -> None:
    """Leaf-shaped glints along the strands where the ring of light, which sinks toward the sides, crosses them."""
    # Glints and the softer light around them, of the hair and of dyed streaks.
    lights: dict[bool, tuple[list[Curve], list[Curve]]] = {False: ([], []), True: ([], [])}
    edges = [_strands(shape, ring) for shape in shapes]
    spans = [None if edge is None else _span(*edge, ring) for edge in edges]
    for i, edge in enumerate(edges):
        span = spans[i]
        if edge is None or span is None:
            continue
        low, high = span
        for later in spans[i + 1 :]:
            if later is not None and later[0] < high and later[1] > low:
                # What a later lock covers is cut from the wider end.
                if later[0] - low > high - later[1]:
                    high = min(high, later[0])
                else:
                    low = max(low, later[1])
        leaves, halos = lights[i in streaks]
        wide = high - low
        full = span[1] - span[0]
        if wide < 7 or noise(f"glint.miss.{i}") > 0.72:
            continue
        count = max(1, min(3, round(wide / 13)))
        for k in range(count):
            n = noise(f"glint.x.{i}.{k}")
            x = low + wide * (k + 0.5 + 0.16 * n) / count
            share = min(max((x - span[0]) / max(full, 1e-6), 0.08), 0.92)
            long = (1 + 0.55 * noise(f"glint.long.{i}.{k}")) * (19 + 5 * gloss)
            thick = min(wide / count * 0.62, 10.0) * (1 - 0.25 * n)
            leaf = _leaf(*edge, share, ring + 5 * noise(f"glint.y.{i}.{k}"), long * 0.8, long, thick)
            if leaf is not None:
                leaves.append(leaf)
                halos.append((leaf - leaf[3]) * (1.5, 1.75) + leaf[3] + (leaf[3] - leaf[0]) * 0.42)
    for dyed, (leaves, halos) in lights.items():
        color = dye if dyed else tone
        if halos:
            canvas.fill(halos, color.light, 0.62 + 0.2 * gloss)
        if leaves:
            canvas.fill(leaves, color.shine, 0.80 + 0.16 * gloss)


# How fast the ring of light sinks toward the sides of the head.
_SINK = 0.0021


def _strands(shape: LockShape, ring: float) -> tuple[list[Point], list[Point]] | None:
    """Points along both edges of a lock from its upper end; none where the lock cannot cross the ring of light."""
    (x0, y0), (x1, y1) = shape.left[0].tolist(), shape.left[-1].tolist()
    if y0 > ring + _SINK * x0 * x0 and y1 > ring + _SINK * x1 * x1:
        return None
    left, right = sample(shape.left, 3).tolist(), sample(shape.right, 3).tolist()
    # Hair that is combed upward is followed from its tip.
    return (left, right) if y1 > y0 else (left[::-1], right[::-1])


def _crossing(line: Sequence[Point], ring: float) -> int:
    """Index of a line's first point below the ring of light, or 0."""
    return next((i for i, (x, y) in enumerate(line) if y > ring + _SINK * x * x), 0)


def _span(left: list[Point], right: list[Point], ring: float) -> tuple[float, float] | None:
    """Where a lock crosses the ring, from left to right."""
    i = _crossing([((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in zip(left, right, strict=False)], ring)
    if i == 0 or i > len(left) - 3:
        return None
    a, b = left[i][0], right[i][0]
    return (min(a, b), max(a, b))


# A glint's control points: shares of its upper end, its middle, its lower end, and of its width.
_LEAF = np.array(
    [
        (1, 0, 0, 0),
        (0.38, 0.62, 0, 1),
        (0, 0.62, 0.38, 1),
        (0, 0, 1, 0),
        (0, 0.62, 0.38, -1),
        (0.38, 0.62, 0, -1),
        (1, 0, 0, 0),
    ]
)


def _leaf(
    left: list[Point], right: list[Point], share: float, ring: float, up: float, down: float, thick: float
) -> Curve | None:
    """A glint along a strand at a share of the way across a lock, pointed at both ends."""
    line = [lerp(a, b, share) for a, b in zip(left, right, strict=False)]
    # It ends before the tip.
    i, line = _crossing(line, ring), line[: round(len(line) * 0.9)]
    if not 0 < i < len(line):
        return None
    first, end = _walk(line, i, -1, up), _walk(line, i, 1, down)
    here = line[i]
    if math.dist(first, here) < 4 or math.dist(end, here) < 4:
        return None
    wx, wy = end[0] - first[0], end[1] - first[1]
    scale = thick * 0.66 / max(math.hypot(wx, wy), 1e-9)
    return _LEAF @ np.array([first, here, end, (-wy * scale, wx * scale)])


def _walk(line: Sequence[Point], start: int, way: int, far: float) -> Point:
    """The point of a line that lies so far from one of its points, or the line's end."""
    i = start
    while 0 <= i + way < len(line):
        step = math.dist(line[i], line[i + way])
        if step >= far:
            return lerp(line[i], line[i + way], far / max(step, 1e-9))
        far -= step
        i += way
    return line[i]
