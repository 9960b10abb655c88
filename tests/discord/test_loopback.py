"""The loopback Discord, proved with a very small bot: what an unmodified discord.py does over real sockets."""

import asyncio
import io
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import discord
import pytest
import pytest_asyncio
from discord.gateway import DiscordWebSocket
from discord.http import Route
from PIL import Image

from tests.discord.fixtures import verify
from tests.discord.messages import Upload
from tests.discord.options import RefusedByClientError
from tests.discord.patching import patched_discord
from tests.discord.server import LoopbackDiscord
from tests.discord.tiny_bot import TinyBot, picture, tiny_bot
from tests.discord.waiting import waits
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]


@pytest_asyncio.fixture
async def bot(loopback: LoopbackDiscord) -> AsyncIterator[TinyBot]:
    """A bot at the loopback's gateway."""
    async with tiny_bot(loopback) as client:
        yield client


async def test_a_bot_logs_in_and_syncs_its_commands(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    assert bot.user is not None
    assert bot.user.id == loopback.world.bot.id
    assert [guild.name for guild in bot.guilds] == ["Loopback"]
    assert {command["name"] for command in loopback.commands} == {"avatar", "setup"}
    fetched = await bot.tree.fetch_commands()
    assert {str(command.id) for command in fetched} == {command["id"] for command in loopback.commands}
    assert loopback.gateway.identifies[0]["intents"] == discord.Intents(guilds=True).value


async def test_a_synced_command_keeps_its_id(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    before = {command["name"]: command["id"] for command in loopback.commands}
    await bot.tree.sync()
    assert {command["name"]: command["id"] for command in loopback.commands} == before
    assert loopback.syncs == 2


async def test_a_wrong_token_is_refused(loopback: LoopbackDiscord) -> None:
    async with TinyBot() as client:
        with pytest.raises(discord.LoginFailure):
            await client.login("wrong")


async def test_slash_defer_and_edit_with_a_png(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    began = time.perf_counter()
    exchange = await loopback.user("mika").slash("avatar new", {"seed": "7"})
    await exchange.acknowledged()
    assert exchange.callback is not None
    assert exchange.callback.payload["type"] == 5
    await exchange.finished()
    assert exchange.files == {"face.png": picture(7)}
    assert Image.open(io.BytesIO(exchange.files["face.png"])).getpixel((0, 0)) == (7, 10, 20)
    assert exchange.text == "seed 7"
    assert exchange.message is not None
    assert exchange.message.flags == discord.MessageFlags(components_v2=True).value
    assert 0 < exchange.acknowledged_after < exchange.answered_after < time.perf_counter() - began


async def test_an_attachment_is_served_until_its_address_is_tampered_with(
    loopback: LoopbackDiscord, bot: TinyBot
) -> None:
    exchange = await (await loopback.user("mika").slash("avatar new", {"seed": 3})).finished()
    assert exchange.message is not None
    shown = exchange.message.payload()["components"][0]["components"][1]["items"][0]["media"]
    async with aiohttp.ClientSession() as session:
        async with session.get(shown["url"]) as answer:
            assert await answer.read() == picture(3)
        async with session.get(shown["url"][:-1] + "x") as answer:
            assert answer.status == 404


async def test_options_are_typed_by_the_synced_definition(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    mika = loopback.user("mika")
    for options in ({"seed": "abc"}, {"seed": 1000}, {"sead": 1}, {"seed": loopback.user("rin")}):
        with pytest.raises(RefusedByClientError):
            await mika.slash("avatar new", options)
    with pytest.raises(RefusedByClientError, match="requires"):
        await mika.slash("avatar show")
    with pytest.raises(LookupError, match="no command /nothing"):
        await mika.slash("nothing")
    assert loopback.exchanges == []


async def test_a_member_option_is_resolved(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    rin = loopback.user("rin")
    exchange = await (await loopback.user("mika").slash("avatar blend", {"member": rin})).finished()
    assert exchange.text == f"blended with rin ({rin.id})"
    assert exchange.ephemeral


async def test_only_members_with_the_permission_are_shown_a_command(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    with pytest.raises(RefusedByClientError, match="not shown"):
        await loopback.user("mika").slash("setup")
    exchange = await (await loopback.user("admin").slash("setup")).finished()
    assert exchange.text == "hello, admin"


async def test_a_click_reaches_a_dynamic_item_and_its_ephemeral_followup(
    loopback: LoopbackDiscord, bot: TinyBot
) -> None:
    drawn = await (await loopback.user("mika").slash("avatar new", {"seed": 7})).finished()
    clicked = await (await loopback.user("rin").click(drawn, "Save 7")).finished()
    assert clicked.text == "saved 7"
    assert clicked.ephemeral
    assert [step.kind for step in clicked.steps] == ["callback", "followup"]
    with pytest.raises(LookupError, match="Save 7"):
        await loopback.user("rin").click(drawn, "Save 8")


async def test_buttons_work_after_a_restart_of_the_bot(loopback: LoopbackDiscord) -> None:
    async with tiny_bot(loopback):
        drawn = await (await loopback.user("mika").slash("avatar new", {"seed": 7})).finished()
    async with tiny_bot(loopback):
        clicked = await (await loopback.user("mika").click(drawn, "save:7")).finished()
    assert clicked.text == "saved 7"


async def test_a_bot_in_a_process_of_its_own_may_be_killed_and_started_again(loopback: LoopbackDiscord) -> None:
    mika = loopback.user("mika")
    arguments = ("tests.discord.patching", loopback.base_url, "tests.discord.tiny_bot", loopback.token)
    first = await asyncio.create_subprocess_exec(sys.executable, "-m", *arguments, cwd=ROOT)
    try:
        await loopback.ready()
        drawn = await (await mika.slash("avatar new", {"seed": 7})).finished()
    finally:
        first.kill()
        await first.wait()
    await loopback.away()
    second = await asyncio.create_subprocess_exec(sys.executable, "-m", *arguments, cwd=ROOT)
    try:
        await loopback.ready()
        clicked = await (await mika.click(drawn, "Save 7")).finished()
    finally:
        second.kill()
        await second.wait()
    assert clicked.text == "saved 7"
    assert len(loopback.gateway.identifies) == 2


async def test_a_broken_rule_is_refused_and_fails_the_fixture(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    channel = bot.get_partial_messageable(loopback.channel().id)
    view = discord.ui.LayoutView().add_item(discord.ui.TextDisplay("x"))
    for number in range(2):
        view.add_item(discord.ui.ActionRow(discord.ui.Button(label=str(number), custom_id="same")))
    with pytest.raises(discord.HTTPException, match="custom_id 'same' is used 2 times") as refused:
        await channel.send(view=view)
    assert refused.value.code == 50035
    assert loopback.messages == []
    with pytest.raises(AssertionError, match=r"POST /channels/{channel_id}/messages: custom_id 'same'"):
        verify(loopback)
    loopback.violations.clear()


async def test_a_route_that_is_not_there_is_a_violation(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    with pytest.raises(discord.NotFound):
        await bot.http.request(Route("GET", "/stage-instances/1"))
    assert loopback.violations == ["GET /api/v10/stage-instances/1: the loopback has no such route"]
    loopback.violations.clear()


async def test_discord_py_gets_its_own_addresses_back() -> None:
    before = (Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE)
    async with LoopbackDiscord() as server:
        with patched_discord(server):
            pointed = (Route.BASE, str(DiscordWebSocket.DEFAULT_GATEWAY), discord.Asset.BASE)
            assert pointed == (server.api_url, server.gateway_url, server.base_url)
    after = (Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE)
    assert after == before


async def test_autocomplete_offers_choices(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    choices = await loopback.user("mika").autocomplete("avatar show", {"name": "mi"})
    assert choices == [{"name": "Miku", "value": "miku"}, {"name": "Mika", "value": "mika"}]


async def test_a_modal_is_opened_filled_in_and_submitted(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    mika = loopback.user("mika")
    opened = await waits(bot, await mika.slash("avatar rename"))
    with pytest.raises(RefusedByClientError, match="characters"):
        await mika.submit_modal(opened, {"Name": "x" * 21})
    with pytest.raises(RefusedByClientError, match="required"):
        await mika.submit_modal(opened, {})
    upload = Upload("face.png", picture(1))
    submitted = await mika.submit_modal(opened, {"Name": "Momo", "Picture": [upload]})
    await submitted.finished()
    assert submitted.text == f"named Momo, files [{len(picture(1))}]"


async def test_a_select_menu_updates_its_message(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    mika = loopback.user("mika")
    asked = await waits(bot, await mika.slash("avatar colour"))
    with pytest.raises(RefusedByClientError, match="no option"):
        await mika.select(asked, "Colour", ["Green"])
    chosen = await (await mika.select(asked, "Colour", ["Pink"])).finished()
    assert chosen.message is asked.message
    assert chosen.text == "chose pink"


async def test_others_cannot_use_what_is_ephemeral(loopback: LoopbackDiscord, bot: TinyBot) -> None:
    rin = loopback.user("rin")
    answer = await (await loopback.user("mika").slash("avatar blend", {"member": rin})).finished()
    with pytest.raises(RefusedByClientError, match="cannot see"):
        await rin.click(answer, "anything")
    assert answer.message is not None
    with pytest.raises(discord.NotFound):
        await bot.get_partial_messageable(answer.channel.id).fetch_message(answer.message.id)


async def test_an_expired_token_is_answered_with_50027_and_the_channel_still_works(
    loopback: LoopbackDiscord, bot: TinyBot
) -> None:
    exchange = await (await loopback.user("mika").slash("avatar new", {"seed": 7})).finished()
    loopback.expire(exchange)
    assert exchange.message is not None
    channel = bot.get_partial_messageable(exchange.channel.id)
    webhook = discord.Webhook.from_state(
        data={"id": loopback.world.application_id, "type": 3, "token": exchange.token},
        state=bot._connection,  # pyright: ignore[reportPrivateUsage]
    )
    with pytest.raises(discord.HTTPException) as refused:
        await webhook.edit_message(exchange.message.id, content="too late")
    assert (refused.value.status, refused.value.code) == (401, 50027)
    view = discord.ui.LayoutView().add_item(discord.ui.TextDisplay("by id"))
    await channel.get_partial_message(exchange.message.id).edit(view=view, attachments=[])
    assert exchange.text == "by id"
    assert exchange.files == {}
    sent = await channel.send("a message", file=discord.File(io.BytesIO(picture(9)), "nine.png"))
    assert loopback.messages[-1].pictures() == {"nine.png": picture(9)}
    await sent.delete()
    assert sent.id not in {message.id for message in loopback.messages}


async def test_an_interaction_is_acknowledged_once_and_in_time(bot: TinyBot, loopback: LoopbackDiscord) -> None:
    quick = await (await loopback.user("mika").slash("avatar show", {"name": "x"})).finished()
    assert await _callback(loopback, quick.id, quick.token) == (400, 40060)
    assert await _callback(loopback, quick.id, "unknown") == (404, 10062)


async def test_three_seconds_without_acknowledgement_lose_the_interaction() -> None:
    async with LoopbackDiscord(acknowledge_within=0.05) as server, tiny_bot(server) as bot:
        bot.tree.interaction_check = _dawdle
        exchange = await server.user("mika").slash("avatar show", {"name": "x"})
        await exchange.until(lambda e: e.refusals, PATIENCE)
        assert exchange.late
        assert exchange.refusals == ["POST /interactions/{interaction_id}/{interaction_token}/callback: 404 10062"]


async def _dawdle(_: discord.Interaction) -> bool:
    await asyncio.sleep(0.1)
    return True


async def _callback(server: LoopbackDiscord, interaction_id: int, token: str) -> tuple[int, int]:
    url = f"{server.api_url}/interactions/{interaction_id}/{token}/callback"
    async with aiohttp.ClientSession() as session, session.post(url, json={"type": 5}) as answer:
        return answer.status, (await answer.json())["code"]
