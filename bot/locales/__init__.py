"""The sentences that members read, by stable key: one JSON catalogue a language."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final, cast

__all__ = ["FALLBACK", "catalogue", "known", "text"]

FALLBACK: Final = "en"
_FOLDER: Final = Path(__file__).parent


@cache
def catalogue(locale: str) -> dict[str, str]:
    """All sentences of a language, by key; empty where there is no catalogue of that name."""
    path = _FOLDER / f"{locale}.json"
    if not path.is_file():
        return {}
    return cast("dict[str, str]", json.loads(path.read_text(encoding="utf-8")))


def text(key: str, locale: str = FALLBACK, **params: object) -> str:
    """The sentence of a key with its blanks filled, in English where the language lacks it.

    Raises:
        KeyError: no catalogue holds the key, or a blank was given no value.
    """
    known = catalogue(locale)
    sentence = known[key] if key in known else catalogue(FALLBACK)[key]
    return sentence.format_map(params)


def known(key: str) -> bool:
    """Whether there is a sentence of that key."""
    return key in catalogue(FALLBACK)
