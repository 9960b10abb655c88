"""A wall of faces with names under them; who won is twice as large, framed and crowned."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw

from gan.favourites import FAINT, GROUND, INK, rounded
from gan.lettering import Lettering

__all__ = ["places", "wall_sheet"]

_GOLD: Final = (255, 205, 86)
_SHADE: Final = (150, 98, 20)
# Sides of the pictures in pixels, by how many there may be at most; a wall is never much wider than 1,300.
_SIDES: Final = ((6, 256), (20, 192), (10_000, 128))
_WITH_WINNER: Final = 192
# Parts of a picture's side: between cells, letters, rounded corners, the winner's frame.
_GAP: Final = 1 / 12
_LETTERS: Final = 1 / 9
_CORNER: Final = 1 / 10
_FRAME: Final = 1 / 28
_LINES: Final = 2
# The winner takes so many cells each way.
_LARGE: Final = 2
# The crown, as parts of its width and height from its upper left corner; it is drawn so many times as large and made
# smaller, which makes it smooth.
_CROWN: Final = ((0.0, 0.25), (0.26, 0.55), (0.5, 0.0), (0.74, 0.55), (1.0, 0.25), (0.9, 1.0), (0.1, 1.0))
_SMOOTH: Final = 4


@dataclass(frozen=True, slots=True)
class _Cells:
    """Measures of the grid, in pixels."""

    side: int
    gap: int
    across: int
    down: int


def places(count: int, *, crowned: bool) -> tuple[int, list[tuple[int, int]]]:
    """How many columns there are, and the cell (column, row) of each face; the winner's is its upper left one.

    Args:
        count: of faces, at least one.
        crowned: the first one is the winner.
    """
    taken = _LARGE**2 - 1 if crowned else 0
    columns = max(math.ceil(math.sqrt(count + taken)), _LARGE if crowned else 1)
    if not crowned:
        return columns, [(number % columns, number // columns) for number in range(count)]
    cells = [(0, 0)]
    number = 0
    while len(cells) < count:
        column, row = number % columns, number // columns
        if column >= _LARGE or row >= _LARGE:
            cells.append((column, row))
        number += 1
    return columns, cells


def wall_sheet(
    pictures: Sequence[Image.Image], names: Sequence[str], *, crowned: bool = False
) -> tuple[Image.Image, list[int]]:
    """The wall, and the numbers (from 0) of the names that could not be written.

    In place of such a name stands its number from 1 on, for a list beside the wall.

    Args:
        pictures: square, at least one.
        names: one for each picture.
        crowned: the first one is the winner.
    """
    count = len(pictures)
    columns, cells = places(count, crowned=crowned)
    # The winner is shown at twice the size: beyond what it was drawn at, larger is only coarser.
    side = min(next(side for most, side in _SIDES if count <= most), _WITH_WINNER if crowned else _SIDES[0][1])
    lettering = Lettering(max(1, round(side * _LETTERS)))
    unwritten = [number for number, name in enumerate(names) if not lettering.can_write(name)]
    captions = [
        [f"#{number + 1}"] if number in unwritten else lettering.lines(name, side, _LINES)
        for number, name in enumerate(names)
    ]
    gap = max(1, round(side * _GAP))
    lines = max(1, *(len(caption) for caption in captions), 1)
    grid = _Cells(side, gap, side + gap, side + gap // 2 + lines * lettering.height + gap)
    rows = max(row for _, row in cells) + 1
    if crowned:
        rows = max(rows, _LARGE)
    sheet = Image.new("RGB", (columns * grid.across + gap, rows * grid.down + gap), GROUND)
    pen = ImageDraw.Draw(sheet)
    for number, (picture, (column, row)) in enumerate(zip(pictures, cells, strict=True)):
        x, y = gap + column * grid.across, gap + row * grid.down
        if crowned and number == 0:
            width, foot = _large(sheet, picture, grid, lines * lettering.height)
        else:
            _paste(sheet, picture, x, y, side)
            width, foot = side, y + side
        ink = FAINT if number in unwritten else INK
        for line, words in enumerate(captions[number]):
            at = (x + width / 2, foot + gap // 2 + line * lettering.height)
            pen.text(at, words, ink, lettering.font, anchor="ma")
    sheet.putalpha(rounded(*sheet.size, gap))
    return sheet, unwritten


def _paste(sheet: Image.Image, picture: Image.Image, x: int, y: int, side: int) -> None:
    sized = picture.convert("RGB").resize((side, side), Image.Resampling.LANCZOS)
    sheet.paste(sized, (x, y), rounded(side, side, max(1, round(side * _CORNER))))


def _large(sheet: Image.Image, picture: Image.Image, grid: _Cells, caption: int) -> tuple[int, int]:
    """Draws the winner into the upper left cells; the width that it takes, and where its caption begins."""
    room = _LARGE * grid.across - grid.gap
    # What is left above it, once its caption has its place, is the crown's.
    head = _LARGE * grid.down - grid.gap - room - grid.gap // 2 - caption
    frame = max(2, round(room * _FRAME / 2))
    x, y = grid.gap, grid.gap + head
    framed = Image.new("RGB", (room, room), _GOLD)
    sheet.paste(framed, (x, y), rounded(room, room, max(1, round(room * _CORNER / 2)) + frame))
    inner = room - 2 * frame
    sized = picture.convert("RGB").resize((inner, inner), Image.Resampling.LANCZOS)
    sheet.paste(sized, (x + frame, y + frame), rounded(inner, inner, max(1, round(room * _CORNER / 2))))
    crown = _crown(round(room * 0.3), head + 2 * frame)
    sheet.paste(crown, (x + (room - crown.width) // 2, y + frame - crown.height + frame), crown)
    return room, y + room


def _crown(width: int, height: int) -> Image.Image:
    size = (width * _SMOOTH, height * _SMOOTH)
    large = Image.new("RGBA", size, (*_GOLD, 0))
    pen = ImageDraw.Draw(large)
    line = _SMOOTH * max(1, height // 16)
    corners = [(line + part * (size[0] - 2 * line), line + down * (size[1] - 2 * line)) for part, down in _CROWN]
    pen.polygon(corners, fill=(*_GOLD, 255))
    pen.line([*corners, corners[0], corners[1]], (*_SHADE, 255), line, joint="curve")
    return large.resize((width, height), Image.Resampling.BOX)
