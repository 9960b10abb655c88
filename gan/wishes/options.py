"""The wishes that can be chosen one by one: an option has a few attributes, and takes one value of any of them.

What is typed into an option may be one of its values, or free words, which are read as a description of these
attributes alone ("blue hoodie" of an outfit).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

from rapidfuzz import fuzz, process

from gan.attributes import Attribute, Vocabulary
from gan.wishes import synonyms
from gan.wishes.meanings import attribute_label, class_label, mood_sense
from gan.wishes.meant import Meant
from gan.wishes.reading import Reader, TooLong
from gan.wishes.senses import NONE, Sense
from gan.wishes.synonyms import phrases_in
from gan.wishes.wish import Values

__all__ = ["OPTIONS", "NoSuchValue", "Option", "OptionUnavailable", "Suggestion"]

# Which attributes an option is about, by its name; the first of them needs no mention beside a value.
OPTIONS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "hair_color": ("hair_color",),
        "hair_style": ("back_hair", "hair_texture", "fringe", "side_locks", "ahoge", "hair_dye"),
        "eye_color": ("eye_color",),
        "eye_shape": ("eye_shape",),
        "age": ("age",),
        "presentation": ("presentation",),
        "skin": ("skin",),
        "mood": ("mouth", "lids", "brows"),
        "outfit": ("outfit", "outfit_color"),
        "accessory": ("eyewear", "headwear", "hair_ornament", "ear_wear", "neckwear", "accessory"),
        "background": ("background", "backdrop"),
    }
)
_MOOD: Final = "mood"
_AGE: Final = "age"
# How alike, of 100, what was typed must be to what is suggested in spite of a misspelling.
_ALIKE: Final = 70


class OptionUnavailable(ValueError):
    """The model knows nothing of what an option is about."""


class NoSuchValue(ValueError):
    """What was typed fits no value of an option.

    Attributes:
        nearest: the values that look most like it, the nearest first.
    """

    def __init__(self, option: str, typed: str, nearest: Sequence[Suggestion]) -> None:
        names = ", ".join(one.label for one in nearest)
        super().__init__(f"{typed!r} is no value of {option}. Nearest to it: {names}.")
        self.nearest = tuple(nearest)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value of an option.

    Attributes:
        label: in words.
        value: what is sent for it: `attribute=class`, or `mood=name`.
    """

    label: str
    value: str


