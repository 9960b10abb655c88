"""What an unmodified discord.py makes of interactions from everywhere, and which channels a bot reaches."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
import pytest_asyncio
from discord import app_commands

from tests.discord.options import RefusedByClientError
from tests.discord.server import LoopbackDiscord
from tests.discord.tiny_bot import TinyBot, tiny_bot

EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
BOTH = app_commands.AppInstallationType(guild=True, user=True)
Seen = discord.Interaction[Any]


class WanderingBot(TinyBot):
    """The tiny bot with a command for every place; `seen` holds the interactions that came."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Seen] = []

        async def where(interaction: Seen) -> None:
            self.seen.append(interaction)
            await interaction.response.send_message("here")

        command = app_commands.Command[Any, ..., None](name="where", description="Where", callback=where)
        command.allowed_contexts, command.allowed_installs = EVERYWHERE, BOTH
        self.tree.add_command(command)


@pytest_asyncio.fixture
async def bot(loopback: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[WanderingBot]:
    """A bot with a command that can be typed anywhere."""
    monkeypatch.setattr("tests.discord.tiny_bot.TinyBot", WanderingBot)
    async with tiny_bot(loopback) as client:
        assert isinstance(client, WanderingBot)
        yield client


async def test_direct_messages_with_the_bot(loopback: LoopbackDiscord, bot: WanderingBot) -> None:
    mika = loopback.user("mika")
    channel = loopback.world.direct_channel(mika.user)
    await (await mika.slash("where", channel=channel)).finished()
    (seen,) = bot.seen
    assert (seen.guild_id, seen.channel_id, seen.user.id) == (None, channel.id, mika.id)
    assert seen.context.dm_channel
    assert isinstance(seen.channel, discord.DMChannel)
    assert not seen.is_user_integration()
    await bot.get_partial_messageable(channel.id).send("hello")


async def test_a_group_is_reached_through_tokens_alone(loopback: LoopbackDiscord, bot: WanderingBot) -> None:
    mika, rin, sora = (loopback.user(name) for name in ("mika", "rin", "sora"))
    group = loopback.world.private_channel(mika.user, rin.user, sora.user)
    with pytest.raises(RefusedByClientError):
        await mika.slash("where", channel=group)
    mika.user.installed = True
    exchange = await (await mika.slash("where", channel=group)).finished()
    (seen,) = bot.seen
    assert isinstance(seen.channel, discord.GroupChannel)
    assert seen.context.private_channel
    assert seen.is_user_integration()
    assert not seen.is_guild_integration()
    assert exchange.message is not None
    for asked in (
        bot.fetch_channel(group.id),
        bot.get_partial_messageable(group.id).send("hello"),
        bot.get_partial_messageable(group.id).get_partial_message(exchange.message.id).delete(),
    ):
        with pytest.raises(discord.Forbidden) as refused:
            await asked
        assert refused.value.code == 50001
    for _ in range(5):
        await seen.followup.send("more")
    with pytest.raises(discord.HTTPException) as one_too_many:
        await seen.followup.send("too many")
    assert one_too_many.value.code == 40094


async def test_a_server_that_the_bot_is_no_member_of(loopback: LoopbackDiscord, bot: WanderingBot) -> None:
    mika = loopback.user("mika")
    guild = loopback.world.add_guild("Elsewhere", mika.user, bot=False)
    with pytest.raises(RefusedByClientError):
        await mika.slash("where", guild=guild)
    mika.user.installed = True
    exchange = await (await mika.slash("where", guild=guild)).finished()
    assert not exchange.ephemeral
    guild.external_apps = False
    assert (await (await mika.slash("where", guild=guild)).finished()).ephemeral
    seen = bot.seen[0]
    assert seen.guild_id == guild.id
    assert bot.get_guild(guild.id) is None
    assert isinstance(seen.user, discord.Member)
    assert seen.is_user_integration()
    assert not seen.is_guild_integration()
    with pytest.raises(discord.Forbidden):
        await bot.get_partial_messageable(guild.channels[0].id).send("hello")


async def test_both_installs_together(loopback: LoopbackDiscord, bot: WanderingBot) -> None:
    mika = loopback.user("mika")
    mika.user.installed = True
    await (await mika.slash("where")).finished()
    assert bot.seen[0].is_guild_integration()
    assert bot.seen[0].is_user_integration()


async def test_threads_and_posts(loopback: LoopbackDiscord, bot: WanderingBot) -> None:
    mika = loopback.user("mika")
    general = loopback.channel()
    thread, post = loopback.world.thread(general), loopback.world.post()
    for place in (thread, post):
        await (await mika.slash("where", channel=place)).finished()
    channels = [seen.channel for seen in bot.seen]
    assert [isinstance(channel, discord.Thread) for channel in channels] == [True, True]
    assert [getattr(channel, "parent_id", None) for channel in channels] == [general.id, post.parent and post.parent.id]

    sent = await bot.get_partial_messageable(thread.id).send("hello")
    thread.archived = True
    with pytest.raises(RefusedByClientError):
        await mika.slash("where", channel=thread)
    with pytest.raises(discord.HTTPException) as closed:
        await bot.get_partial_messageable(thread.id).get_partial_message(sent.id).edit(content="again")
    assert closed.value.code == 50083
    await bot.get_partial_messageable(thread.id).send("it opens")
    assert not thread.archived
    thread.archived = thread.locked = True
    with pytest.raises(discord.HTTPException) as locked:
        await bot.get_partial_messageable(thread.id).send("it does not")
    assert locked.value.code == 50083
    secret = loopback.world.thread(general, "secret", mika.user)
    with pytest.raises(discord.Forbidden):
        await bot.get_partial_messageable(secret.id).send("hello")


async def test_whom_the_bot_may_write_to(loopback: LoopbackDiscord, bot: WanderingBot) -> None:
    mika = loopback.user("mika")
    await (await bot.create_dm(discord.Object(mika.id))).send("hello")
    del loopback.world.guild.members[mika.id]
    with pytest.raises(discord.Forbidden) as refused:
        await (await bot.create_dm(discord.Object(mika.id))).send("hello")
    assert refused.value.code == 50278
    mika.user.installed = True
    await (await bot.create_dm(discord.Object(mika.id))).send("hello")
