"""Family trees: where each face stands, and which lines join them. Arithmetic alone, importable without Pillow.

Parents stand in the row above whom they are parents of, each over a part of the picture that no other line of ancestors
enters; children stand in one row below. So no two lines cross, and none runs through a face.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["CAPTION", "FACE", "Kin", "Line", "Tree", "place"]

# Pixels: the side of a face, the height of the caption under it, and what lies between.
FACE: Final = 160
CAPTION: Final = 30
_BESIDE: Final = 24
_BETWEEN_ROWS: Final = 40
_MARGIN: Final = 24


@dataclass(frozen=True, slots=True)
class Kin:
    """One face of a tree.

    Attributes:
        of: the place, among all the faces, of the one that it is a parent (or a child) of; None for the first face
            alone, whose tree it is.
        child: it is a child of that one, which is the first then.
        name: what stands under it beside its number; nothing where empty.
    """

    of: int | None = None
    child: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What joins a parent to a child.

    Attributes:
        parent, child: their places among the faces.
        points: from below the parent's caption to the child's upper edge, every part level or upright.
    """

    parent: int
    child: int
    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree that is laid out, in pixels.

    Attributes:
        corners: left upper corner of every face, in the faces' order.
        lines: one for every face but the first.
    """

    width: int
    height: int
    corners: tuple[tuple[int, int], ...]
    lines: tuple[Line, ...]


def place(kin: Sequence[Kin]) -> Tree:
    """Lays a tree out.

    Args:
        kin: the one whose tree it is, then the others, each after the one that it is of.

    Raises:
        ValueError: the faces are in no such order, or a child is of another face than the first.
    """
    _check(kin)
    columns, rows = _columns(kin), _rows(kin)
    leftmost, top = min(columns), max(rows)
    wide, high = FACE + _BESIDE, FACE + CAPTION + _BETWEEN_ROWS
    corners = tuple(
        (_MARGIN + round((column - leftmost) * wide), _MARGIN + (top - row) * high)
        for column, row in zip(columns, rows, strict=True)
    )
    lines: list[Line] = []
    for number, one in enumerate(kin):
        if one.of is not None:
            parent, child = (one.of, number) if one.child else (number, one.of)
            lines.append(Line(parent, child, _elbow(corners[parent], corners[child])))
    width = max(x for x, _ in corners) + FACE + _MARGIN
    height = max(y for _, y in corners) + FACE + CAPTION + _MARGIN
    return Tree(width, height, corners, tuple(lines))


def _check(kin: Sequence[Kin]) -> None:
    for number, one in enumerate(kin):
        if (number == 0) != (one.of is None) or (one.of is not None and not 0 <= one.of < number):
            raise ValueError("A tree begins with the one whose tree it is, and each face comes after the one it is of.")
        if one.child and one.of != 0:
            raise ValueError("Only children of the first face are shown.")
        if one.of is not None and not one.child and kin[one.of].child:
            raise ValueError("The other parents of children are not shown.")
    if not kin:
        raise ValueError("A tree needs a face.")


def _columns(kin: Sequence[Kin]) -> list[float]:
    """Who has no parents here takes the next column; the others stand in the middle over which their parents stand."""
    columns = [0.0] * len(kin)
    parents: list[list[int]] = [[] for _ in kin]
    for number, one in enumerate(kin):
        if one.of is not None and not one.child:
            parents[one.of].append(number)
    free = 0

    def settle(number: int) -> None:
        nonlocal free
        if not parents[number]:
            columns[number], free = float(free), free + 1
            return
        for parent in parents[number]:
            settle(parent)
        columns[number] = (columns[parents[number][0]] + columns[parents[number][-1]]) / 2

    settle(0)
    children = [number for number, one in enumerate(kin) if one.child]
    for nth, number in enumerate(children):
        columns[number] = columns[0] + nth - (len(children) - 1) / 2
    return columns


def _rows(kin: Sequence[Kin]) -> list[int]:
    """Generations above the first face; children are in row -1."""
    rows: list[int] = []
    for one in kin:
        rows.append(0 if one.of is None else -1 if one.child else rows[one.of] + 1)
    return rows


def _elbow(parent: tuple[int, int], child: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    (left, top), (right, bottom) = parent, child
    start, end = (left + FACE // 2, top + FACE + CAPTION), (right + FACE // 2, bottom)
    if start[0] == end[0]:
        return start, end
    bend = bottom - _BETWEEN_ROWS // 2
    return start, (start[0], bend), (end[0], bend), end
