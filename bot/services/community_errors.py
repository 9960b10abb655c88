"""What can go wrong around the wall, votes and moderation."""

from __future__ import annotations

from typing import ClassVar

from bot.services.errors import ServiceError

__all__ = ["CannotPostThere", "CannotRemove", "NotModerator", "NotOnWall", "NotOurMessage", "VoteForSelf"]


class NotOnWall(ServiceError):
    """A face that is on the wall no more, and can be neither voted for nor taken off."""

    key: ClassVar[str] = "error.not_on_wall"


class VoteForSelf(ServiceError):
    """A vote for one's own face."""

    key: ClassVar[str] = "error.vote_for_self"


class NotModerator(ServiceError):
    """A member who may not manage messages where that is needed."""

    key: ClassVar[str] = "error.not_moderator"


class NotOurMessage(ServiceError):
    """A message that is to be removed, and that somebody else sent."""

    key: ClassVar[str] = "error.not_our_message"


class CannotRemove(ServiceError):
    """A message that Discord does not let the bot delete: it cannot see the channel, or the thread is archived."""

    key: ClassVar[str] = "error.cannot_remove"


class CannotPostThere(ServiceError):
    """A channel that the bot may not post pictures to. Params: `channel` (a mention)."""

    key: ClassVar[str] = "error.cannot_post_there"
