"""Names of saved avatars: what is one, and ones made up."""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from typing import Final

from bot.services.errors import NameCharacters, NameEmpty, NameTooLong
from gan.recipe import Recipe

__all__ = ["LONGEST_NAME", "clean_name", "made_up_name", "name_key", "quotable"]

LONGEST_NAME: Final = 32

# What Discord reads as formatting, mentions or links, anywhere in a line and at its beginning.
_MARKUP: Final = frozenset("`*_~|<>@\\[]")
_LEADING_MARKUP: Final = ("#", "-")
# Joins the parts of one emoji (a family, a flag); all other invisible characters are refused.
_JOINER: Final = "\N{ZERO WIDTH JOINER}"
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})

# fmt: off
_FIRST_NAMES: Final = (
    "Akari", "Aoi", "Asahi", "Ayame", "Chiyo", "Fuyu", "Hana", "Haru", "Hikari", "Hina", "Hinata",
    "Honoka", "Kaede", "Kiku", "Kohaku", "Koharu", "Kokoro", "Mio", "Miyu", "Momo", "Nagi", "Nana",
    "Natsu", "Nozomi", "Ran", "Rei", "Ren", "Rin", "Sakura", "Sora", "Suzu", "Tsubasa", "Tsumugi",
    "Ume", "Yori", "Yozora", "Yui", "Yuki", "Yume", "Yuzu",
)
# fmt: on


def clean_name(name: str) -> str:
    """The name as it is stored: composed (NFC), trimmed, blanks collapsed.

    Raises:
        NameEmpty, NameTooLong, NameCharacters
    """
    composed = unicodedata.normalize("NFC", name).strip()
    if any(unicodedata.category(letter) in _INVISIBLE and letter != _JOINER for letter in composed):
        raise NameCharacters
    cleaned = " ".join(composed.split())
    if not any(unicodedata.category(letter)[0] in "LNPS" for letter in cleaned):
        raise NameEmpty
    if len(cleaned) > LONGEST_NAME:
        raise NameTooLong(most=LONGEST_NAME, length=len(cleaned))
    if _MARKUP.intersection(cleaned) or cleaned.startswith(_LEADING_MARKUP) or "://" in cleaned:
        raise NameCharacters
    return cleaned


def name_key(name: str) -> str:
    """What two names that differ in capitals or letter forms only have in common."""
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


def quotable(name: str) -> str:
    """What a member typed, short and stripped of what Discord would format: it was never checked as a name."""
    return "".join(letter for letter in name if letter.isalnum() or letter == " ")[:LONGEST_NAME].strip()


def made_up_name(recipe: Recipe, taken: Container[str]) -> str:
    """A name for an avatar that was given none: decided by its recipe, numbered where it is taken.

    Args:
        taken: keys of the names that the member has.
    """
    first = _FIRST_NAMES[int(recipe.digest()[:8], 16) % len(_FIRST_NAMES)]
    name, number = first, 1
    while name_key(name) in taken:
        number += 1
        name = f"{first} {number}"
    return name
