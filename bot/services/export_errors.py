"""The errors around pictures that are taken away; each is one sentence that says what to do next."""

from __future__ import annotations

from typing import ClassVar

from bot.services.errors import ServiceError

__all__ = [
    "AddingNotAllowed",
    "AddingNotYours",
    "AddingTooLarge",
    "AddingTooSlow",
    "AddingUnderWay",
    "BadExport",
    "NoEmojiSlots",
    "NoStickerSlots",
]


class BadExport(ServiceError):
    """A size, format or shape that there is not."""

    key: ClassVar[str] = "error.bad_export"


class AddingNotAllowed(ServiceError):
    """The bot may not make emojis and stickers on this server."""

    key: ClassVar[str] = "error.adding_not_allowed"


class AddingNotYours(ServiceError):
    """The member may not make emojis and stickers on this server."""

    key: ClassVar[str] = "error.adding_not_yours"


class AddingUnderWay(ServiceError):
    """A second click, while the first one's emoji or sticker is being added."""

    key: ClassVar[str] = "error.adding_under_way"


class NoEmojiSlots(ServiceError):
    """The server has as many emojis as it may have."""

    key: ClassVar[str] = "error.no_emoji_slots"


class NoStickerSlots(ServiceError):
    """The server has as many stickers as it may have."""

    key: ClassVar[str] = "error.no_sticker_slots"


class AddingTooSlow(ServiceError):
    """Discord did not take it in time, as it does where many were added before."""

    key: ClassVar[str] = "error.adding_too_slow"


class AddingTooLarge(ServiceError):
    """Discord finds the file too large."""

    key: ClassVar[str] = "error.adding_too_large"
