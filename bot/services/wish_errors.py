"""What can be wrong with a wish; each is one sentence that says what to do next."""

from __future__ import annotations

from typing import ClassVar

from bot.services.errors import ServiceError

__all__ = [
    "NoSuchOption",
    "NoSuchWish",
    "NothingUnderstood",
    "TwoWishesForOne",
    "WishTooLong",
    "WishesContradict",
    "WishesTooMany",
]


class WishTooLong(ServiceError):
    """A description of too many characters. Params: `most`, `length`."""

    key: ClassVar[str] = "error.wish.too_long"


class NothingUnderstood(ServiceError):
    """A description of which nothing was understood. Params: `words`."""

    key: ClassVar[str] = "error.wish.nothing"


class NoSuchWish(ServiceError):
    """What was typed into an option fits none of its values. Params: `typed`, `option`, `nearest`."""

    key: ClassVar[str] = "error.wish.no_value"


class NoSuchOption(ServiceError):
    """An option that the model knows nothing of. Params: `option`."""

    key: ClassVar[str] = "error.wish.no_option"


class TwoWishesForOne(ServiceError):
    """Two wishes for an attribute that can only be one of them. Params: `first`, `second`, `attribute`."""

    key: ClassVar[str] = "error.wish.twice"


class WishesContradict(ServiceError):
    """Two wishes of which one hides the other. Params: `first`, `second`, `why`."""

    key: ClassVar[str] = "error.wish.contradict"


class WishesTooMany(ServiceError):
    """Wishes that cannot all be seen on one avatar, though any two of them can. Params: `words`."""

    key: ClassVar[str] = "error.wish.too_many"
