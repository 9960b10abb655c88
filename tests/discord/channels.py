"""Where messages are: text channels, forums, threads and posts, direct messages and groups; and who sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from tests.discord.world import Guild, User

Json: TypeAlias = dict[str, Any]

TEXT, DIRECT, GROUP, PUBLIC_THREAD, PRIVATE_THREAD, FORUM = 0, 1, 3, 11, 12, 15
IN_GUILD, BOT_DM, PRIVATE_CHANNEL = 0, 1, 2
_LONG_AGO = "2026-01-01T00:00:00+00:00"


@dataclass(eq=False)
class Channel:
    """A place for messages.

    Attributes:
        guild: the server that it belongs to.
        recipient: of the bot's direct messages, who is at the other end.
        writable: whether the bot may send there, by its permissions.
        kind: Discord's type of channel.
        parent: of a thread its channel, of a post its forum.
        people: who is in a group, in direct messages between two users, or in a private thread.
        archived: of a thread: it is closed until somebody writes.
        locked: of a thread: the bot cannot open it again.
    """

    id: int
    name: str
    guild: Guild | None = None
    recipient: User | None = None
    writable: bool = True
    kind: int = TEXT
    parent: Channel | None = None
    people: list[User] = field(default_factory=list["User"])
    archived: bool = False
    locked: bool = False

    @property
    def is_thread(self) -> bool:
        """Whether it is a thread, or a post in a forum."""
        return self.kind in (PUBLIC_THREAD, PRIVATE_THREAD)

    @property
    def context(self) -> int:
        """What interactions from here say in `context`."""
        if self.guild is not None:
            return IN_GUILD
        return PRIVATE_CHANNEL if self.recipient is None else BOT_DM

    def shown_to(self, user: User) -> bool:
        """Whether a user sees it; of servers, all that are members do."""
        if self.guild is None:
            return user in self.people or user is self.recipient or (user.bot and self.recipient is not None)
        return user.id in self.guild.members and (self.kind != PRIVATE_THREAD or user in self.people)

    def payload(self) -> Json:
        """The channel object."""
        about: Json = {"id": str(self.id), "type": self.kind, "flags": 0, "last_message_id": None}
        if self.guild is None:
            people = self.people if self.recipient is None else [self.recipient]
            about["recipients"] = [user.payload() for user in people]
            if self.kind == GROUP:
                about |= {"name": self.name, "icon": None, "owner_id": str(self.people[0].id)}
            return about
        about |= {"guild_id": str(self.guild.id), "name": self.name, "rate_limit_per_user": 0}
        if self.is_thread:
            return about | self._thread()
        return about | {
            "position": self.guild.channels.index(self),
            "permission_overwrites": [],
            "nsfw": False,
            "topic": None,
            "parent_id": None,
        }

    def _thread(self) -> Json:
        assert self.guild is not None
        assert self.parent is not None
        metadata: Json = {
            "archived": self.archived,
            "archive_timestamp": _LONG_AGO,
            "auto_archive_duration": 1440,
            "locked": self.locked,
            "create_timestamp": _LONG_AGO,
        }
        return {
            "parent_id": str(self.parent.id),
            "owner_id": str(self.guild.owner.id),
            "thread_metadata": metadata,
            "message_count": 0,
            "member_count": 1,
            "total_message_sent": 0,
        }
