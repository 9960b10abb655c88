"""Removing what the bot posted, and the audit log, as moderators and admins see them."""

from __future__ import annotations

from typing import Any

import discord
import pytest
import simcord
from discord import ui
from simcord.results import InteractionResult

from bot.app import build_client
from bot.services.audit import AUDIT_PAGE, AuditPage
from bot.services.moderation import LONGEST_REASON
from bot.store.community_rows import AuditEntry
from bot.store.settings_rows import Window
from bot.views.audit import audit_page
from tests.bot.cafe import Cafe, buttons, private, shown, texts
from tests.bot.services.plaza import logged
from tests.bot.test_wall_commands import moderator
from tests.discord.rules import message_violations

REMOVE = "Remove (MoeGAN)"
NOT_FOR_YOU = "That is for those who may manage messages here. Ask one of them."


async def removed(
    cafe: Cafe, member: simcord.MemberActor, message: Any, reason: str = "", channel: Any = None
) -> InteractionResult:
    """What comes of the menu's entry, the form filled in."""
    opened = await member.context_menu(channel or cafe.channel, REMOVE, message)
    assert opened.modal is not None, private(opened)
    return await member.submit_modal(opened, {"reason": reason} if reason else {})


async def log(cafe: Cafe) -> str:
    """What the admin reads."""
    return private(await cafe.admin.slash(cafe.channel, "moegan audit"))


async def test_moderators_remove_any_message_of_the_bot_and_may_say_why(cafe: Cafe):
    mod = moderator(cafe)
    message = await cafe.drawn(cafe.alice, count=1)
    done = await removed(cafe, mod, message, "Not here,\nplease")
    assert private(done) == "The message is removed. The avatars that it showed stay their members'."
    assert shown(done) == ""
    assert await cafe.gone(message)
    said = await log(cafe)
    assert f"{mod.mention} removed message {message.id} of {cafe.alice.mention} in <#{cafe.channel.id}>." in said
    assert said.endswith("Reason: Not here, please")
    assert f"<t:{int(cafe.house.clock.now)}:f>" in said


async def test_it_works_in_threads_and_forum_posts(cafe: Cafe):
    mod = moderator(cafe)
    client: Any = cafe.client
    forum = cafe.guild.create_forum_channel("show")
    await client.get_channel(cafe.channel.id).create_thread(name="side", type=discord.ChannelType.public_thread)
    await client.get_channel(forum.id).create_thread(name="post", content="first")
    for place in (cafe.channel.threads[0], forum.threads[0]):
        result = await cafe.alice.slash(place, "avatar new", count=1)
        assert result.response is not None
        before = len(place.history())
        assert "is removed" in private(await removed(cafe, mod, result.response.message, channel=place))
        assert len([one for one in place.history() if not one.flags.ephemeral]) == before - 1


async def test_messages_that_are_not_the_bots_are_refused_in_plain_words(cafe: Cafe):
    message = await cafe.bob.send(cafe.channel, "hello")
    refused = await moderator(cafe).context_menu(cafe.channel, REMOVE, message)
    assert refused.modal is None
    assert private(refused).startswith("That message is not MoeGAN's, so MoeGAN does not remove it.")
    assert not await cafe.gone(message)


async def test_whoever_may_not_manage_messages_is_refused_at_either_step(cafe: Cafe):
    mod = moderator(cafe)
    message = await cafe.drawn(cafe.alice)
    opened = await mod.context_menu(cafe.channel, REMOVE, message)
    role = cafe.guild.roles["moderating"]._role  # pyright: ignore[reportPrivateUsage]
    role.permissions = discord.Permissions.none().value  # pyright: ignore
    assert private(await mod.submit_modal(opened, {})) == NOT_FOR_YOU
    # The server's integration settings may show the menu's entry to everybody.
    cafe.client = build_client(cafe.house.services)
    menu = cafe.client.tree.get_command(REMOVE, type=discord.AppCommandType.message)
    assert isinstance(menu, discord.app_commands.ContextMenu)
    menu.default_permissions = None
    await cafe.env.restart_bot(cafe.client)
    refused = await cafe.bob.context_menu(cafe.channel, REMOVE, message)
    assert (refused.modal, private(refused)) == (None, NOT_FOR_YOU)
    assert not await cafe.gone(message)
    assert await logged(cafe.house, cafe.guild_id) == []


async def test_a_message_that_is_gone_or_out_of_reach_is_said_to_be(cafe: Cafe):
    mod = moderator(cafe)
    message = await cafe.drawn(cafe.alice)
    cafe.env.inject_error("DELETE", "/channels/*/messages/*", status=403, code=50001)
    assert private(await removed(cafe, mod, message)).startswith("Discord does not let MoeGAN delete that message")
    cafe.env.inject_error("DELETE", "/channels/*/messages/*", status=400, code=50083)
    assert private(await removed(cafe, mod, message)).startswith("Discord does not let MoeGAN delete that message")
    opened = await mod.context_menu(cafe.channel, REMOVE, message)
    await cafe.alice.click(message, label="Delete")
    assert private(await mod.submit_modal(opened, {})) == "That message is gone already."
    assert await logged(cafe.house, cafe.guild_id) == []


async def test_the_delete_button_is_the_members_own_and_the_moderators(cafe: Cafe):
    mod = moderator(cafe)
    own, other = await cafe.drawn(cafe.alice), await cafe.drawn(cafe.alice)
    assert "Only the member whom" in private(await cafe.bob.click(other, label="Delete"))
    await cafe.alice.click(own, label="Delete")
    assert await cafe.gone(own)
    assert await logged(cafe.house, cafe.guild_id) == [], "one's own is one's own"
    await mod.click(other, label="Delete")
    assert await cafe.gone(other)
    assert await logged(cafe.house, cafe.guild_id) == [("picture_removed", mod.id, cafe.alice.id)]
    assert f"{mod.mention} removed message {other.id} of {cafe.alice.mention}" in await log(cafe)


