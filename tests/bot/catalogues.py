"""Catalogues as tests look at them."""

from __future__ import annotations

import re

from bot.locales import Counted, catalogue

__all__ = ["blanks", "sentences"]


def sentences(locale: str, key: str) -> list[str]:
    """All forms of the sentence of a key, several where a number changes it."""
    sentence = catalogue(locale)[key]
    return list(sentence.forms.values()) if isinstance(sentence, Counted) else [sentence]


def blanks(locale: str, key: str) -> set[str]:
    """The blanks that some form of a sentence has."""
    return {blank for sentence in sentences(locale, key) for blank in re.findall(r"{(\w+)}", sentence)}
