"""What the repositories of walls and audit logs hand out. Times are UTC epoch seconds, weeks such as 2026-W48."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.store.rows import Avatar

__all__ = ["AuditEntry", "Gallery", "Place", "Spot", "Winner"]


@dataclass(frozen=True, slots=True)
class Place:
    """A member who wants their face on a server's wall.

    Attributes:
        name: what they were last called there.
        seen_at: when they were last known to be a member.
    """

    guild_id: int
    user_id: int
    name: str
    joined_at: int
    seen_at: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A face on a wall.

    Attributes:
        name: what its member is called on the server.
        avatar: what they wear.
        votes: for this avatar, in the week that was asked about.
        last_vote: the number of the last of them; the lower it is, the earlier it had so many.
    """

    user_id: int
    name: str
    avatar: Avatar
    votes: int
    last_vote: int = 0


@dataclass(frozen=True, slots=True)
class Winner:
    """Who won a week.

    Attributes:
        user_id: None once that member asked to be forgotten.
        avatar_id: None once the avatar was deleted.
    """

    week: str
    user_id: int | None
    avatar_id: int | None
    votes: int


@dataclass(frozen=True, slots=True)
class Gallery:
    """Where a server's wall is posted every week.

    Attributes:
        posted_week: the last week at whose beginning that was done.
    """

    guild_id: int
    channel_id: int
    posted_week: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """What an admin or a moderator did.

    Attributes:
        actor_user_id: None once they asked to be forgotten, and where nobody did it but the bot itself.
        target_user_id: the member that it was about; None where it was about none, and once they asked to be forgotten.
        detail: what else there is to know of it; never user ids.
    """

    id: int
    guild_id: int
    actor_user_id: int | None
    target_user_id: int | None
    action: str
    detail: Mapping[str, Any]
    created_at: int
