"""A text as the phrases that it is made of: the longest that are known, and what is left between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from gan.attributes import Vocabulary
from gan.wishes import synonyms
from gan.wishes.ages import Ages
from gan.wishes.lexicon import Lexicon
from gan.wishes.senses import Entry, Role, Sense
from gan.wishes.spelling import Spelling
from gan.wishes.text import Kind, Token

__all__ = ["Piece", "Segmenter"]

# More tokens than any phrase has.
_MOST_TOKENS: Final = 12
# What a phrase and an unknown word cost a reading: the cheapest leaves as little as possible over.
_KNOWN, _UNKNOWN = 10, 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A phrase of a text.

    Attributes:
        entry: what it may be; None where it is not known.
        mark: the punctuation mark that it is, if it is one.
        start, end: where it stands in the text.
    """

    entry: Entry | None
    start: int
    end: int
    mark: str = ""

    @property
    def role(self) -> Role | None:
        """What it does, where it means nothing."""
        return None if self.entry is None or self.entry.means else self.entry.role


class Segmenter:
    """Finds the phrases of a lexicon in texts."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._colours = _colours(lexicon.vocabulary)
        self._ages = Ages(lexicon.vocabulary)
        words = synonyms.grammar()
        shades = synonyms.phrases_in(words["words"][Role.SHADE.value])
        self._longest_shade = max(len(lexicon.key(shade)) for shade in shades)
        others = [word for word in words["other_words"] if not lexicon.holds(word)]
        self._spelling = Spelling({**words["spellings"], **{word: word for word in lexicon.words}}, others)

    def pieces(self, text: str) -> list[Piece]:
        """The text in phrases, so that as little as possible is left over, and then in as few as possible."""
        tokens = [self._spelt(token) for token in self._lexicon.tokens(text)]
        best: list[tuple[int, int, Entry | None]] = [(0, len(tokens), None)]
        for start in range(len(tokens) - 1, -1, -1):
            best.append(self._best(tokens, start, best))
        best.reverse()
        return list(self._walk(tokens, best))

    def _spelt(self, token: Token) -> Token:
        if token.kind is not Kind.WORD or self._lexicon.holds(token.text):
            return token
        meant = self._spelling.meant(token.text)
        return token if meant is None else replace(token, text=meant)

    def _best(
        self, tokens: Sequence[Token], start: int, after: Sequence[tuple[int, int, Entry | None]]
    ) -> tuple[int, int, Entry | None]:
        """The cheapest way to go on from a token: what it all costs, where its phrase ends, and what that is."""

        def rest(end: int) -> int:
            return after[len(tokens) - end][0]

        found = (_UNKNOWN + rest(start + 1), start + 1, None)
        if tokens[start].kind is Kind.MARK:
            found = (rest(start + 1), start + 1, None)
        for end in range(min(len(tokens), start + _MOST_TOKENS), start, -1):
            if tokens[start].kind is Kind.MARK or tokens[end - 1].kind is Kind.MARK:
                continue
            entry = self._entry(tokens[start:end])
            if entry is not None and (cost := _cost(entry) + rest(end)) < found[0]:
                found = (cost, end, entry)
        return found

    def _walk(self, tokens: Sequence[Token], best: Sequence[tuple[int, int, Entry | None]]) -> list[Piece]:
        found: list[Piece] = []
        start = 0
        while start < len(tokens):
            _, end, entry = best[start]
            mark = tokens[start].text if tokens[start].kind is Kind.MARK else ""
            found.append(Piece(entry, tokens[start].start, tokens[end - 1].end, mark))
            start = end
        return found

    def _entry(self, tokens: Sequence[Token]) -> Entry | None:
        """What some tokens are as one phrase."""
        if len(tokens) > 1 and (age := self._ages.entry(tokens)) is not None:
            return age
        key = "".join(token.text for token in tokens)
        if len(key) > self._lexicon.longest:
            return None
        entry = self._lexicon.find(key)
        shaded = self._shaded(tokens) if len(tokens) > 1 else ()
        if not shaded:
            return entry
        exact = entry.senses if entry else ()
        known = {sense.attribute for sense in exact}
        more = tuple(sense for sense in shaded if sense.attribute not in known)
        return replace(entry or Entry(), senses=(*exact, *more))

    def _shaded(self, tokens: Sequence[Token]) -> tuple[Sense, ...]:
        """A colour that "light" or "dark" stands before: that colour, which comes near to it."""
        for cut in range(1, len(tokens)):
            key = "".join(token.text for token in tokens[:cut])
            if len(key) > self._longest_shade:
                break
            shade = self._lexicon.find(key)
            if shade is not None and shade.role is Role.SHADE:
                colour = self._lexicon.find("".join(token.text for token in tokens[cut:]))
                senses = [one for one in colour.senses if one.attribute in self._colours] if colour else []
                return tuple(replace(one, near=True) for one in senses if not one.group)
        return ()


def _cost(entry: Entry) -> int:
    # Where a text can be read in two ways, in the one that needs no "nearly".
    return _KNOWN + (1 if entry.senses and all(sense.near for sense in entry.senses) else 0)


def _colours(vocabulary: Vocabulary) -> frozenset[str]:
    words = synonyms.attribute_words()
    return frozenset(name for name in vocabulary if words.get(name, {}).get("colour"))
