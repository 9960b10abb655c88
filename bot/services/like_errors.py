"""What can go wrong when a member looks for a face like a picture of theirs."""

from __future__ import annotations

from typing import ClassVar, Final

from bot.errors import MemberError
from bot.services.errors import ServiceError
from gan.uploads.archives import Refused, Why
from gan.uploads.limits import Limits

__all__ = [
    "LikeLost",
    "LikeNotHanded",
    "LikeTooLarge",
    "LikeUnderWay",
    "UnusablePicture",
    "unusable",
]


class LikeUnderWay(ServiceError):
    """The member has a search under way already."""

    key: ClassVar[str] = "error.like_under_way"


class LikeLost(ServiceError):
    """A search that the bot did not survive; the picture was never kept."""

    key: ClassVar[str] = "error.like_lost"


class LikeNotHanded(ServiceError):
    """Discord did not hand the file over."""

    key: ClassVar[str] = "error.like_not_handed"


class LikeTooLarge(ServiceError):
    """A file of more bytes than are read. Params: `most` (in words)."""

    key: ClassVar[str] = "error.like_too_large"


class UnusablePicture(ServiceError):
    """Base of what is wrong with a file that was read; by itself, that reading it takes too much."""

    key: ClassVar[str] = "error.like_too_much"


class _NotAPicture(UnusablePicture):
    """A file of another kind."""

    key: ClassVar[str] = "error.like_not_a_picture"


class _TooManyPixels(UnusablePicture):
    """A picture of too many pixels. Params: `most` (in millions)."""

    key: ClassVar[str] = "error.like_too_many_pixels"


class _TooFewPixels(UnusablePicture):
    """A picture that is too narrow or too low. Params: `least`."""

    key: ClassVar[str] = "error.like_too_few_pixels"


class _Damaged(UnusablePicture):
    """A picture that is not whole."""

    key: ClassVar[str] = "error.like_damaged"


class _Blank(UnusablePicture):
    """A picture of one shade."""

    key: ClassVar[str] = "error.like_blank"


_KINDS: Final[dict[Why, type[UnusablePicture]]] = {
    "not_a_picture": _NotAPicture,
    "too_many_pixels": _TooManyPixels,
    "too_few_pixels": _TooFewPixels,
    "damaged": _Damaged,
    "blank": _Blank,
}


def unusable(refused: Refused) -> MemberError:
    """The member's words for why a picture is not used."""
    limits = Limits()
    kind = UnusablePicture if refused.why is None else _KINDS.get(refused.why, UnusablePicture)
    return kind(most=limits.pixels // 1_000_000, least=limits.side)
