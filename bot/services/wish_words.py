"""What came of a wish, in the member's words and language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from bot.locales import text
from gan.attributes import Vocabulary
from gan.wishes.combining import Combined
from gan.wishes.meanings import attribute_label
from gan.wishes.meant import Reading
from gan.wishes.telling import Told, tell

__all__ = ["harmless", "in_words", "language_of", "listed"]

# What Discord reads as formatting, mentions or links.
_MARKUP: Final = frozenset("`*_~|<>@\\[]#\n\r")
# Characters of a member's words that are said back at once.
_LONGEST: Final = 60
# Words that were not understood, and characters in all, that a message has room for.
_MOST_WORDS: Final = 12
_MOST_CHARACTERS: Final = 1500


def language_of(locale: str) -> str:
    """The language of a locale, as vocabularies name it: `zh` for `zh-CN`."""
    return locale.replace("/", "-").partition("-")[0]


def harmless(words: str) -> str:
    """What a member typed, short and without what Discord would format."""
    kept = "".join(letter for letter in words if letter not in _MARKUP).strip()
    return kept if len(kept) <= _LONGEST else f"{kept[: _LONGEST - 1]}…"


def listed(words: Iterable[str], locale: str) -> str:
    """Words one after the other, each in quotation marks."""
    return text("ui.wish.list", locale).join(text("ui.wish.quoted", locale, words=one) for one in words)


def in_words(combined: Combined, reading: Reading, vocabulary: Vocabulary, locale: str) -> list[str]:
    """What was understood in a line, and a line for each thing that was not; nothing of them is formatted."""
    return _short(_lines(combined, reading, vocabulary, locale))


def _lines(combined: Combined, reading: Reading, vocabulary: Vocabulary, locale: str) -> Iterator[str]:
    language = language_of(locale)

    def named(attribute: str) -> str:
        return attribute_label(vocabulary[attribute], language)

    told = dict.fromkeys(_said(tell(one, vocabulary, language), locale) for one in combined.meant)
    if told:
        yield text("ui.wish.understood", locale, what=text("ui.wish.comma", locale).join(told))
    for gone in combined.overruled:
        yield text("ui.wish.overruled", locale, words=harmless(gone.said), thing=named(gone.attribute))
    for unclear in reading.unclear:
        things = text("ui.wish.or", locale).join(map(named, unclear.attributes))
        yield text("ui.wish.unclear", locale, words=harmless(unclear.said), things=things)
    for unfit in reading.unfit:
        yield text("ui.wish.unfit", locale, words=harmless(unfit.said), thing=harmless(unfit.of))
    if reading.unknown:
        unknown = [harmless(words) for words in reading.unknown]
        yield text("ui.wish.unknown", locale, words=listed(unknown[:_MOST_WORDS], locale))


def _said(told: Told, locale: str) -> str:
    value = told.value
    if told.negated:
        value = text("ui.wish.without" if told.missing else "ui.wish.not", locale, value=value)
    if told.near_to:
        value = text("ui.wish.near", locale, value=value, words=harmless(told.near_to))
    return text("ui.wish.pair", locale, attribute=told.attribute, value=value) if told.attribute else value


def _short(lines: Iterable[str]) -> list[str]:
    """As many of the lines as a message has room for."""
    kept: list[str] = []
    for line in lines:
        left = _MOST_CHARACTERS - sum(map(len, kept))
        if left <= 0:
            break
        kept.append(line if len(line) <= left else f"{line[: left - 1]}…")
    return kept
