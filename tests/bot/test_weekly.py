"""Walls that are posted every Monday: once, whatever happens, and never at the cost of anything else."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any
from unittest.mock import DEFAULT, AsyncMock

import aiohttp
import discord
import pytest
import simcord

from bot.services.wall import WALL_PAGE
from bot.services.weeks import begins_at, week_of
from bot.store.community_rows import Gallery
from bot.weekly import post_due
from gan.engine.interface import QueueFull
from tests.bot.cafe import Cafe, buttons, components, open_cafe, private, texts
from tests.bot.services.house import open_house
from tests.bot.services.plaza import logged
from tests.bot.test_moderation_commands import removed
from tests.bot.test_wall_commands import labels, many, moderator, on_wall, vote, wall
from tests.discord.rules import message_violations, walk
from tests.gan.engine.processes import until


def to_monday(cafe: Cafe) -> None:
    """Midnight in UTC, between Sunday and Monday."""
    cafe.house.clock.now = begins_at(week_of(cafe.house.clock.now), later=1)


async def set_gallery(cafe: Cafe, **options: Any) -> tuple[simcord.ChannelHandle, str]:
    """A channel that the wall is posted to, and what the admin was told."""
    channel = cafe.guild.create_text_channel("gallery")
    await cafe.env.settle()
    return channel, private(await cafe.admin.slash(cafe.channel, "moegan gallery", channel=channel, **options))


async def forgotten(cafe: Cafe, member: simcord.MemberActor) -> None:
    """A member has everything of theirs deleted."""
    asked = await member.slash(cafe.channel, "avatar forget-me")
    assert asked.response is not None
    await member.click(asked.response, label="Forget me")


async def post_of_two_pages(cafe: Cafe) -> tuple[simcord.ChannelHandle, Any]:
    """A posted wall with more faces than one page holds, and its channel."""
    channel, _ = await set_gallery(cafe)
    to_monday(cafe)
    await many(cafe, WALL_PAGE + 3)
    await post_due(cafe.client)
    (message,) = channel.history()
    return channel, message


async def test_the_wall_and_the_winner_are_posted_on_monday(cafe: Cafe):
    channel, told = await set_gallery(cafe)
    assert told.startswith(f"The wall is posted to <#{channel.id}> every Monday at 00:00 UTC")
    await on_wall(cafe, cafe.bob, cafe.admin)
    await vote(cafe, cafe.alice, await wall(cafe), cafe.bob)
    await post_due(cafe.client)
    assert channel.history() == []
    to_monday(cafe)
    await post_due(cafe.client)
    await post_due(cafe.client)
    (message,) = channel.history()
    assert f"👑 Avatar of the week: **Face of bob** of {cafe.bob.mention}, with one vote." in texts(message)
    assert [one.filename for one in message.attachments] == ["wall.webp"]
    assert [label for label, _ in labels(message)] == ["bob", "admin"]
    assert list(buttons(message)) == ["Show my face here", "Moderate"]
    (body,) = cafe.requests("POST", f"/channels/{channel.id}/messages")
    assert message_violations(body, ["wall.webp"]) == []
    assert body["allowed_mentions"] == {"parse": []}


async def test_whoever_turns_the_page_of_a_post_does_not_own_it(cafe: Cafe):
    channel, message = await post_of_two_pages(cafe)
    turned = await cafe.bob.click(message, label="Next")
    assert turned.response is not None
    assert "Page 2 of 2" in texts(turned.response)
    assert list(buttons(turned.response)) == ["Previous", "Next", "Show my face here", "Moderate"]
    back = await cafe.bob.click(turned.response, label="Previous")
    assert back.response is not None
    assert "Delete" not in buttons(back.response)
    await forgotten(cafe, cafe.bob)
    assert [one.id for one in channel.history()] == [message.id], "it was not sent for him"


async def test_removing_a_post_is_not_said_to_be_about_whoever_turned_its_page(cafe: Cafe):
    channel, message = await post_of_two_pages(cafe)
    await cafe.bob.click(message, label="Next")
    await removed(cafe, moderator(cafe), message, channel=channel)
    assert channel.history() == []
    assert [(action, about) for action, _, about in await logged(cafe.house, cafe.guild_id)][1:] == [
        ("picture_removed", None)
    ]


async def test_a_restart_posts_nothing_twice_and_a_late_start_posts_once(tmp_path: Path):
    async with open_cafe(tmp_path) as cafe:
        channel, _ = await set_gallery(cafe)
        await on_wall(cafe, cafe.bob)
        to_monday(cafe)
        cafe.house.clock.advance(2 * 24 * 3600)
        await cafe.restart()
        await until(lambda: len(channel.history()) == 1)  # on Wednesday, for the bot was away on Monday
        await post_due(cafe.client)
        assert len(channel.history()) == 1
        async with open_house(tmp_path, clock=cafe.house.clock) as house:
            await cafe.killed(house)
            await post_due(cafe.client)
            assert len(channel.history()) == 1


async def test_a_crash_between_the_note_and_the_post_costs_the_post(cafe: Cafe, monkeypatch: pytest.MonkeyPatch):
    channel, _ = await set_gallery(cafe)
    await on_wall(cafe, cafe.bob)
    to_monday(cafe)

    async def crash(*_: object, **__: object) -> None:
        raise asyncio.CancelledError

    with monkeypatch.context() as patched:
        patched.setattr(discord.PartialMessageable, "send", crash)
        with pytest.raises(asyncio.CancelledError):
            await post_due(cafe.client)
    await post_due(cafe.client)
    assert channel.history() == []


@pytest.mark.parametrize(("status", "code"), [(404, 10003), (403, 50013), (403, 50001)])
async def test_a_channel_that_takes_no_post_is_in_the_log_of_the_admins(cafe: Cafe, status: int, code: int):
    channel, _ = await set_gallery(cafe)
    await on_wall(cafe, cafe.bob)
    to_monday(cafe)
    cafe.env.inject_error("POST", f"/channels/{channel.id}/messages", status=status, code=code)
    await post_due(cafe.client)
    await post_due(cafe.client)
    assert channel.history() == []
    assert [entry[:2] for entry in await logged(cafe.house, cafe.guild_id)] == [
        ("gallery_set", cafe.admin.id),
        ("gallery_failed", None),
    ]
    said = private(await cafe.admin.slash(cafe.channel, "moegan audit"))
    assert f"The wall could not be posted to <#{channel.id}>: the channel is gone, MoeGAN may not post" in said


@pytest.mark.parametrize("error", [ConnectionResetError(104, "reset"), aiohttp.ServerDisconnectedError()])
async def test_a_connection_that_is_lost_while_it_is_posted_is_in_that_log_too(
    cafe: Cafe, error: Exception, monkeypatch: pytest.MonkeyPatch
):
    await set_gallery(cafe)
    await on_wall(cafe, cafe.bob)
    to_monday(cafe)

    async def lose(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(discord.PartialMessageable, "send", lose)
    await post_due(cafe.client)
    assert "gallery_failed" in [entry[0] for entry in await logged(cafe.house, cafe.guild_id)]


async def test_one_servers_trouble_holds_up_no_other(cafe: Cafe, monkeypatch: pytest.MonkeyPatch):
    channel, _ = await set_gallery(cafe)
    await on_wall(cafe, cafe.bob)
    to_monday(cafe)
    galleries = cafe.client.services.galleries
    both = (Gallery(1, 2, ""), Gallery(cafe.guild_id, channel.id, ""))
    monkeypatch.setattr(galleries, "due", AsyncMock(return_value=both))
    monkeypatch.setattr(galleries, "drawn", AsyncMock(side_effect=[RuntimeError, DEFAULT], wraps=galleries.drawn))
    await post_due(cafe.client)
    assert len(channel.history()) == 1


async def test_a_full_queue_makes_it_wait_and_not_fail(cafe: Cafe):
    channel, _ = await set_gallery(cafe)
    await on_wall(cafe, cafe.bob)
    to_monday(cafe)
    cafe.house.engine.refusal = QueueFull("full")
    await post_due(cafe.client)
    assert channel.history() == []
    cafe.house.engine.refusal = None
    await post_due(cafe.client)
    assert len(channel.history()) == 1


async def test_an_empty_wall_is_not_posted(cafe: Cafe):
    channel, _ = await set_gallery(cafe)
    to_monday(cafe)
    await post_due(cafe.client)
    await on_wall(cafe, cafe.bob)
    await post_due(cafe.client)
    assert channel.history() == []


async def test_the_channel_is_seen_and_unset(cafe: Cafe):
    assert private(await cafe.admin.slash(cafe.channel, "moegan gallery")).startswith("The wall is posted nowhere.")
    channel, _ = await set_gallery(cafe)
    assert f"<#{channel.id}>" in private(await cafe.admin.slash(cafe.channel, "moegan gallery"))
    told = private(await cafe.admin.slash(cafe.channel, "moegan gallery", off=True))
    assert told.startswith("The wall is posted nowhere.")
    await on_wall(cafe, cafe.bob)
    to_monday(cafe)
    await post_due(cafe.client)
    assert channel.history() == []


async def test_a_channel_that_the_bot_may_not_post_to_is_refused_at_once(cafe: Cafe):
    for name in ("@everyone", "TestBot"):
        role = cafe.guild.roles[name]._role  # pyright: ignore[reportPrivateUsage]
        role.permissions = discord.Permissions(
            view_channel=True, send_messages=True, use_application_commands=True
        ).value  # pyright: ignore
    await cafe.restart()
    channel, told = await set_gallery(cafe)
    assert told.startswith(f"MoeGAN may not post pictures to <#{channel.id}>.")
    assert await cafe.house.services.galleries.get(cafe.guild_id) is None


async def test_it_is_posted_as_the_settings_say_and_can_be_voted_on_there(cafe: Cafe):
    channel, _ = await set_gallery(cafe)
    await on_wall(cafe, cafe.bob)
    settings = cafe.house.services.settings
    await settings.set_channels(cafe.guild_id, cafe.admin.id, [cafe.channel.id])
    await settings.set_language(cafe.guild_id, cafe.admin.id, "zh-CN")
    await settings.set_spoiler(cafe.guild_id, cafe.admin.id, True)
    to_monday(cafe)
    await post_due(cafe.client)
    (message,) = channel.history()
    assert "本服务器的头像墙" in texts(message)
    assert [one["spoiler"] for part in walk(components(message)) for one in part.get("items", ())] == [True]
    assert "the first one for this face" in await vote(cafe, cafe.alice, message, cafe.bob)