async def test_an_empty_log_says_what_will_be_in_it(cafe: Cafe):
    assert await log(cafe) == (
        "Nothing has been written down yet. What admins and moderators do with MoeGAN is kept for 180 days."
    )


async def test_the_log_turns_its_pages_for_admins_alone(cafe: Cafe):
    for number in range(11):
        detail = {"style": f"{number} **fast**"}
        await cafe.house.services.audit.record(cafe.guild_id, cafe.alice.id, "style_used", detail)
    opened = await cafe.admin.slash(cafe.channel, "moegan audit")
    assert opened.response is not None
    assert opened.ephemeral
    assert "Page 1 of 2, 11 entries in all." in private(opened)
    assert f"{cafe.alice.mention} chose the style **10 \\*\\*fast\\*\\***" in private(opened)
    await cafe.restart()
    turned = await cafe.admin.click(opened.response, label="Next")
    assert turned.response is not None
    assert "chose the style **0 " in texts(turned.response)
    assert buttons(turned.response).keys() == {"Previous", "Next"}
    assert all(body["allowed_mentions"] == {"parse": []} for body in cafe.requests("PATCH", "@original")[-2:])
    role = cafe.guild.roles["managing"]._role  # pyright: ignore[reportPrivateUsage]
    role.permissions = discord.Permissions.none().value  # pyright: ignore
    assert "That is for the admins of this server" in private(await cafe.admin.click(turned.response, label="Previous"))


async def test_no_reason_is_too_long_to_be_read(cafe: Cafe):
    mod = moderator(cafe)
    for _ in range(AUDIT_PAGE):
        await removed(cafe, mod, await cafe.drawn(cafe.alice, count=1), "*_" * (LONGEST_REASON // 2))
    said = await log(cafe)
    assert said.count("Reason: \\*\\_") == AUDIT_PAGE
    assert said.count("\\_…") == AUDIT_PAGE
    assert message_violations(cafe.requests("PATCH", "@original")[-1]) == []


async def test_what_was_done_by_or_to_somebody_forgotten_is_somebodys(cafe: Cafe):
    mod = moderator(cafe)
    message = await cafe.drawn(cafe.alice)
    await removed(cafe, mod, message)
    await cafe.house.services.forgetting.forget(cafe.alice.id)
    await cafe.house.services.forgetting.forget(mod.id)
    assert f"somebody removed message {message.id} of somebody" in await log(cafe)


async def test_actions_without_a_sentence_are_listed_all_the_same(cafe: Cafe):
    audit = cafe.house.services.audit
    await audit.record(cafe.guild_id, cafe.alice.id, "moon_painted", {"colour": "pink"})
    await audit.record(cafe.guild_id, cafe.alice.id, "style_used", {"what": ["a", "b"]})
    said = await log(cafe)
    assert f"{cafe.alice.mention}: moon painted (colour pink)" in said
    assert f"{cafe.alice.mention}: style used (what a, b)" in said


@pytest.mark.parametrize("command", ["moegan audit", "moegan gallery"])
async def test_admins_commands_are_for_admins(cafe: Cafe, command: str):
    with pytest.raises(Exception, match="moegan"):
        await cafe.alice.slash(cafe.channel, command)


async def test_settings_are_written_down_in_words(cafe: Cafe):
    settings, guild, admin = cafe.house.services.settings, cafe.guild_id, cafe.admin.id
    await settings.set_channels(guild, admin, [cafe.channel.id])
    await settings.set_train_roles(guild, admin, [77])
    await settings.set_spoiler(guild, admin, True)
    await settings.set_language(guild, admin, "zh-CN")
    await settings.set_quota(guild, admin, None, Window.DAY, 20)
    await settings.set_quota(guild, admin, 77, Window.DAY, 40)
    who = cafe.admin.mention
    lines = [line.partition(">  ")[2] for line in (await log(cafe)).splitlines()[2:]]
    assert lines == [
        f"{who} changed the quota of <@&77> from nothing to 40 pictures (day).",
        f"{who} changed the quota of everyone from nothing to 20 pictures (day).",
        f"{who} changed the language of public answers from nothing to zh-CN.",
        f"{who} changed whether pictures are covered from no to yes.",
        f"{who} changed the roles that may train from nothing to <@&77>.",
        f"{who} changed the channels where MoeGAN answers from nothing to <#{cafe.channel.id}>.",
    ]


async def test_quotas_are_written_down_in_the_readers_language():
    detail = {"role": None, "window": Window.MONTH.value, "before": None, "after": 20}
    entry = AuditEntry(1, 1, 5, None, "quota.set", detail, 0)
    panel = audit_page(AuditPage((entry,), 1, 1, 1), "zh-CN").build()
    (said,) = [one.content for one in panel.walk_children() if isinstance(one, ui.TextDisplay)]
    assert said.endswith("<@5> 把 所有人 的限额从 无 改为 20 张（每 30 天）。")


async def test_it_works_where_the_bot_does_not_answer(cafe: Cafe):
    mod = moderator(cafe)
    message = await cafe.drawn(cafe.alice)
    await cafe.house.services.settings.set_channels(
        cafe.guild_id, cafe.admin.id, [cafe.guild.create_text_channel("x").id]
    )
    assert private(await removed(cafe, mod, message)).startswith("The message is removed.")
