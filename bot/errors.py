"""What can go wrong for a member: one clear sentence each, in the member's language.

An error carries a stable key and the values for its blanks; the sentence comes from the catalogue in `bot.locales`.
"""

from __future__ import annotations

from typing import ClassVar

from bot.locales import text

__all__ = ["MemberError"]


class MemberError(Exception):
    """Something that a member is told about, and only the member concerned.

    Attributes:
        key: the sentence's key in the catalogue, stable.
        params: values for the blanks of the sentence.
    """

    key: ClassVar[str] = "error.unexpected"

    def __init__(self, **params: object) -> None:
        self.params: dict[str, object] = params
        super().__init__(self.key)

    def say(self, locale: str = "en") -> str:
        """The sentence in the member's language."""
        return text(self.key, locale, **self.params)

    def __str__(self) -> str:
        return self.say()
