"""The small in-memory world behind the loopback: users, one or more guilds, their channels and members.

Payloads have the shape Discord documents, and only the fields that discord.py or the schemas ask for.
"""

import itertools
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeAlias

from tests.discord.channels import DIRECT, FORUM, GROUP, PRIVATE_THREAD, PUBLIC_THREAD, TEXT, Channel

Json: TypeAlias = dict[str, Any]

DISCORD_EPOCH_MS = 1_420_070_400_000
ADMINISTRATOR = 1 << 3
CREATE_EXPRESSIONS = 1 << 43
SEND_MESSAGES_IN_THREADS = 1 << 38
ALL_PERMISSIONS = (1 << 51) - 1
# View, send, embed, attach, history, external emojis, application commands, threads: an ordinary member's rights.
MEMBER_PERMISSIONS = sum(1 << bit for bit in (6, 10, 11, 14, 15, 16, 18, 31, 35, 38))


class Snowflakes:
    """Hands out ids that carry the current time: discord.py derives the expiry of interactions from them."""

    def __init__(self) -> None:
        self._counter = itertools.count()

    def next(self) -> int:
        """A new id; ids made one after another sort in that order."""
        milliseconds = int(time.time() * 1000) - DISCORD_EPOCH_MS
        return (milliseconds << 22) | (next(self._counter) & 0x3FFFFF)


def timestamp(at: float | None = None) -> str:
    """ISO 8601 in UTC, as Discord writes it; `at` in seconds since 1970, now when left out."""
    return datetime.fromtimestamp(time.time() if at is None else at, UTC).isoformat()


@dataclass(eq=False)
class User:
    """A Discord account."""

    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"
    accepts_dms: bool = True
    installed: bool = False
    """Whether they added the app to their account."""

    def payload(self) -> Json:
        """The public user object."""
        return {
            "id": str(self.id),
            "username": self.name,
            "global_name": None if self.bot else self.name.title(),
            "discriminator": "0001" if self.bot else "0",
            "avatar": None,
            "bot": self.bot,
            "public_flags": 0,
            "flags": 0,
            "primary_guild": None,
        }


@dataclass(eq=False)
class Role:
    """A role of a guild; what its members may do is said of each of them."""

    id: int
    name: str
    position: int = 1

    def payload(self) -> Json:
        """The role object."""
        return {
            "id": str(self.id),
            "name": self.name,
            "permissions": str(MEMBER_PERMISSIONS),
            "position": self.position,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": False,
            "mentionable": False,
            "icon": None,
            "unicode_emoji": None,
            "flags": 0,
        }


@dataclass(eq=False)
class Member:
    """A user in a guild, with the permissions the roles would add up to."""

    user: User
    permissions: int = MEMBER_PERMISSIONS
    roles: list[Role] = field(default_factory=list[Role])
    nick: str | None = None
    joined_at: str = field(default_factory=timestamp)

    def payload(self, *, with_user: bool = True) -> Json:
        """The member object; `resolved.members` has it without the user."""
        member: Json = {
            "nick": self.nick,
            "avatar": None,
            "banner": None,
            "roles": [str(role.id) for role in self.roles],
            "joined_at": self.joined_at,
            "premium_since": None,
            "communication_disabled_until": None,
            "pending": False,
            "flags": 0,
        }
        return member | {"user": self.user.payload(), "deaf": False, "mute": False} if with_user else member

    def interaction_payload(self, *, with_user: bool = True) -> Json:
        """The member object of an interaction: with the permissions in that channel."""
        return self.payload(with_user=with_user) | {"permissions": str(self.permissions)}


@dataclass(eq=False)
class Guild:
    """A server with its channels and members."""

    id: int
    name: str
    owner: User
    locale: str = "en-US"
    channels: list[Channel] = field(default_factory=list[Channel])
    roles: list[Role] = field(default_factory=list[Role])
    members: dict[int, Member] = field(default_factory=dict[int, Member])
    emojis: list[Json] = field(default_factory=list[Json])
    stickers: list[Json] = field(default_factory=list[Json])
    images: dict[int, bytes] = field(default_factory=dict[int, bytes])
    """Of emojis and stickers, by their ids."""
    external_apps: bool = True
    """Whether answers of apps that its members brought along are seen by everybody (Use External Apps)."""

    def payload(self) -> Json:
        """What GUILD_CREATE carries."""
        everyone = Role(self.id, "@everyone", position=0)
        return {
            "id": str(self.id),
            "name": self.name,
            "owner_id": str(self.owner.id),
            "icon": None,
            "features": [],
            "preferred_locale": self.locale,
            "premium_tier": 0,
            "premium_subscription_count": 0,
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "afk_timeout": 300,
            "afk_channel_id": None,
            "system_channel_id": None,
            "system_channel_flags": 0,
            "roles": [role.payload() for role in (everyone, *self.roles)],
            "emojis": self.emojis,
            "stickers": self.stickers,
            "joined_at": timestamp(),
            "large": False,
            "unavailable": False,
            "member_count": len(self.members),
            "members": [member.payload() for member in self.members.values() if member.user.bot],
            "channels": [channel.payload() for channel in self.channels if not channel.is_thread],
            "threads": [channel.payload() for channel in self.channels if self._told_of(channel)],
            "presences": [],
            "voice_states": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
        }

    def _told_of(self, channel: Channel) -> bool:
        """Whether the bot hears of it with the server: of threads that are open, and private ones that it is in."""
        bots = [member.user for member in self.members.values() if member.user.bot]
        return channel.is_thread and not channel.archived and any(channel.shown_to(bot) for bot in bots)


