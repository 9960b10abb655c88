"""All phrases that can be said of a model's avatars: its labels, and the hand-written words that fit its vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Final

from gan.attributes import Vocabulary
from gan.wishes import synonyms
from gan.wishes.meanings import Meaning, named_heads, of_attributes, of_combinations, of_things
from gan.wishes.senses import Entry, Head, Role, Sense
from gan.wishes.text import Kind, Token, TokenReader

__all__ = ["Lexicon"]

_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
# A word that is no phrase by itself.
_STRANGE: Final = Entry(role=Role.STRANGE)


class Lexicon:
    """Phrases and what they may mean; immutable, and made once for a vocabulary.

    Attributes:
        vocabulary: the model's, labels included.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        words = synonyms.grammar()
        self._reader = TokenReader(words["characters"], words["spellings"], list(_signs()))
        self._entries: dict[str, Entry] = {}
        self._words: set[str] = set()
        self._parts: set[str] = set()
        for meaning in (*of_combinations(vocabulary), *of_attributes(vocabulary)):
            self._add_sense(meaning)
        for phrase, head in (*of_things(vocabulary), *named_heads(vocabulary)):
            self._add_head(phrase, head)
        for role, phrases in words["words"].items():
            for phrase in synonyms.phrases_in(phrases):
                self._add_role(phrase, Role(role))
        for phrase in synonyms.phrases_in(words["strange"]):
            self._add_role(phrase, Role.STRANGE)
        self._add_plurals()
        self.longest = max(map(len, self._entries), default=0)

    def tokens(self, text: str) -> list[Token]:
        """A text, cut into tokens as the phrases were."""
        return self._reader.tokens(text)

    def key(self, text: str) -> str:
        """How a phrase is looked up."""
        return self._reader.key(text)

    def find(self, key: str) -> Entry | None:
        """What a phrase means; None where it is not known."""
        return self._entries.get(key) or self._plurals.get(key)

    def holds(self, word: str) -> bool:
        """Whether a word is a phrase, or one of those in a phrase."""
        return word in self._entries or word in self._plurals or word in self._words or word in self._parts

    @property
    def words(self) -> frozenset[str]:
        """The Latin words whose misspelling would change what is understood."""
        letters = set(_LATIN)
        phrases = {key for key, entry in self._entries.items() if entry.role is not Role.STRANGE and _matters(entry)}
        parts = {word for word in self._parts if _matters(self._entries.get(word, _STRANGE))}
        return frozenset(word for word in phrases | parts if set(word) <= letters)

    def _known_key(self, phrase: str, words: set[str]) -> str:
        """The key of a phrase, whose words are known from now on."""
        tokens = self.tokens(phrase)
        words.update(token.text for token in tokens if token.kind is Kind.WORD)
        return "".join(token.text for token in tokens)

    def _add_sense(self, meaning: Meaning) -> None:
        key = self._known_key(meaning.phrase, self._parts)
        if not key:
            return
        entry = self._entries.get(key, Entry())
        sense = self._said_by(meaning.phrase, key, meaning.sense)
        if not any(sense.alike(known) for known in entry.senses):
            self._entries[key] = replace(entry, senses=(*entry.senses, sense))

    def _said_by(self, phrase: str, key: str, sense: Sense) -> Sense:
        """The sense of a phrase: "cat eyes" are a thing though "sharp" is none; a single character needs company."""
        if not sense.adjective:
            return sense
        alone = len(key) == 1 and self.tokens(phrase)[0].kind is Kind.HAN
        heads = (head for head in self._head_words[sense.main] if head != key)
        names = any(key.endswith(head) or (len(head) > 1 and key.startswith(head)) for head in heads)
        return replace(sense, bound=(sense.bound or alone) and not names, beside=sense.beside if names else ())

    @cached_property
    def _head_words(self) -> Mapping[str, frozenset[str]]:
        """For each attribute the names of the things that have it."""
        found: dict[str, set[str]] = {name: set() for name in self.vocabulary}
        for phrase, head in (*of_things(self.vocabulary), *named_heads(self.vocabulary)):
            for name in head.takes:
                found[name].add(self.key(phrase))
        return {name: frozenset(keys) for name, keys in found.items()}

    def _add_head(self, phrase: str, head: Head) -> None:
        key = self._known_key(phrase, self._parts)
        if not key:
            return
        entry = self._entries.get(key, Entry())
        known = entry.head
        if known is not None:
            takes = tuple(dict.fromkeys([*known.takes, *head.takes]))
            head = replace(known, takes=takes, absent=known.absent or head.absent, present=known.present)
        self._entries[key] = replace(entry, head=head)

    def _add_role(self, phrase: str, role: Role) -> None:
        """A word of the grammar; what means something keeps its meaning, and a shade may be a colour as well."""
        key = self._known_key(phrase, self._words)
        entry = self._entries.get(key, Entry())
        if entry.role is None and (role is Role.SHADE or not entry.means):
            self._entries[key] = replace(entry, role=role)

    def _add_plurals(self) -> None:
        """One and many are said alike: "ponytails", "a bang"."""
        self._plurals: dict[str, Entry] = {}
        for key, entry in self._entries.items():
            if not entry.means or not set(key) <= set(_LATIN) or len(key) < 3:
                continue
            other = key[:-1] if key.endswith("s") and not key.endswith("ss") else f"{key}s"
            if len(other) > 3 and other not in self._entries:
                self._plurals[other] = entry


def _matters(entry: Entry) -> bool:
    return entry.means or entry.role in (Role.NOT, Role.WITHOUT, Role.START, Role.WORN, Role.STRANGE)


def _signs() -> Iterator[str]:
    """Every emoji and emoticon that is among the hand-written words."""

    def of(words: Iterable[Mapping[str, object]]) -> Iterator[str]:
        for one in words:
            found = one.get("signs", [])
            yield from found if isinstance(found, list) else []
            near = one.get("near", {})
            yield from near.get("signs", []) if isinstance(near, dict) else []

    for attribute in synonyms.attribute_words().values():
        yield from of([*attribute.get("classes", {}).values(), *attribute.get("groups", [])])
    yield from of([*(one for one, _ in synonyms.combinations()), *synonyms.moods().values()])
    yield from of(synonyms.grammar()["words"].values())
