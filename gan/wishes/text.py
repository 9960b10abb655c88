"""What a member typed, cut into words: Latin ones, single Chinese characters, numbers, signs, and marks between them.

Every token knows where it stood, so that what is not understood can be named as it was typed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

__all__ = ["Kind", "Token", "TokenReader"]

# What parts one wish from the next, as it is written in keys: marks of one kind are alike.
_MARKS: Final = {
    **dict.fromkeys("?？", "?"),  # noqa: RUF001
    **dict.fromkeys(",;.!\n\r()[]{}<>|。！；，（）【】「」…", ","),  # noqa: RUF001
    **dict.fromkeys(":=", ":"),
    "/": "/",
    "、": "、",
    **dict.fromkeys("&+", "&"),
}
_APOSTROPHES: Final = frozenset("'’`´")  # noqa: RUF001
# They belong to the emoji before them: variation selectors, joiners, and the tones of skins.
_INVISIBLE: Final = frozenset([*range(0xFE00, 0xFE10), 0x200D, *range(0x1F3FB, 0x1F400)])


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    HAN = "han"
    SIGN = "sign"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a Chinese character, a number, an emoji or a punctuation mark.

    Attributes:
        text: without capitals, accents and apostrophes, and as this language spells it.
        start, end: where it stood in what was typed.
    """

    text: str
    start: int
    end: int
    kind: Kind


class TokenReader:
    """Cuts texts into tokens.

    Args:
        characters: what single characters are written as (simplified for traditional Chinese ones).
        spellings: what words are written as (`colour` for `color`).
        signs: emoji and emoticons that mean something, each a token of its own.
    """

    def __init__(self, characters: Mapping[str, str], spellings: Mapping[str, str], signs: Sequence[str]) -> None:
        self._characters = str.maketrans(dict(characters))
        self._spellings = spellings
        self._signs: dict[str, list[str]] = {}
        for sign in sorted(signs, key=len, reverse=True):
            self._signs.setdefault(sign[0], []).append(sign)

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a text; blanks, hyphens, quotation marks and the like are none."""
        return list(self._read(text))

    def key(self, text: str) -> str:
        """How a phrase is looked up: its tokens with nothing between them, so that "twin tails" is "twintails"."""
        return "".join(token.text for token in self._read(text))

    def _read(self, text: str) -> Iterator[Token]:
        position = 0
        while position < len(text):
            sign = self._sign_at(text, position)
            if sign:
                yield Token(sign, position, position + len(sign), Kind.SIGN)
                position += len(sign)
                continue
            token = self._token_at(text, position)
            if token is None:
                position += 1
                continue
            if token.text:
                yield token
            position = token.end

    def _sign_at(self, text: str, position: int) -> str | None:
        for sign in self._signs.get(text[position].casefold(), ()):
            if text[position : position + len(sign)].casefold() == sign:
                after = text[position + len(sign) : position + len(sign) + 1]
                before = text[position - 1 : position]
                # ":3" is a cat's mouth, but not in "hair:30%"; "xd" is none in "foxdog".
                if not (sign[-1].isalnum() and after.isalnum()) and not (sign[0].isalnum() and before.isalnum()):
                    return sign
        return None

    def _token_at(self, text: str, position: int) -> Token | None:
        character = text[position]
        plain = self._plain(character)
        if character in _MARKS or plain in _MARKS:
            return Token(_MARKS.get(character) or _MARKS[plain], position, position + 1, Kind.MARK)
        if not plain or ord(character) in _INVISIBLE:
            return None
        if _is_han(plain):
            return Token(plain, position, position + 1, Kind.HAN)
        for kind in (Kind.NUMBER, Kind.WORD):
            if _belongs(plain, kind):
                return self._run(text, position, kind)
        # An emoji, or a sign like ½, which is neither a word nor a number.
        if plain[0].isalnum() or unicodedata.category(character) == "So":
            return Token(character, position, position + 1, Kind.SIGN)
        return None

    def _run(self, text: str, start: int, kind: Kind) -> Token:
        """The word or number that begins here."""
        found: list[str] = []
        end = start
        while end < len(text):
            plain = self._plain(text[end])
            joins = kind is Kind.WORD and text[end] in _APOSTROPHES
            marks_a_letter = not plain and unicodedata.category(text[end])[0] == "M"
            if not (joins or marks_a_letter or (plain and _belongs(plain, kind))):
                break
            found.append("" if joins else plain)
            end += 1
        word = "".join(found)
        return Token(self._spellings.get(word, word), start, end, kind)

    def _plain(self, character: str) -> str:
        """A character without its capitals, its accents and its width."""
        if "a" <= character <= "z":
            return character
        parts = unicodedata.normalize("NFKD", character).casefold()
        return "".join(part for part in parts if unicodedata.category(part) != "Mn").translate(self._characters)


def _belongs(plain: str, kind: Kind) -> bool:
    if kind is Kind.NUMBER:
        return plain.isdecimal()
    return plain.isalpha() and not _is_han(plain)


def _is_han(text: str) -> bool:
    return not text.isascii() and any("㐀" <= character <= "鿿" or "豈" <= character <= "﫿" for character in text)
