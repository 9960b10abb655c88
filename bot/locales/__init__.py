"""The sentences that members read, by stable key: one JSON catalogue a language.

A catalogue's value is a sentence with blanks in braces, or, where a number in it changes the sentence, an object that
names the blank and gives a sentence for each of the language's plural categories (Unicode CLDR)::

    "ui.found": "Found: {name}",
    "ui.left": {"count": {"one": "One picture is left.", "other": "{count} pictures are left."}}

Sentences name commands as they are called in English (`/avatar new`); a language that calls them otherwise
(`name.avatar`, `name.avatar.new`) shows its readers its own names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, cast

from babel import Locale, numbers

__all__ = [
    "FALLBACK",
    "Counted",
    "Group",
    "Sentence",
    "catalogue",
    "closest",
    "in_language",
    "known",
    "language_name",
    "languages",
    "text",
]

FALLBACK: Final = "en"
_FOLDER: Final = Path(__file__).parent
# As many significant digits of a measured number as tell a reader anything.
_FRACTION: Final = "@##"
_COMMAND: Final = re.compile(r"/(?P<group>[a-z]+)(?: (?P<name>[a-z]+(?:-[a-z]+)*))?\b")


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence that a number changes.

    Attributes:
        by: the blank that holds the number.
        forms: the sentence by plural category; `other` is always there.
    """

    by: str
    forms: Mapping[str, str]


Sentence = str | Counted


class Group(str):
    """The name of a group of commands as a value for a blank, in English and without its slash: `avatar`."""

    __slots__ = ()


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are, as Discord names them, English first."""
    found = sorted(path.stem for path in _FOLDER.glob("*.json"))
    return (FALLBACK, *(name for name in found if name != FALLBACK))


@cache
def catalogue(locale: str) -> dict[str, Sentence]:
    """All sentences of a language, by key; empty where there is no catalogue of that name."""
    if locale not in languages():
        return {}
    raw = cast(
        "dict[str, str | dict[str, dict[str, str]]]",
        json.loads((_FOLDER / f"{locale}.json").read_text(encoding="utf-8")),
    )
    names = {key: value for key, value in raw.items() if key.startswith("name.") and isinstance(value, str)}
    found: dict[str, Sentence] = {}
    for key, value in raw.items():
        if isinstance(value, str):
            found[key] = _with_names(value, names)
        else:
            ((by, forms),) = value.items()
            found[key] = Counted(by, {category: _with_names(form, names) for category, form in forms.items()})
    return found


def text(key: str, locale: str = FALLBACK, **params: object) -> str:
    """The sentence of a key with its blanks filled, in English where the language lacks it.

    Numbers are written as the language writes them, whole ones in full and others with three significant digits; lists
    (tuples of words) likewise.

    Raises:
        KeyError: no catalogue holds the key, or a blank was given no value.
    """
    spoken = locale if key in catalogue(locale) else FALLBACK
    sentence = catalogue(spoken)[key]
    if isinstance(sentence, Counted):
        category = _rules(spoken).plural_form(cast("float", params[sentence.by]))
        sentence = sentence.forms.get(category) or sentence.forms["other"]
    return sentence.format_map({name: _written(value, spoken) for name, value in params.items()})


def in_language(sentence: str, locale: str, kind: str) -> str:
    """The same in a language, of an English sentence from a part of the program that knows no languages.

    It is recognised by the catalogue's English under a key that begins with `kind`, with the blanks filled.

    Args:
        sentence: what was said; returned as it is where it is not recognised.
        kind: `upload` for what is wrong with files, `why` for the reasons of a model's rules.
    """
    for key, pattern in _recognised(kind):
        if found := pattern.fullmatch(sentence):
            return text(key, locale, **found.groupdict())
    return sentence


@cache
def _recognised(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = {key: said for key, said in catalogue(FALLBACK).items() if key.startswith(f"{kind}.")}
    return tuple((key, re.compile(_as_pattern(said))) for key, said in found.items() if isinstance(said, str))


def _as_pattern(sentence: str) -> str:
    parts = re.split(r"{(\w+)}", sentence)
    return "".join(f"(?P<{part}>.+)" if place % 2 else re.escape(part) for place, part in enumerate(parts))


def known(key: str) -> bool:
    """Whether there is a sentence of that key."""
    return key in catalogue(FALLBACK)


@cache
def closest(*wanted: str) -> str:
    """The language to answer in: the first that was wanted and is there, else one that is closely related to it.

    Args:
        wanted: locales as Discord names them, the most wanted first: `zh-CN`, `en-US`. Who reads `zh-TW` gets `zh-CN`
            as long as there is no catalogue of their own.
    """
    for one in wanted:
        base = one.partition("-")[0]
        related = (name for name in languages() if name.partition("-")[0] == base)
        found = one if one in languages() else next(related, None)
        if found is not None:
            return found
    return FALLBACK


def language_name(locale: str) -> str:
    """What those who speak a language call it."""
    return _rules(locale).language_name or locale


@cache
def _rules(locale: str) -> Locale:
    return Locale.parse(locale, sep="-")


def _written(value: object, locale: str) -> object:
    if isinstance(value, tuple):
        separator = cast("str", catalogue(locale)["ui.list_separator"])
        return separator.join(str(_written(one, locale)) for one in cast("tuple[object, ...]", value))
    if isinstance(value, Group):
        return catalogue(locale).get(f"name.{value}", value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if isinstance(value, int):
        return numbers.format_decimal(value, locale=_rules(locale))
    return numbers.format_decimal(value, format=_FRACTION, locale=_rules(locale))


def _with_names(sentence: str, names: Mapping[str, str]) -> str:
    """The sentence with commands called as the language calls them."""

    def called(found: re.Match[str]) -> str:
        group, name = found["group"], found["name"]
        if f"name.{group}" not in names:
            return found[0]
        if name is None:
            return f"/{names[f'name.{group}']}"
        inner = names.get(f"name.{group}.{name}")
        # Where the next word is no command, it belongs to the sentence.
        return f"/{names[f'name.{group}']} {name if inner is None else inner}"

    return _COMMAND.sub(called, sentence)
