"""Text that people can copy, read out and type: Crockford's base 32, with three characters that check all the others.

A character is five bits. Capitals, hyphens, blanks and other punctuation make no difference, nor does O for 0, or I or
L for 1; U is no character at all.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

__all__ = ["Misread", "read", "written"]

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES: Final = {letter: value for value, letter in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_CHECKS: Final = 3
# Characters between two hyphens.
_GROUP: Final = 6


class Misread(ValueError):
    """Not what `written` made: a character is wrong, missing or in another's place."""


def written(values: Sequence[int]) -> str:
    """The text of some values from 0 to 31, with the check behind them, in capitals and with hyphens."""
    text = "".join(_ALPHABET[value] for value in (*values, *_check(values)))
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def read(text: str) -> list[int]:
    """The values of a text, without the check.

    Raises:
        Misread: always where one character is wrong or two neighbours have changed places; of other texts, one of
            32,768 gets through.
    """
    letters = [letter for letter in unicodedata.normalize("NFKC", text).upper() if letter.isalnum()]
    if not _VALUES.keys() >= set(letters):
        raise Misread(text)
    values = [_VALUES[letter] for letter in letters]
    if len(values) <= _CHECKS or _check(values[:-_CHECKS]) != values[-_CHECKS:]:
        raise Misread(text)
    return values[:-_CHECKS]


def _powers() -> tuple[int, ...]:
    """Of the element x in the field of 32 elements, modulo x^5 + x^2 + 1; it runs through all but 0."""
    powers = [1]
    while len(powers) < 31:
        doubled = powers[-1] << 1
        powers.append(doubled ^ 0b100101 if doubled & 0b100000 else doubled)
    return tuple(powers)


_POWERS: Final = _powers()
_LOGARITHMS: Final = {power: exponent for exponent, power in enumerate(_POWERS)}


def _times(a: int, b: int) -> int:
    return _POWERS[(_LOGARITHMS[a] + _LOGARITHMS[b]) % 31] if a and b else 0


def _generator() -> tuple[int, ...]:
    """(z - x)(z - x^2)(z - x^3) without its leading 1, the highest power of z first."""
    polynomial = [1]
    for exponent in range(1, _CHECKS + 1):
        shifted = [*polynomial, 0]
        polynomial = [a ^ _times(_POWERS[exponent], b) for a, b in zip(shifted, [0, *polynomial], strict=True)]
    return tuple(polynomial[1:])


_GENERATOR: Final = _generator()


def _check(values: Sequence[int]) -> list[int]:
    """Three characters that make the whole, as a polynomial over the field, a multiple of `_generator`.

    So it has the root x. A wrong character changes its value there by e x^i, two neighbours in each other's places by
    (a - b)(x^i + x^(i+1)): never by 0, however long the code is. This is a Reed-Solomon code: up to 31 characters it
    finds any three that are wrong.
    """
    remainder = [0] * _CHECKS
    for value in values:
        leading = value ^ remainder[0]
        remainder = [a ^ _times(leading, b) for a, b in zip([*remainder[1:], 0], _GENERATOR, strict=True)]
    return remainder
