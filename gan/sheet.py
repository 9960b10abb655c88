"""Sheets: many pictures on one, to look at, plain or with words beside and above them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from gan.files import whole

__all__ = ["SheetError", "Strip", "check_sheet", "contact_sheet", "labelled_sheet", "write_sheet"]

_SUFFIXES = (".png", ".webp")
# Side that a picture may have at most; libwebp's WEBP_MAX_DIMENSION.
_WEBP_LIMIT = 16_383

# Pixels: between pictures, and between words and what is around them.
_GAP = 4
_PAD = 8
_INK = (40, 36, 48)
_FAINT = (125, 118, 138)
_MARK = (232, 90, 140)
_NAME_SIZE = 14
_NOTE_SIZE = 11


class SheetError(ValueError):
    """A sheet that cannot be written; the message says what to do instead."""


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """A row of a labelled sheet.

    Attributes:
        name: what stands beside it.
        notes: smaller lines below the name.
        pictures: all of one size, each `(h, w, 3)`.
        plain: which of the pictures is the unchanged one, to be marked; None where none is.
    """

    name: str
    notes: tuple[str, ...]
    pictures: Sequence[NDArray[np.uint8]]
    plain: int | None = None


def contact_sheet(images: Sequence[NDArray[np.uint8]] | NDArray[np.uint8], columns: int) -> Image.Image:
    """Images of shape (h, w, 3) side by side, row by row."""
    if len(images) == 0 or columns < 1:
        raise ValueError("A contact sheet needs at least one image and one column.")
    height, width = images[0].shape[:2]
    rows = -(-len(images) // columns)
    sheet = np.full((rows * height, columns * width, 3), 255, dtype=np.uint8)
    for i, image in enumerate(images):
        y, x = i // columns * height, i % columns * width
        sheet[y : y + height, x : x + width] = image
    return Image.fromarray(sheet)


def labelled_sheet(heads: Sequence[str], strips: Sequence[Strip]) -> Image.Image:
    """Strips one below another, their names on the left, and a head above each column.

    The cells end at the right and at the bottom edge, `_GAP` pixels after each: in that gap the plain picture of a
    strip is underlined, so that no pixel of a picture is covered.

    Raises:
        ValueError: there is nothing to show, or a strip has not one picture for each head.
    """
    if not strips or not heads or any(len(strip.pictures) != len(heads) for strip in strips):
        raise ValueError("A labelled sheet needs at least one strip, and a picture for each head in every strip.")
    height, width = strips[0].pictures[0].shape[:2]
    name_font, note_font = _font(_NAME_SIZE), _font(_NOTE_SIZE)
    head_font = _fitting(heads, width)
    words = [name_font.getlength(strip.name) for strip in strips]
    words += [note_font.getlength(note) for strip in strips for note in strip.notes]
    left, top = round(max(words)) + 2 * _PAD, _NAME_SIZE + 2 * _PAD
    size = (left + len(heads) * (width + _GAP), top + len(strips) * (height + _GAP))
    sheet = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(sheet)
    for column, head in enumerate(heads):
        pen.text((left + column * (width + _GAP) + width / 2, top / 2), head, _INK, head_font, anchor="mm")
    for row, strip in enumerate(strips):
        y = top + row * (height + _GAP)
        line = y + height / 2 - len(strip.notes) * (_NOTE_SIZE + _GAP) / 2
        pen.text((_PAD, line), strip.name, _INK, name_font, anchor="lm")
        for number, note in enumerate(strip.notes, start=1):
            pen.text((_PAD, line + _GAP + number * (_NOTE_SIZE + _GAP)), note, _FAINT, note_font, anchor="lm")
        for column, picture in enumerate(strip.pictures):
            x = left + column * (width + _GAP)
            sheet.paste(Image.fromarray(picture), (x, y))
            if column == strip.plain:
                pen.rectangle((x, y + height, x + width - 1, y + height + _GAP - 2), _MARK)
    return sheet


def check_sheet(out: Path) -> None:
    """Raises `SheetError` for a file name that says neither PNG nor WebP."""
    if out.suffix.lower() not in _SUFFIXES:
        raise SheetError(f"A sheet is written as PNG or WebP. End {out.name} in {' or '.join(_SUFFIXES)}.")


def write_sheet(sheet: Image.Image, out: Path) -> None:
    """Writes a sheet as PNG or WebP, as the file's name says, whole or not at all; makes its folder where missing.

    Raises:
        SheetError: see `check_sheet`; or the sheet is too large for WebP.
        OSError: the file cannot be written.
    """
    check_sheet(out)
    webp = out.suffix.lower() == ".webp"
    if webp and max(sheet.size) > _WEBP_LIMIT:
        raise SheetError(
            f"The sheet has {sheet.width} x {sheet.height} pixels, and WebP ends at {_WEBP_LIMIT}. "
            "End the file in .png, or ask for fewer or smaller pictures."
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    with whole(out) as partial:
        if webp:
            sheet.save(partial, "WEBP", quality=90, method=4)
        else:
            sheet.save(partial, "PNG")


def _font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _fitting(words: Iterable[str], width: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The largest font in which every word is at most so wide, down to what can just be read."""
    longest = max(_font(_NAME_SIZE).getlength(word) for word in words)
    return _font(max(8, min(_NAME_SIZE, _NAME_SIZE * width / max(longest, 1))))