class Option:
    """An option as a vocabulary can fulfil it.

    Args:
        name: one of `OPTIONS`.
        reader: of the model's words.

    Raises:
        OptionUnavailable
    """

    def __init__(self, name: str, reader: Reader) -> None:
        self._name = name
        self._reader = reader
        self._lexicon = reader.lexicon
        self._vocabulary: Vocabulary = reader.lexicon.vocabulary
        self._attributes = tuple(one for one in OPTIONS[name] if one in self._vocabulary)
        self._senses = dict(self._values())
        if not self._senses:
            raise OptionUnavailable(f"This model knows nothing of {name}.")

    def suggestions(self, typed: str, language: str, most: int) -> list[Suggestion]:
        """The values whose label fits what was typed so far, the best first.

        Where there are none, those that other words for them fit, and then those that look like it.

        Args:
            language: of the labels.
            most: how many at the most.
        """
        key = self._lexicon.key(typed)
        if not key:
            return [self._suggestion(value, language) for value in self._senses][:most]
        found = (
            self._ranked(lambda value: self._fits_label(value, key, language))
            or self._ranked(lambda value: _place(key, self._keys[value]))
            or [value for value, score in self._like(key) if score >= _ALIKE]
        )
        return [self._suggestion(value, language) for value in found[:most]]

    def read(self, typed: str, language: str) -> list[Meant]:
        """What was typed or picked.

        Raises:
            NoSuchValue: any of it is no value of this option.
        """
        sense = self._senses.get(typed.strip())
        if sense is not None:
            return [Meant(self._suggestion(typed.strip(), language).label, sense)]
        try:
            words = f"age {typed}" if self._name == _AGE and typed.strip().isdecimal() else typed
            reading = self._reader.read(words, self._attributes)
        except TooLong:
            raise NoSuchValue(self._name, f"{typed[:30]}…", self._nearest(typed[:30], language)) from None
        if not reading.meant or reading.unknown or reading.unclear or reading.unfit:
            raise NoSuchValue(self._name, typed, self._nearest(typed, language))
        return list(reading.meant)

    def _values(self) -> Iterator[tuple[str, Sense]]:
        """What each value means, by what is sent for it."""
        if self._name == _MOOD:
            for mood in synonyms.moods():
                sense = mood_sense(mood, self._vocabulary)
                if sense is not None:
                    yield f"{_MOOD}={mood}", sense
            return
        for name in self._attributes:
            attribute = self._vocabulary[name]
            for value in attribute.values:
                if value != NONE:
                    labels = dict(attribute.value_labels.get(value, {})) or {"en": value.replace("_", " ")}
                    yield f"{name}={value}", Sense({name: Values(frozenset({value}))}, frozenset({value}), labels)

    def _suggestion(self, value: str, language: str) -> Suggestion:
        """A value in words; with its attribute, where that is not the one that the option is chiefly about."""
        name, _, wanted = value.partition("=")
        if name == _MOOD:
            labels = synonyms.moods()[wanted]["label"]
            return Suggestion(labels.get(language) or labels["en"], value)
        attribute = self._vocabulary[name]
        label = class_label(attribute, wanted, language)
        if name != self._attributes[0]:
            label = f"{label} ({attribute_label(attribute, language)})"
        return Suggestion(label, value)

    def _ranked(self, fit: Callable[[str], int | None]) -> list[str]:
        """The values that fit, the best first."""
        fits = {value: place for value in self._senses if (place := fit(value)) is not None}
        return sorted(fits, key=lambda value: fits[value])

    def _fits_label(self, value: str, key: str, language: str) -> int | None:
        """How well a value's label fits what was typed, 0 best; None where it does not."""
        label = self._suggestion(value, language).label
        words = [self._lexicon.key(word) for word in label.replace("(", " ").split()]
        return _place(key, [self._lexicon.key(label), *words])

    def _nearest(self, typed: str, language: str, most: int = 3) -> list[Suggestion]:
        return [self._suggestion(value, language) for value, _ in self._like(self._lexicon.key(typed))[:most]]

    def _like(self, key: str) -> list[tuple[str, float]]:
        """All values, those that look most like what was typed first, and how much they do of 100."""
        scores = {
            value: max((score for _, score, _ in process.extract(key, keys, scorer=fuzz.ratio, limit=1)), default=0.0)
            for value, keys in self._keys.items()
        }
        return sorted(scores.items(), key=lambda entry: -entry[1])

    @cached_property
    def _keys(self) -> Mapping[str, tuple[str, ...]]:
        """Every word for each value, as it is looked up."""
        return {value: tuple(dict.fromkeys(map(self._lexicon.key, self._words_for(value)))) for value in self._senses}

    def _words_for(self, value: str) -> list[str]:
        name, _, wanted = value.partition("=")
        if name == _MOOD:
            mood = synonyms.moods()[wanted]
            return [*mood["label"].values(), *phrases_in(mood), *phrases_in(mood.get("near", {}))]
        attribute: Attribute = self._vocabulary[name]
        words = synonyms.attribute_words().get(name, {}).get("classes", {}).get(wanted, {})
        known = [*phrases_in(words), *phrases_in(words.get("near", {})), *phrases_in(words.get("bound", {}))]
        return [*attribute.value_labels.get(wanted, {}).values(), wanted.replace("_", " "), *known]


def _place(key: str, words: Sequence[str]) -> int | None:
    """Where among the words the first begins with what was typed, or after all of them where one only holds it."""
    if not any(key in word for word in words):
        return None
    return next((place for place, word in enumerate(words) if word.startswith(key)), len(words))
