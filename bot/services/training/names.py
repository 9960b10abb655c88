"""Names of styles in the making. Nothing is lost over a bad one: it is put right."""

from __future__ import annotations

from collections.abc import Container

from bot.services.errors import NameInvalid
from bot.services.names import LONGEST_NAME, clean_name, name_key

__all__ = ["usable_name"]

_PLAIN = "Style"


def usable_name(wanted: str, taken: Container[str]) -> tuple[str, bool]:
    """The name as it is stored, and whether it had to be changed.

    Args:
        taken: keys of the names that there are; a name that was changed is none of them.
    """
    try:
        return clean_name(wanted), False
    except NameInvalid:
        letters = "".join(letter for letter in wanted if letter.isalnum() or letter == " ")
        stem = " ".join(letters.split())[: LONGEST_NAME - 4].strip()
    try:
        stem = clean_name(stem)
    except NameInvalid:
        stem = _PLAIN
    name, number = stem, 1
    while name_key(name) in taken:
        number += 1
        name = f"{stem} {number}"
    return name, True
