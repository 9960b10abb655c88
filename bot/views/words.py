"""Member-given words made safe to show."""

from __future__ import annotations

from discord.utils import escape_markdown, escape_mentions

from bot.store.rows import Avatar

__all__ = ["mention", "name", "plain"]


def plain(words: str) -> str:
    """The words as they are: no formatting, no mention."""
    return escape_mentions(escape_markdown(words))


def name(avatar: Avatar, *, unnamed: str = "") -> str:
    """An avatar's name, ready for a message."""
    return unnamed if avatar.name is None else plain(avatar.name)


def mention(user_id: int) -> str:
    """A member as Discord shows them."""
    return f"<@{user_id}>"