class World:
    """All there is: the application with its bot, users by name, guilds, direct messages.

    It begins with the guild "Loopback", the channels "general" and "art", and the administrator "admin".
    """

    def __init__(self) -> None:
        self.snowflakes = Snowflakes()
        self.application_id = self.snowflakes.next()
        self.bot = User(self.application_id, "MoeGAN", bot=True)
        self.users: dict[str, User] = {}
        self.guilds: list[Guild] = []
        self.direct_channels: dict[int, Channel] = {}
        self.private_channels: list[Channel] = []
        admin = User(self.snowflakes.next(), "admin")
        self.users[admin.name] = admin
        self.guild = self.add_guild("Loopback", admin, channels=("general", "art"))

    def add_guild(self, name: str, owner: User, *, channels: tuple[str, ...] = ("general",), bot: bool = True) -> Guild:
        """A new guild in which `owner` is administrator and the bot a member, unless it is not to be."""
        guild = Guild(self.snowflakes.next(), name, owner)
        guild.channels += [Channel(self.snowflakes.next(), channel, guild) for channel in channels]
        guild.members[owner.id] = Member(owner, ALL_PERMISSIONS)
        if bot:
            guild.members[self.bot.id] = Member(self.bot, MEMBER_PERMISSIONS)
        self.guilds.append(guild)
        return guild

    def user(self, name: str, *, permissions: int | None = None, guild: Guild | None = None) -> User:
        """The user of that name: a member of the guild (the first one unless said otherwise), created when new."""
        user = self.users.get(name)
        if user is None:
            user = self.users[name] = User(self.snowflakes.next(), name)
        place = guild or self.guild
        member = place.members.setdefault(user.id, Member(user))
        if permissions is not None:
            member.permissions = permissions
        return user

    def find_user(self, user_id: int) -> User | None:
        """The user with that id, the bot included."""
        return next((user for user in (self.bot, *self.users.values()) if user.id == user_id), None)

    def find_guild(self, guild_id: int) -> Guild | None:
        """The guild with that id."""
        return next((guild for guild in self.guilds if guild.id == guild_id), None)

    def find_channel(self, channel_id: int) -> Channel | None:
        """The channel with that id, of a guild or a direct message."""
        private = (self.direct_channels.values(), self.private_channels)
        channels = itertools.chain(*private, *(guild.channels for guild in self.guilds))
        return next((channel for channel in channels if channel.id == channel_id), None)

    def channel(self, name: str = "general", guild: Guild | None = None) -> Channel:
        """A guild's channel by name.

        Raises:
            LookupError: the guild has no channel of that name.
        """
        place = guild or self.guild
        for channel in place.channels:
            if channel.name == name:
                return channel
        raise LookupError(f"{place.name} has no channel {name!r}, only {[channel.name for channel in place.channels]}")

    def new_channel(self, name: str, kind: int = TEXT) -> Channel:
        """One more channel of the first guild; the bot knows it from its next connection on."""
        channel = Channel(self.snowflakes.next(), name, self.guild, kind=kind)
        self.guild.channels.append(channel)
        return channel

    def new_role(self, name: str, *members: User) -> Role:
        """One more role of the first guild, for these members; the bot knows it from its next connection on."""
        role = Role(self.snowflakes.next(), name)
        self.guild.roles.append(role)
        for user in members:
            self.guild.members.setdefault(user.id, Member(user)).roles.append(role)
        return role

    def direct_channel(self, user: User) -> Channel:
        """The direct messages between the bot and a user, opened when there are none yet."""
        if user.id not in self.direct_channels:
            self.direct_channels[user.id] = Channel(self.snowflakes.next(), user.name, recipient=user, kind=DIRECT)
        return self.direct_channels[user.id]

    def private_channel(self, *people: User) -> Channel:
        """Direct messages between two users, or a group of more; the bot is not among them."""
        kind = DIRECT if len(people) == 2 else GROUP
        channel = Channel(self.snowflakes.next(), "friends", people=list(people), kind=kind)
        self.private_channels.append(channel)
        return channel

    def thread(self, parent: Channel, name: str = "thread", *people: User) -> Channel:
        """A new thread in a channel, or post in a forum: a private one where people are named, who alone see it."""
        guild = parent.guild
        if guild is None:
            raise ValueError("threads are on servers")
        kind = PRIVATE_THREAD if people else PUBLIC_THREAD
        thread = Channel(self.snowflakes.next(), name, guild, kind=kind, parent=parent, people=list(people))
        guild.channels.append(thread)
        return thread

    def post(self, name: str = "post", *, guild: Guild | None = None) -> Channel:
        """A new post in a forum of its own."""
        place = guild or self.guild
        forum = Channel(self.snowflakes.next(), "forum", place, kind=FORUM)
        place.channels.append(forum)
        return self.thread(forum, name)

    def meets(self, user: User) -> bool:
        """Whether the bot may begin direct messages with a user: they share a server, or the user installed the app."""
        return user.installed or any({user.id, self.bot.id} <= guild.members.keys() for guild in self.guilds)
