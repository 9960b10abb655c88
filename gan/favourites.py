"""A sheet of avatars with their names: a grid to show and to keep."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageDraw

from gan.lettering import Lettering

__all__ = ["FAINT", "GROUND", "INK", "favourites_sheet", "rounded"]

# An opaque ground of its own, so that it looks the same whether Discord is dark or light around it.
GROUND: Final = (46, 42, 58)
INK: Final = (243, 240, 248)
FAINT: Final = (170, 162, 188)
# Parts of a picture's side: between cells, letters, rounded corners.
_GAP: Final = 1 / 12
_LETTERS: Final = 1 / 9
_CORNER: Final = 1 / 10
_LINES: Final = 2
_FEW: Final = 4
# Corners are drawn so many times as large, and made smaller: that makes them smooth.
_SMOOTH: Final = 4


def favourites_sheet(pictures: Sequence[Image.Image], names: Sequence[str]) -> tuple[Image.Image, list[int]]:
    """The sheet, and the numbers (from 0) of the names that could not be written.

    In place of such a name stands its number from 1 on, for a list beside the sheet.

    Args:
        pictures: of one size, at least one.
        names: one for each picture.
    """
    side, count = pictures[0].width, len(pictures)
    columns = count if count <= _FEW else math.ceil(math.sqrt(count))
    gap, corner, size = (max(1, round(side * part)) for part in (_GAP, _CORNER, _LETTERS))
    lettering = Lettering(size)
    unwritten = [number for number, name in enumerate(names) if not lettering.can_write(name)]
    captions = [
        [f"#{number + 1}"] if number in unwritten else lettering.lines(name, side, _LINES)
        for number, name in enumerate(names)
    ]
    lines = max(len(caption) for caption in captions)
    across, down = side + gap, side + gap // 2 + lines * lettering.height + gap
    rows = -(-count // columns)
    sheet = Image.new("RGB", (columns * across + gap, rows * down + gap), GROUND)
    pen, mask = ImageDraw.Draw(sheet), rounded(side, side, corner)
    for number, picture in enumerate(pictures):
        x, y = gap + number % columns * across, gap + number // columns * down
        sheet.paste(picture.convert("RGB"), (x, y), mask)
        ink = FAINT if number in unwritten else INK
        for line, words in enumerate(captions[number]):
            at = (x + side / 2, y + side + gap // 2 + line * lettering.height)
            pen.text(at, words, ink, lettering.font, anchor="ma")
    sheet.putalpha(rounded(*sheet.size, gap))
    return sheet, unwritten


def rounded(width: int, height: int, radius: int) -> Image.Image:
    """A mask with rounded corners, in pixels."""
    mask = Image.new("L", (width, height), 255)
    large = Image.new("L", (2 * radius * _SMOOTH, 2 * radius * _SMOOTH))
    ImageDraw.Draw(large).ellipse((0, 0, large.width - 1, large.height - 1), 255)
    disc = large.resize((2 * radius, 2 * radius), Image.Resampling.BOX)
    for x in (0, 1):
        for y in (0, 1):
            quarter = disc.crop((x * radius, y * radius, (x + 1) * radius, (y + 1) * radius))
            mask.paste(quarter, (x * (width - radius), y * (height - radius)))
    return mask
