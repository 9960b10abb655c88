"""What strangers call their files, made fit to be shown and stored."""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["in_passing", "one_line"]

# An archive may call a file by 65,535 letters.
_LONGEST: Final = 300
_LONGEST_IN_PASSING: Final = 60
# Line breaks and other control characters, which part words; and what cannot be seen: marks that turn the direction of
# the text around them, halves of letters, and code points that mean nothing.
_BLANK: Final = frozenset({"Cc", "Zl", "Zp"})
_UNSEEN: Final = frozenset({"Cf", "Cn", "Co", "Cs"})


def one_line(words: str) -> str:
    """The words in one line of at most 300 letters, none of which steers how the text around it is shown."""
    # What is left out is longer than what is kept in hostile names alone.
    kinds = [(letter, unicodedata.category(letter)) for letter in words[: 10 * _LONGEST]]
    seen = "".join(" " if kind in _BLANK else letter for letter, kind in kinds if kind not in _UNSEEN)
    return " ".join(seen.split())[:_LONGEST].strip() or "?"


def in_passing(name: str) -> str:
    """Such a name in a sentence about something else: its end, where it is long."""
    return name if len(name) <= _LONGEST_IN_PASSING else f"…{name[1 - _LONGEST_IN_PASSING :]}"
