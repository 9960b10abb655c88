"""Names written on pictures, in a font of the project's own; see `gan/fonts/README.md`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

__all__ = ["Lettering"]

_FONT: Final = Path(__file__).parent / "fonts" / "names.ttf"
# No font has a sign for it.
_NOTHING: Final = "\U0010ffff"
# Not "…", which Chinese fonts draw half-way up.
_CUT: Final = "..."


class Lettering:
    """The font at one size.

    Attributes:
        font: for Pillow.
        height: of a line, in pixels.
    """

    def __init__(self, size: int) -> None:
        # The plain layout: the font has no features that the other one could use, and it is in every Pillow.
        self.font = ImageFont.truetype(_FONT, size, layout_engine=ImageFont.Layout.BASIC)
        ascent, descent = self.font.getmetrics()
        self.height = ascent + descent
        self._missing = self._sign(_NOTHING)

    def can_write(self, words: str) -> bool:
        """Whether the font has a sign for every character: what it lacks would come out as a box."""
        return all(self._sign(letter) != self._missing for letter in words)

    def _sign(self, letter: str) -> bytes:
        """What a letter looks like."""
        left, top, right, bottom = (round(edge) for edge in self.font.getbbox(letter))
        picture = Image.new("L", (max(right, 1), max(bottom, 1)))
        ImageDraw.Draw(picture).text((0, 0), letter, 255, self.font)
        return bytes((left & 255, top & 255)) + picture.tobytes()

    def lines(self, words: str, width: int, most: int) -> list[str]:
        """The words in at most so many lines of at most `width` pixels; what does not fit is cut off.

        Lines end at blanks, and where a word is too long for one line, anywhere.
        """
        lines: list[str] = []
        left = words
        while left and len(lines) < most:
            fitting = next(n for n in range(len(left), 0, -1) if n == 1 or self.font.getlength(left[:n]) <= width)
            blank = left.rfind(" ", 0, fitting + 1)
            end = len(left) if fitting == len(left) else blank if blank > 0 else fitting
            lines.append(left[:end])
            left = left[end:].lstrip()
        if left:
            last = lines.pop()
            while last and self.font.getlength(last + _CUT) > width:
                last = last[:-1]
            lines.append(last.rstrip() + _CUT)
        return lines
