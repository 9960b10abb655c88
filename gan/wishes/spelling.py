"""Misspelt words: the known word that was most likely meant, where there is no doubt.

Short words are taken as they stand: "read" is not "red". In one of five letters two may have changed places, or one may
be missing or too many; in a longer one a letter may be another one as well; in a long one two things may be wrong. The
first letter never is. Words that are words of their own however much they look like a known one ("bread", "blood") are
listed in `gan/wishes/data/grammar.json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

__all__ = ["Spelling"]

_SHORTEST: Final = 5
# From this many letters on, two things may be wrong.
_LONG: Final = 9
# No known word is longer, and the distance to one that is would take its time.
_LONGEST: Final = 30
# A letter that is missing or too many.
_ONE_LETTER: Final = 1


class Spelling:
    """Puts misspelt words right.

    Args:
        known: the words that may be meant, and how each is looked up.
        others: words that are something else.
    """

    def __init__(self, known: Mapping[str, str], others: Iterable[str]) -> None:
        self._others = frozenset(others)
        self._forms = dict(known)
        self._known: dict[str, list[str]] = {}
        for word in sorted({word for word in known if len(word) >= _SHORTEST} - self._others):
            self._known.setdefault(word[0], []).append(word)

    def meant(self, word: str) -> str | None:
        """The known word that a misspelt one stands for, as it is looked up; None where there is none, or several."""
        if not _SHORTEST <= len(word) <= _LONGEST or self._is_another(word):
            return None
        most = 2 if len(word) >= _LONG else 1
        near = process.extract(word, self._known.get(word[0], []), scorer=OSA.distance, score_cutoff=most, limit=8)
        nearest = [known for known, distance, _ in near if distance == near[0][1] and _may_be(word, known)]
        forms = [self._forms[known] for known in nearest]
        return forms[0] if len({form.removesuffix("s") for form in forms}) == 1 else None

    def _is_another(self, word: str) -> bool:
        """Whether it is a word of its own, or the plural of one."""
        return word in self._others or (word.endswith("s") and word[:-1] in self._others)


def _may_be(word: str, known: str) -> bool:
    if len(word) > _SHORTEST:
        return True
    return sorted(word) == sorted(known) or Indel.distance(word, known) == _ONE_LETTER
