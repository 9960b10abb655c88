"""The hand-written words, as the files in `gan/wishes/data` hold them.

- `attributes.json`: for each attribute the names of it, and other words for its classes and for groups of them.
- `combinations.json`: things that have several attributes (hair), people, looks and moods.
- `grammar.json`: words that say how others belong together, words that must not be taken for others, spellings.

Everything goes by the names of attributes and classes: what the model at hand lacks is left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, Required, TypedDict, cast

__all__ = [
    "AttributeWords",
    "ClassWords",
    "Combination",
    "Grammar",
    "GroupWords",
    "Phrases",
    "Thing",
    "attribute_words",
    "combinations",
    "grammar",
    "moods",
    "phrases_in",
    "things",
]

_FOLDER: Final = Path(__file__).parent / "data"

# Phrases by language; `signs` are emoji and emoticons, which every language has.
Phrases = dict[str, list[str]]


class ClassWords(TypedDict, total=False):
    """Words for a class.

    Attributes:
        en, zh, signs: words that mean it.
        near: words for something that it only comes near to, which members are told.
        bound: words that mean it beside a noun alone ("big" eyes, "black" skin).
        also: classes that do not contradict it.
        without: classes that "not" rules out; itself where absent.
    """

    en: list[str]
    zh: list[str]
    signs: list[str]
    near: Phrases
    bound: Phrases
    also: list[str]
    without: list[str]


# `is` is a word of Python's.
GroupWords = TypedDict(
    "GroupWords",
    {
        "label": Required[dict[str, str]],
        "is": Required[list[str]],
        "also": list[str],
        "without": list[str],
        "en": list[str],
        "zh": list[str],
        "signs": list[str],
        "near": Phrases,
        "bound": Phrases,
    },
    total=False,
)


class AttributeWords(TypedDict, total=False):
    """Words for an attribute.

    Attributes:
        names: further names of it, after its labels.
        adjective: its classes are said of a thing ("blue" of eyes), and are no things themselves.
        colour: they are colours, which may be light or dark.
        bound: they are meant beside a noun alone.
        beside: which attributes a word before one of its things may speak of ("blue" before "hoodie").
        present: the classes that its name alone asks for; all but none where absent.
        absent: what "no" asks for where it has no class `none`.
    """

    names: Phrases
    adjective: bool
    colour: bool
    bound: bool
    beside: list[str]
    present: list[str]
    absent: list[str]
    classes: dict[str, ClassWords]
    groups: list[GroupWords]


Combination = TypedDict(
    "Combination",
    {
        "label": Required[dict[str, str]],
        "is": Required[dict[str, list[str]]],
        "also": dict[str, list[str]],
        "without": list[str],
        "en": list[str],
        "zh": list[str],
        "signs": list[str],
        "near": Phrases,
        "weak": bool,
    },
    total=False,
)


class Thing(TypedDict, total=False):
    """Something that has attributes, and is none itself.

    Attributes:
        of: the attributes that a word before it may speak of, the likeliest first.
        absent: what "no" asks for.
        person: it is somebody; what is said of them need not be said of what stands behind them.
        silent: it says nothing by itself.
    """

    of: Required[list[str]]
    absent: dict[str, list[str]]
    absent_label: dict[str, str]
    person: bool
    silent: bool
    en: list[str]
    zh: list[str]


class Grammar(TypedDict):
    words: dict[str, Phrases]
    strange: Phrases
    other_words: list[str]
    spellings: dict[str, str]
    characters: dict[str, str]
    ages: list[dict[str, Any]]
    age_units: Phrases
    ages_after: Phrases
    decades: Phrases
    assumed: list[str]


@cache
def _read(name: str) -> Any:
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def attribute_words() -> Mapping[str, AttributeWords]:
    """Words for attributes and classes, by the attribute's name."""
    return cast("dict[str, AttributeWords]", _read("attributes"))


def things() -> list[Thing]:
    """Things that have several attributes."""
    return cast("list[Thing]", _read("combinations")["things"])


def combinations() -> list[tuple[Combination, bool]]:
    """People and looks, words that say several things at once; and whether each is somebody."""
    document = cast("dict[str, list[Combination]]", _read("combinations"))
    return [*((one, True) for one in document["people"]), *((one, False) for one in document["looks"])]


def moods() -> Mapping[str, Combination]:
    """Moods, by name: combinations of what mouth, lids and brows do."""
    return cast("dict[str, Combination]", _read("combinations")["moods"])


def grammar() -> Grammar:
    """Words that say how others belong together."""
    return cast("Grammar", _read("grammar"))


def phrases_in(words: Mapping[str, Any]) -> list[str]:
    """The phrases of all languages."""
    return [phrase for language in ("en", "zh", "signs") for phrase in words.get(language, [])]
