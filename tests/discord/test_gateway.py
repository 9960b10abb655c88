"""Failures of the network and of Discord, staged by the loopback and survived by an unmodified discord.py."""

import asyncio
import time
from collections.abc import AsyncIterator

import discord
import pytest
import pytest_asyncio

from tests.discord import gateway
from tests.discord.gateway import Connection
from tests.discord.patching import patched_discord
from tests.discord.schemas import Schemas
from tests.discord.server import LoopbackDiscord
from tests.discord.stage import eventually
from tests.discord.tiny_bot import TinyBot, tiny_bot
from tests.patience import PATIENCE

EDIT = "PATCH /webhooks/*/messages/@original"
CREATE = "POST /channels/{channel_id}/messages"


@pytest_asyncio.fixture
async def bot(loopback: LoopbackDiscord) -> AsyncIterator[TinyBot]:
    """A bot at the loopback's gateway."""
    async with tiny_bot(loopback) as client:
        yield client


def _connection(server: LoopbackDiscord) -> Connection:
    assert server.gateway.session is not None
    assert server.gateway.session.connection is not None
    return server.gateway.session.connection


async def test_the_gateway_compresses_as_the_client_asks(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    assert _connection(loopback).compression in ("zlib-stream", "zstd-stream")


async def test_a_dropped_connection_is_resumed_and_nothing_lost_or_doubled(
    loopback: LoopbackDiscord, bot: TinyBot
) -> None:
    mika = loopback.user("mika")
    before = await (await mika.slash("avatar show", {"name": "before"})).finished()
    await loopback.gateway.drop()
    missed = [await mika.slash("avatar show", {"name": f"missed {i}"}) for i in range(3)]
    for exchange in missed:
        await exchange.finished()
    after = await (await mika.slash("avatar show", {"name": "after"})).finished()
    assert bot.heard == [str(before.id), *(str(m.id) for m in missed), "resumed", str(after.id)]
    assert loopback.gateway.resumes == 1
    assert len(loopback.gateway.identifies) == 1


async def test_op_7_makes_the_client_resume(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    resumed = bot.wait_for("resumed", timeout=PATIENCE)
    await loopback.gateway.reconnect()
    await resumed
    exchange = await (await loopback.user("mika").slash("avatar show", {"name": "again"})).finished()
    assert exchange.text == "this is again"
    assert len(loopback.gateway.identifies) == 1


async def test_op_9_makes_the_client_identify_again(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    await loopback.gateway.invalidate()
    await loopback.ready()
    exchange = await (await loopback.user("mika").slash("avatar show", {"name": "anew"})).finished()
    assert exchange.text == "this is anew"
    assert len(loopback.gateway.identifies) == 2
    assert loopback.gateway.resumes == 0


async def test_a_session_the_gateway_forgot_is_not_resumed(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    old = loopback.gateway.session
    await loopback.gateway.drop()
    loopback.gateway.session = None
    await loopback.ready()
    assert loopback.gateway.session is not old
    assert loopback.gateway.resumes == 0


async def test_the_client_heartbeats_and_one_that_does_not_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    # On a machine with much else to do a heartbeat may be late.
    monkeypatch.setattr(gateway, "HEARTBEAT_GRACE_SECONDS", PATIENCE)
    async with LoopbackDiscord(heartbeat_interval=0.2) as server, tiny_bot(server) as bot:
        first = server.gateway.heartbeats
        await eventually(lambda: server.gateway.heartbeats >= first + 2)
        assert server.gateway.missed_heartbeats == []
        keep_alive = bot.ws._keep_alive  # pyright: ignore[reportPrivateUsage]
        assert keep_alive is not None
        keep_alive.stop()
        monkeypatch.setattr(gateway, "HEARTBEAT_GRACE_SECONDS", 0.1)
        await eventually(lambda: server.gateway.missed_heartbeats)
        monkeypatch.setattr(gateway, "HEARTBEAT_GRACE_SECONDS", PATIENCE)
        await server.ready()
        assert "no heartbeat for" in server.violations[0]


async def test_a_privileged_intent_is_refused() -> None:
    async with LoopbackDiscord() as server:
        client = discord.Client(intents=discord.Intents(guilds=True, members=True))
        with patched_discord(server), pytest.raises(discord.PrivilegedIntentsRequired):
            await asyncio.wait_for(client.start(server.token), PATIENCE)
        assert server.violations == ["gateway: the bot asks for a privileged intent"]


async def test_a_429_is_waited_out_and_the_edit_arrives_once(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    fault = loopback.fail_next(EDIT, status=429, times=2, retry_after=0.05)
    exchange = await (await loopback.user("mika").slash("avatar new", {"seed": 7})).finished()
    assert fault.hits == 2
    assert [step.kind for step in exchange.steps] == ["callback", "edit"]
    assert list(exchange.files) == ["face.png"]
    assert len(exchange.refusals) == 2


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_5xx_is_tried_again(loopback: LoopbackDiscord, bot: TinyBot, status: int) -> None:
    fault = loopback.fail_next(EDIT, status=status)
    exchange = await (await loopback.user("mika").slash("avatar new", {"seed": 7})).finished()
    assert fault.hits == 1
    assert [step.kind for step in exchange.steps] == ["callback", "edit"]
    assert exchange.answered_after > 1, "discord.py waits a second before it tries again"


async def test_an_answer_that_is_lost_after_its_effect_leads_to_a_second_request(
    loopback: LoopbackDiscord, bot: TinyBot
) -> None:
    loopback.fail_next(CREATE, status=502, applied=True)
    await bot.get_partial_messageable(loopback.channel().id).send("once?")
    assert [message.content for message in loopback.messages] == ["once?", "once?"]


async def test_the_client_keeps_to_a_bucket_it_is_told_of(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    loopback.limits.set(CREATE, 2, 0.3)
    channel = bot.get_partial_messageable(loopback.channel().id)
    began = time.perf_counter()
    for number in range(5):
        await channel.send(str(number))
    assert loopback.limits.exceeded == 0
    assert time.perf_counter() - began > 0.4, "five messages at two in 0.3 s take two pauses"


async def test_a_bucket_that_is_overrun_answers_429(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    loopback.limits.set(CREATE, 1, 0.2)
    for client in (bot, TinyBot()):
        if client is not bot:
            await client.login(loopback.token)
        await client.get_partial_messageable(loopback.channel().id).send("hello")
        if client is not bot:
            await client.close()
    assert len(loopback.messages) == 2


async def test_checking_later_finds_the_same(schemas: Schemas) -> None:
    async with LoopbackDiscord(schemas, check="later") as server, tiny_bot(server) as bot:
        channel = bot.get_partial_messageable(server.channel().id)
        await channel.send(embed=discord.Embed(title="x" * 257))
        assert server.violations[0].startswith("POST /channels/{channel_id}/messages: embeds/0/title: ")
    async with LoopbackDiscord(schemas) as server, tiny_bot(server) as bot:
        with pytest.raises(discord.HTTPException, match="embeds/0/title") as refused:
            await bot.get_partial_messageable(server.channel().id).send(embed=discord.Embed(title="x" * 257))
        assert refused.value.code == 50035
        assert len(server.violations) == 1
