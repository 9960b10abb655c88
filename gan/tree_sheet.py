"""Family trees as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from gan.tree import CAPTION, FACE, Kin, place

__all__ = ["GROUND", "INK", "LINES", "drawable", "tree_sheet"]

# Its own ground, neither black nor white: what stands on it is read as well in a dark window as in a light one.
GROUND: Final = (58, 54, 68)
INK: Final = (250, 248, 252)
LINES: Final = (190, 180, 204)
_MARK: Final = (255, 138, 178)
_WORDS: Final = 19
_LINE: Final = 3
_ROUND: Final = 14
_MORE: Final = "…"
# No font has a glyph for it, so it looks as everything looks that a font does not know.
_UNKNOWN: Final = "\uffff"

_Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def tree_sheet(pictures: Sequence[Image.Image], kin: Sequence[Kin]) -> Image.Image:
    """A family tree: the first face marked, everybody's number and name under their face, parents above.

    A name that the font lacks letters for is left out: the number stays.

    Args:
        pictures: one for each of the kin, square.

    Raises:
        ValueError: see `gan.tree.place`; or there are not as many pictures as kin.
    """
    tree = place(kin)
    font = _font()
    sheet = Image.new("RGB", (tree.width, tree.height), GROUND)
    pen = ImageDraw.Draw(sheet)
    for line in tree.lines:
        pen.line(line.points, LINES, _LINE, joint="curve")
    mask = Image.new("L", (FACE, FACE), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, FACE - 1, FACE - 1), _ROUND, 255)
    for number, ((x, y), picture, one) in enumerate(zip(tree.corners, pictures, kin, strict=True), start=1):
        sheet.paste(picture.convert("RGB").resize((FACE, FACE), Image.Resampling.LANCZOS), (x, y), mask)
        if number == 1:
            frame = (x - _LINE - 1, y - _LINE - 1, x + FACE + _LINE, y + FACE + _LINE)
            pen.rounded_rectangle(frame, _ROUND + _LINE, outline=_MARK, width=_LINE)
        words = f"{number}  {one.name}" if one.name and drawable(one.name) else str(number)
        middle = (x + FACE / 2, y + FACE + CAPTION / 2)
        pen.text(middle, _fitting(words, font), INK, font, anchor="mm")
    return sheet


def drawable(words: str) -> bool:
    """Whether the font has a glyph for every letter."""
    return all(letter == " " or _glyph(letter) != _glyph(_UNKNOWN) for letter in words)


def _fitting(words: str, font: _Font) -> str:
    """The words, shortened to a face's width."""
    if font.getlength(words) <= FACE:
        return words
    while font.getlength(words + _MORE) > FACE:
        words = words[:-1]
    return words.rstrip() + _MORE


@cache
def _font() -> _Font:
    return ImageFont.load_default(_WORDS)


@cache
def _glyph(letter: str) -> bytes:
    picture = Image.new("L", (2 * _WORDS, 2 * _WORDS))
    ImageDraw.Draw(picture).text((0, 0), letter, 255, _font())
    return picture.tobytes()
