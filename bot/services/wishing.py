"""What members wish for: options and free words, read in the words of the model that draws."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from bot.locales import in_language, text
from bot.services.palette import Palette
from bot.services.wish_errors import (
    NoSuchOption,
    NoSuchWish,
    NothingUnderstood,
    TwoWishesForOne,
    WishesContradict,
    WishesTooMany,
    WishTooLong,
)
from bot.services.wish_words import harmless, in_words, language_of, listed
from gan.models import Model
from gan.wishes.combining import Conflict, TwoWishes, WishesClash, combine
from gan.wishes.lexicon import Lexicon
from gan.wishes.meanings import attribute_label
from gan.wishes.meant import Meant, Reading
from gan.wishes.options import NoSuchValue, Option, OptionUnavailable, Suggestion
from gan.wishes.reading import LONGEST, Reader, TooLong
from gan.wishes.wish import Wish

__all__ = ["WISH_VIEW", "Asked", "Wished", "Wishing"]

# What of a drawing's view tells what was wished for; the same wish drawn again tells it again.
WISH_VIEW: Final = frozenset({"wish"})

# As many as Discord shows at once.
_MOST_CHOICES: Final = 25


@dataclass(frozen=True, slots=True)
class Asked:
    """What a member typed.

    Attributes:
        options: by name, see `gan.wishes.options.OPTIONS`.
        words: free ones.
    """

    options: Mapping[str, str] = field(default_factory=dict[str, str])
    words: str = ""


@dataclass(frozen=True, slots=True)
class Wished:
    """What came of it.

    Attributes:
        view: what the answer tells of it: `wish`, a line for each thing; nothing where nothing was asked.
    """

    wish: Wish = field(default_factory=Wish)
    view: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))


class _Vocabulary:
    """The words of a model's vocabulary; making it takes a moment, so it is made once."""

    def __init__(self, model: Model) -> None:
        self._options: dict[str, Option] = {}
        self.reader = Reader(Lexicon(model.vocabulary))

    def option(self, name: str) -> Option:
        """An option; raises `OptionUnavailable`."""
        if name not in self._options:
            self._options[name] = Option(name, self.reader)
        return self._options[name]


class Wishing:
    """Reads wishes, and suggests what may be wished for."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        # Models of one family share a vocabulary, and there are as many families as the operator has trained.
        self._vocabularies: dict[str, _Vocabulary] = {}
        self._making = asyncio.Lock()

    async def suggest(self, guild_id: int | None, option: str, typed: str, locale: str) -> list[Suggestion]:
        """Values of an option for what was typed so far; none where the server's model knows nothing of it.

        Raises:
            ModelUnavailable
        """
        choice = await self._palette.choose(guild_id)
        words = await self._words(choice.model)
        try:
            return words.option(option).suggestions(typed, language_of(locale), _MOST_CHOICES)
        except OptionUnavailable:
            return []

    async def read(
        self, asked: Asked, model: Model, locale: str, exact: Mapping[str, str], *, told_in: str | None = None
    ) -> Wished:
        """What a member wishes for, for a model to draw; options win over free words.

        Args:
            locale: of the member.
            exact: classes by attribute; they win too.
            told_in: the language that it is told in what was understood, where that is another.

        Raises:
            WishTooLong, NothingUnderstood, NoSuchWish, NoSuchOption
            TwoWishesForOne, WishesContradict, WishesTooMany: it cannot all be had.
        """
        if not asked.options and not asked.words.strip():
            return Wished(Wish.of(exact))
        words = await self._words(model)
        chosen = [meant for name, typed in asked.options.items() for meant in self._option(name, typed, words, locale)]
        reading = self._description(asked.words, words)
        if not chosen and not reading.meant and (reading.unknown or reading.unclear or reading.unfit):
            raise NothingUnderstood(words=listed([harmless(asked.words)], locale))
        try:
            combined = combine(chosen, reading.meant, model, Wish.of(exact))
        except Conflict as conflict:
            raise _refusal(conflict, model, locale) from conflict
        lines = in_words(combined, reading, model.vocabulary, told_in or locale)
        return Wished(combined.wish, {"wish": "\n".join(lines)} if lines else {})

    def _option(self, name: str, typed: str, words: _Vocabulary, locale: str) -> list[Meant]:
        called = text(f"ui.option.{name}", locale)
        try:
            return words.option(name).read(typed, language_of(locale))
        except OptionUnavailable as error:
            raise NoSuchOption(option=called) from error
        except NoSuchValue as error:
            nearest = listed((one.label for one in error.nearest), locale)
            raise NoSuchWish(typed=harmless(typed), option=called, nearest=nearest) from error

    def _description(self, words: str, vocabulary: _Vocabulary) -> Reading:
        try:
            return vocabulary.reader.read(words.strip())
        except TooLong as error:
            raise WishTooLong(most=LONGEST, length=len(words.strip())) from error

    async def _words(self, model: Model) -> _Vocabulary:
        async with self._making:
            if model.family not in self._vocabularies:
                self._vocabularies[model.family] = await asyncio.to_thread(_Vocabulary, model)
            return self._vocabularies[model.family]


def _refusal(conflict: Conflict, model: Model, locale: str) -> Exception:
    """The member's sentence for wishes that cannot all be had."""
    said = _each_once(conflict.said)
    if isinstance(conflict, TwoWishes) and len(said) == 2:
        attribute = attribute_label(model.vocabulary[conflict.attribute], language_of(locale))
        return TwoWishesForOne(first=said[0], second=said[1], attribute=attribute)
    if isinstance(conflict, WishesClash) and len(said) == 2 and conflict.why:
        return WishesContradict(first=said[0], second=said[1], why=in_language(conflict.why, locale, "why"))
    return WishesTooMany(words=listed(said, locale))


def _each_once(said: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(harmless(words) for words in said))
