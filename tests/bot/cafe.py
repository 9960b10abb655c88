"""A simulated server with the real bot in it: what the tests of commands and buttons act on."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import simcord
from simcord import _runtime  # pyright: ignore[reportPrivateUsage]
from simcord.results import InteractionResult

from bot.app import build_client
from bot.client import MoeClient
from tests.bot.services.house import House, open_house
from tests.discord.rules import walk
from tests.gan.engine.processes import until

__all__ = ["Cafe", "buttons", "components", "open_cafe", "private", "shown", "texts"]

# Seconds between two edits of the message about a training, which are five for members.
_FOLLOW = 0.05
# Seconds within which a command is answered.
_SETTLE = 20


@dataclass
class Cafe:
    """A server, its members, and the bot.

    Attributes:
        alice, bob: members.
        clients: the bot, and those that were it before.
        admin: may manage the server.
        robot: another bot.
    """

    env: simcord.Env
    house: House
    client: MoeClient
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    alice: simcord.MemberActor
    bob: simcord.MemberActor
    robot: simcord.MemberActor
    admin: simcord.MemberActor
    clients: list[MoeClient]

    @property
    def guild_id(self) -> int:
        """The server's id."""
        return self.guild.id

    @property
    def last(self) -> discord.Message:
        """The newest message of the channel."""
        message = self.channel.last_message
        assert message is not None
        return message

    async def drawn(self, member: simcord.MemberActor, **options: Any) -> discord.Message:
        """The message of a new `/avatar new`."""
        result = await member.slash(self.channel, "avatar new", **options)
        assert result.response is not None
        return result.response.message

    async def saved(self, member: simcord.MemberActor, *names: str) -> None:
        """Draws and saves avatars of these names; the first becomes the worn one."""
        for name in names:
            await self.drawn(member, count=1)
            await member.slash(self.channel, "avatar save", name=name)

    def requests(self, method: str, path: str) -> list[Any]:
        """What the bot asked of Discord: the bodies of the requests that begin so."""
        return [r.json for r in self.env.http_requests if r.method == method and path in r.path]

    def shown_since(self, before: int) -> list[Any]:
        """The answers with files that replaced "thinking" after the first so many edits."""
        # A drawing that takes more than two seconds is told of meanwhile.
        return [edit for edit in self.requests("PATCH", "@original")[before:] if edit.get("attachments")]

    async def interrupted(self, asked: Awaitable[object], begun: Sequence[object] | None = None) -> None:
        """Lets a member ask for what is held, until it is written down and waited for.

        Args:
            begun: grows by what is held: a drawing of the engine, unless said otherwise.
        """
        held = self.house.engine.requests if begun is None else begun
        before = len(held)
        self.env.settle_timeout = 0.5
        with suppress(TimeoutError):
            await asked
        self.env.settle_timeout = _SETTLE
        await until(lambda: len(held) > before)

    def now(self, message: Any) -> Any:
        """What a message holds now, private ones too."""
        return self.env.backend.get_message(self.channel.id, message.id)

    async def gone(self, message: Any) -> bool:
        """Whether a message was deleted."""
        try:
            await self.client.get_partial_messageable(self.channel.id).fetch_message(message.id)
        except discord.NotFound:
            return True
        return False

    async def restart(self) -> None:
        """A new bot process over the same database."""
        self.client = self._new_client(self.house)
        await self.env.restart_bot(self.client)

    async def killed(self, house: House) -> MoeClient:
        """The process dies, with nothing waited for, and a new one starts over the house given."""
        self.client = self._new_client(house)
        await self.env._detach_bot()  # pyright: ignore[reportPrivateUsage]
        await _runtime._attach_bot(self.env, self.client)  # pyright: ignore[reportPrivateUsage]
        return self.client

    def _new_client(self, house: House) -> MoeClient:
        client = build_client(house.services, follow_every=_FOLLOW)
        self.clients.append(client)
        return client


@asynccontextmanager
async def open_cafe(folder: Path, house: House | None = None) -> AsyncGenerator[Cafe]:
    """Opens the server with the bot in it, over a database in `folder`, or over a house that is open already."""
    async with AsyncExitStack() as stack:
        house = house or await stack.enter_async_context(open_house(folder))
        client = build_client(house.services, follow_every=_FOLLOW)
        clients = [client]
        env = simcord.Env(client, check_errors=False, settle_timeout=_SETTLE)
        await env.start()
        try:
            guild = env.create_guild("Café")
            channel = guild.create_text_channel("avatars")
            alice, bob = (guild.add_member(env.create_user(name)) for name in ("alice", "bob"))
            robot = guild.add_member(env.create_user("robot", bot=True))
            managing = guild.create_role("managing", permissions=discord.Permissions(manage_guild=True))
            admin = guild.add_member(env.create_user("admin"), roles=[managing])
            yield Cafe(env, house, client, guild, channel, alice, bob, robot, admin, clients)
        finally:
            await env.shutdown()
            # What goes on in the background is nothing that the simulation ends, and needs the database.
            for one in clients:
                await one.close()


def components(message: Any) -> list[dict[str, Any]]:
    """A message's components as Discord has them."""
    raw = message.components
    return [part if isinstance(part, dict) else part.to_dict() for part in raw]


def texts(message: Any) -> str:
    """All that can be read in a message."""
    parts = [message.content or ""]
    parts += [part["content"] for part in walk(components(message)) if part.get("type") == 10]
    return "\n".join(part for part in parts if part)


def buttons(message: Any) -> dict[str, str]:
    """The custom ids of a message's buttons, by label."""
    return {part["label"]: part["custom_id"] for part in walk(components(message)) if part.get("type") == 2}


def _seen(result: InteractionResult) -> Iterable[Any]:
    if result.response is not None:
        yield result.response
    yield from result.followups


def private(result: InteractionResult) -> str:
    """What only the member sees."""
    return "\n".join(texts(message) for message in _seen(result) if message.ephemeral)


def shown(result: InteractionResult) -> str:
    """What everybody sees."""
    return "\n".join(texts(message) for message in _seen(result) if not message.ephemeral)
