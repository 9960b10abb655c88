"""A server's settings over real sockets: lists of channels and roles, a form, and what they do to everybody else."""

import asyncio
import re
import sqlite3
from contextlib import closing

import pytest

from tests.discord.channels import FORUM
from tests.discord.exchange import Exchange
from tests.discord.rules import walk
from tests.discord.stage import PATIENCE, Stage, private
from tests.discord.world import Json

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def panel(stage: Stage) -> Exchange:
    """The panel, as the admin opened it."""
    opened = await (await stage.admin.slash("moegan settings")).finished(timeout=PATIENCE)
    assert opened.ephemeral
    return opened


def chosen(exchange: Exchange, word: str) -> list[str]:
    """What stands chosen in a list of channels or roles."""
    assert exchange.message is not None
    (menu,) = [part for part in walk(exchange.message.components) if part.get("custom_id") == f"moe:{word}"]
    defaults: list[Json] = menu.get("default_values") or []
    return [str(one["id"]) for one in defaults]


async def quota(stage: Stage, opened: Exchange, window: str, pictures: str) -> Exchange:
    """The quotas once the form that was opened is filled in."""
    submitted = await stage.admin.submit_modal(await stage.form(opened), {"window": [window], "pictures": pictures})
    return await submitted.finished(timeout=PATIENCE)


async def test_the_bot_answers_in_the_channels_that_were_chosen_and_in_their_threads_and_posts(stage: Stage):
    world = stage.discord.world
    art, forum = world.channel("art"), world.new_channel("faces", FORUM)
    thread, post, elsewhere = (
        world.thread(art, "sketches"),
        world.thread(forum, "my face"),
        world.thread(world.channel("general"), "chat"),
    )
    async with stage.bot():
        opened = await panel(stage)
        picked = await stage.admin.select(opened, "moe:setchannels", [art, forum])
        await picked.finished(timeout=PATIENCE)
        assert set(chosen(picked, "setchannels")) == {str(art.id), str(forum.id)}
        for place in (art, thread, post):
            await stage.answered(await stage.mika.slash("avatar new", {"count": 1}, channel=place), 1)
        for place in (world.channel("general"), elsewhere):
            refused = await stage.mika.slash("avatar new", channel=place)
            sentence = await private(refused, refusing=False)
            assert sentence.endswith(f"Try it in one of these: <#{art.id}> <#{forum.id}>")
    async with stage.bot():
        refused = await stage.mika.slash("avatar new")
        assert "does not answer in this channel" in await private(refused, refusing=False)
        everywhere = await stage.admin.select(picked, "moe:setchannels", [])
        await everywhere.finished(timeout=PATIENCE)
        assert chosen(everywhere, "setchannels") == []
        await stage.drawn(stage.mika, count=1)


async def test_a_quota_for_a_role_is_set_in_a_form_and_outlives_the_bot(stage: Stage):
    regulars = stage.discord.world.new_role("Regulars", stage.mika.user)
    async with stage.bot():
        opened = await (await stage.admin.click(await panel(stage), "Quotas")).finished(timeout=PATIENCE)
        set_for_role = await quota(stage, await stage.admin.select(opened, "moe:quotarole:1", [regulars]), "day", "5")
        assert f"<@&{regulars.id}>: **5 in a day**" in set_for_role.text
        wrong = await quota(stage, await stage.admin.click(set_for_role, "Quota for everyone"), "hour", "none")
        assert "“none” is no number of pictures." in wrong.text
        await quota(stage, await stage.admin.click(set_for_role, "Quota for everyone"), "hour", "6")
        drawn = await stage.drawn(stage.mika)
        assert "2 of 6 left this hour  ·  1 of 5 left today" in drawn.text
        assert "-# 2 of 6 left this hour\n" in (await stage.drawn(stage.rin)).text + "\n"
    async with stage.bot():
        refused = await private(await stage.mika.click(drawn, "Reroll"))
        assert re.match(r"You have 1 of 5 pictures left today, .* becomes free <t:\d+:R>\.", refused)
        assert stage.rows("SELECT sum(pictures) FROM quota_charges WHERE user_id = ?", stage.mika.id) == [4]
        one = await stage.drawn(stage.mika, count=1)
        assert "0 of 5 left today" in one.text


async def test_of_two_requests_at_once_one_gets_the_last_pictures(stage: Stage):
    async with stage.bot() as client:
        await client.services.settings.set_language(stage.discord.world.guild.id, stage.admin.id, "en")
        opened = await (await stage.admin.click(await panel(stage), "Quotas")).finished(timeout=PATIENCE)
        await quota(stage, await stage.admin.click(opened, "Quota for everyone"), "day", "6")
        stage.engine.hold()
        first, second = await asyncio.gather(stage.mika.slash("avatar new"), stage.mika.slash("avatar new"))
        refused = await _refused(first, second)
        stage.engine.release()
        await stage.answered(first if refused is second else second)
        assert stage.rows("SELECT pictures FROM quota_charges WHERE settled = 1") == [4]


async def _refused(*exchanges: Exchange) -> Exchange:
    """The one that was refused in private."""
    waiting = [asyncio.ensure_future(private(one)) for one in exchanges]
    done, others = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED, timeout=PATIENCE)
    for other in others:
        other.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    (sentence,) = [one.result() for one in done]
    assert sentence.startswith("You have 2 of 6 pictures left today")
    return exchanges[waiting.index(done.pop())]


async def test_private_answers_and_covered_pictures_cross_the_wire(stage: Stage):
    async with stage.bot():
        opened = await panel(stage)
        covered = await (await stage.admin.click(opened, "Cover pictures")).finished(timeout=PATIENCE)
        drawn = await stage.drawn(stage.mika)
        assert not drawn.ephemeral
        assert drawn.message is not None
        items = [item for part in walk(drawn.message.components) if part["type"] == 12 for item in part["items"]]
        assert [item["spoiler"] for item in items] == [True] * 4
        alone = await stage.admin.select(covered, "moe:setanswers", ["private"])
        await alone.finished(timeout=PATIENCE)
        drawn = await stage.drawn(stage.mika)
        assert drawn.ephemeral


async def test_an_acknowledgement_does_not_wait_for_a_database_that_is_held(stage: Stage):
    async with stage.bot() as client:
        settings, guild = client.services.settings, stage.discord.world.guild
        await settings.set_channels(guild.id, stage.admin.id, [guild.channels[0].id])
        with closing(sqlite3.connect(stage.settings.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            asked = await (await stage.mika.slash("avatar new")).acknowledged(PATIENCE)
            assert asked.loading
            assert stage.open_requests() == []
            other.execute("ROLLBACK")
        await stage.answered(asked)
