"""Ages in years: "16 years old", "in her 30s", 十六岁."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gan.attributes import Vocabulary
from gan.wishes import synonyms
from gan.wishes.senses import Entry, Sense
from gan.wishes.synonyms import phrases_in
from gan.wishes.text import Kind, Token
from gan.wishes.wish import Values

__all__ = ["Ages"]

_AGE: Final = "age"
_DIGITS: Final = "零一二三四五六七八九"
# Of "age: 16" and "16 y/o".
_MARKS: Final = (":", "/")
# What "30s" ends with.
_TENS: Final = "s"
_DECADES: Final = range(10, 100, 10)


class Ages:
    """Reads ages as the classes of a vocabulary; none where it has no ages."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = synonyms.grammar()
        self._age = vocabulary.get(_AGE)
        self._units = frozenset(unit.replace(" ", "") for unit in phrases_in(words["age_units"]))
        self._before_decades = frozenset(phrase.replace(" ", "") for phrase in phrases_in(words["decades"]))
        self._names = frozenset(phrases_in(words["ages_after"]))
        self._limits = words["ages"]
        # Most phrases are no ages, which their last letter gives away.
        self._last = {unit[-1] for unit in self._units} | {_TENS}

    def entry(self, tokens: Sequence[Token]) -> Entry | None:
        """What some tokens mean, where they are an age and nothing else."""
        if tokens[-1].kind is not Kind.NUMBER and tokens[-1].text[-1] not in self._last:
            return None
        years = None if self._age is None else self._years(tokens)
        if self._age is None or years is None:
            return None
        for limit in self._limits:
            if years < limit["below"]:
                classes = [value for value in limit["is"] if value in self._age.values]
                if not classes:
                    return None
                labels = self._age.value_labels.get(classes[0]) or {"en": classes[0]}
                return Entry((Sense({_AGE: Values(frozenset(classes))}, frozenset(classes), labels),))
        return None

    def _years(self, tokens: Sequence[Token]) -> int | None:
        if any(token.kind is Kind.MARK and token.text not in _MARKS for token in tokens):
            return None
        texts = [token.text for token in tokens if token.kind is not Kind.MARK]
        if "".join(texts[:-1]) in self._names and tokens[-1].kind is Kind.NUMBER:
            return int(texts[-1]) if len(texts[-1]) < 4 else None
        if tokens[0].kind is Kind.NUMBER:
            if len(texts[0]) < 4 and "".join(texts[1:]) in self._units:
                return int(texts[0])
            return None
        if texts[-1] == _TENS and tokens[-2].kind is Kind.NUMBER and "".join(texts[:-2]) in self._before_decades:
            return int(texts[-2]) if len(texts[-2]) < 4 and int(texts[-2]) in _DECADES else None
        for cut in range(1, len(texts)):
            if "".join(texts[cut:]) in self._units:
                return _chinese("".join(texts[:cut]))
        return None


def _chinese(number: str) -> int | None:
    """A Chinese number below a hundred: 五, 十六, 八十, 三十五."""
    tens, ten, ones = number.rpartition("十") if "十" in number else ("", "", number)
    if any(part and (len(part) > 1 or part not in _DIGITS) for part in (tens, ones)) or not number:
        return None
    value = _DIGITS.index(ones) if ones else 0
    if ten:
        value += 10 * (_DIGITS.index(tens) if tens else 1)
    return value
