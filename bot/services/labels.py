"""Names of files, emojis and stickers, made of the names of avatars in whatever script they are."""

from __future__ import annotations

import re
from typing import Final

from anyascii import anyascii

__all__ = ["emoji_name", "file_name", "sticker_name"]

_LONGEST_EMOJI: Final = 32
_LONGEST_STICKER: Final = 30
_LONGEST_FILE: Final = 40
_SHORTEST: Final = 2


def _latin(name: str) -> str:
    """The name in ASCII letters and digits, words joined by underscores: Chinese as pinyin, emojis by their names."""
    return re.sub(r"[^A-Za-z0-9]+", "_", anyascii(name)).strip("_")


def emoji_name(name: str | None) -> str:
    """A name that Discord takes for an emoji: 2 to 32 of A-Z, a-z, 0-9 and _.

    Args:
        name: the avatar's; None for one without.
    """
    latin = _latin(name or "")[:_LONGEST_EMOJI].strip("_")
    if len(latin) >= _SHORTEST:
        return latin
    return f"moe_{latin}" if latin else "moe"


def sticker_name(name: str | None) -> str:
    """A name that Discord takes for a sticker: 2 to 30 characters of any script."""
    short = (name or "")[:_LONGEST_STICKER].strip()
    if len(short) >= _SHORTEST:
        return short
    return f"Moe {short}" if short else "Moe"


def file_name(name: str | None, *words: str, ending: str) -> str:
    """A name for a file that every system takes: lower-case letters, digits and hyphens, and what it is.

    Args:
        words: what else to say, such as `512` and `round`.
        ending: without its dot.
    """
    latin = _latin(name or "").lower().replace("_", "-")[:_LONGEST_FILE].strip("-")
    return "-".join([latin or "avatar", *words]) + f".{ending}"
