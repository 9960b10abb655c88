"""`/avatar wall`, votes, and moderating the wall, as members see them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import discord
import simcord
from PIL import Image
from simcord.results import InteractionResult

from bot.services.wall import WALL_PAGE
from bot.services.weeks import begins_at, week_of
from tests.bot.cafe import Cafe, buttons, components, open_cafe, private, shown, texts
from tests.bot.services.house import open_house
from tests.bot.services.plaza import WEEK, logged
from tests.discord.rules import message_violations, walk


async def on_wall(cafe: Cafe, *members: simcord.MemberActor) -> None:
    """Members with a saved face who want to be on the wall."""
    for member in members:
        await cafe.saved(member, f"Face of {member.name}")
        await member.slash(cafe.channel, "avatar privacy", wall="shown")


async def wall(cafe: Cafe, **options: Any) -> Any:
    """The message of a new `/avatar wall`."""
    result = await cafe.alice.slash(cafe.channel, "avatar wall", **options)
    assert result.response is not None
    return result.response


def moderator(cafe: Cafe) -> simcord.MemberActor:
    """A member who may manage messages."""
    role = cafe.guild.create_role("moderating", permissions=discord.Permissions(manage_messages=True))
    return cafe.guild.add_member(cafe.env.create_user("mod"), roles=[role])


def lists(message: Any) -> dict[str, list[str]]:
    """The options of a message's lists, by custom id."""
    return {
        part["custom_id"]: [option["value"] for option in part["options"]]
        for part in walk(components(message))
        if part.get("type") == 3
    }


def labels(message: Any) -> list[tuple[str, str]]:
    """What the options of a message's lists say."""
    return [
        (option["label"], option["description"])
        for part in walk(components(message))
        if part.get("type") == 3
        for option in part["options"]
    ]


async def worn(cafe: Cafe, member: simcord.MemberActor) -> str:
    """The value that stands for a member's face in lists."""
    avatar = (await cafe.house.services.collection.worn(member.id)).avatar
    assert avatar is not None
    return str(avatar.id)


async def vote(cafe: Cafe, voter: simcord.MemberActor, message: Any, member: simcord.MemberActor) -> str:
    """What a voter is told."""
    return private(await voter.select(message, [await worn(cafe, member)], custom_id="moe:vote:1:0"))


async def test_the_wall_of_nobody_offers_to_be_the_first(cafe: Cafe):
    message = await wall(cafe)
    assert "Nobody is on it yet." in texts(message)
    assert list(buttons(message)) == ["Show my face here", "Delete"]
    told = private(await cafe.bob.click(message, label="Show my face here"))
    assert told.startswith("You will be on this server's wall as soon as you wear an avatar that you have saved.")
    await cafe.saved(cafe.bob, "Bobby")
    told = private(await cafe.bob.click(message, label="Show my face here"))
    assert told.startswith("Your face is on this server's wall.")
    assert "One face." in texts(await wall(cafe))
    assert "Only the member whom" in private(await cafe.bob.click(message, label="Delete"))
    await cafe.alice.click(message, label="Delete")
    assert await cafe.gone(message)


async def test_faces_are_in_one_picture_and_lists_name_them(cafe: Cafe):
    await on_wall(cafe, cafe.bob, cafe.admin)
    await cafe.saved(cafe.alice, "Mei")
    message = await wall(cafe)
    (attachment,) = message.attachments
    picture = Image.open(io.BytesIO(await attachment.read()))
    assert (attachment.filename, picture.format) == ("wall.webp", "WEBP")
    assert not message.ephemeral
    assert labels(message) == [("bob", "Face of bob  ·  0 votes"), ("admin", "Face of admin  ·  0 votes")]
    assert list(buttons(message)) == ["Show my face here", "Moderate", "Delete"]
    assert len(cafe.house.engine.requests[-1].recipes) == 2, "Alice never asked to be on it"
    assert message_violations(cafe.requests("PATCH", "@original")[-1], ["wall.webp"]) == []


async def test_privacy_says_and_sets_who_is_on_the_wall(cafe: Cafe):
    async def said(**options: str) -> str:
        return private(await cafe.alice.slash(cafe.channel, "avatar privacy", **options))

    assert "Your face is not on this server's wall." in await said()
    assert "as soon as you wear an avatar" in await said(wall="shown")
    await cafe.saved(cafe.alice, "Mei")
    assert "Your face is on this server's wall." in await said()
    assert "for you let nobody blend with you" in await said(who="nobody")
    assert "Your face is on this server's wall." in await said(who="ask")
    assert "Your face is not on this server's wall." in await said(wall="hidden")


async def test_a_vote_is_counted_and_told_to_the_voter_alone(cafe: Cafe):
    await on_wall(cafe, cafe.bob, cafe.admin)
    message = await wall(cafe)
    before = texts(cafe.now(message))
    told = await vote(cafe, cafe.alice, message, cafe.bob)
    assert told.startswith(f"Your vote of this week is for {cafe.bob.mention}: the first one for this face.")
    ends = begins_at(week_of(cafe.house.clock.now), later=1)
    assert told.endswith(f"the week ends <t:{ends}:R>.")
    assert f"goes to {cafe.admin.mention} instead" in await vote(cafe, cafe.alice, message, cafe.admin)
    assert "You cannot vote for your own face." in await vote(cafe, cafe.bob, message, cafe.bob)
    assert texts(cafe.now(message)) == before
    assert f"Ahead this week: {cafe.admin.mention} 1" in texts(await wall(cafe))
    await cafe.admin.slash(cafe.channel, "avatar privacy", wall="hidden")
    assert "not on the wall any more" in await vote(cafe, cafe.alice, message, cafe.admin)


async def test_votes_work_after_a_restart(cafe: Cafe):
    await on_wall(cafe, cafe.bob)
    message = await wall(cafe)
    await cafe.restart()
    assert "the first one for this face." in await vote(cafe, cafe.alice, message, cafe.bob)


async def test_who_won_is_crowned_the_week_after(cafe: Cafe):
    await on_wall(cafe, cafe.bob, cafe.admin)
    await vote(cafe, cafe.alice, await wall(cafe), cafe.admin)
    cafe.house.clock.advance(WEEK)
    message = await wall(cafe)
    assert f"👑 Avatar of the week: **Face of admin** of {cafe.admin.mention}, with one vote." in texts(message)
    assert [label for label, _ in labels(message)] == ["bob", "admin"]
    assert len(cafe.house.engine.requests[-1].recipes) == 2, "drawn once"


async def test_names_that_cannot_be_written_stand_beside_it(cafe: Cafe):
    await cafe.saved(cafe.bob, "Bobby")
    await cafe.house.services.wall.join(cafe.guild_id, cafe.bob.id, "🌸")
    assert f"-# Names that could not be written on it: #1 {cafe.bob.mention}" in texts(await wall(cafe))


async def many(cafe: Cafe, count: int) -> None:
    """So many members on the wall, as if each had asked for it."""
    avatar = await cafe.house.avatar(cafe.bob.id)
    async with cafe.house.store.write() as rows:
        for number in range(count):
            one = await rows.avatars.add(1000 + number, avatar.recipe, f"hash {number}", None, 0)
            await rows.avatars.name(one.id, "Name", "name", 0)
            await rows.members.set_worn(1000 + number, one.id)
            await rows.walls.join(cafe.guild_id, 1000 + number, f"Member {number}", int(cafe.house.clock.now))


async def test_a_large_wall_has_pages_that_turn_in_place(cafe: Cafe):
    await many(cafe, WALL_PAGE + 3)
    message = await wall(cafe)
    assert "Page 1 of 2, 53 faces in all." in texts(message)
    assert [len(values) for values in lists(message).values()] == [25, 25]
    assert list(buttons(message)) == ["Previous", "Next", "Show my face here", "Moderate", "Delete"]
    assert message_violations(cafe.requests("PATCH", "@original")[-1], ["wall-1.webp"]) == []
    await cafe.restart()
    turned = await cafe.bob.click(message, label="Next")
    assert turned.response is not None
    assert turned.response.id == message.id
    assert "Page 2 of 2" in texts(turned.response)
    assert [len(values) for values in lists(turned.response).values()] == [3]
    assert "Page 2 of 2" in texts(await wall(cafe, page=2))


async def test_a_wall_stays_whose_it_is_whoever_turns_its_page(cafe: Cafe):
    await many(cafe, WALL_PAGE + 3)
    message = await wall(cafe)
    # What is on record is tidied after a while; the message stays.
    async with cafe.house.store.write() as rows:
        await rows.messages.delete(message.id)
    turned = (await cafe.bob.click(message, label="Next")).response
    assert turned is not None
    assert buttons(turned)["Delete"] == buttons(message)["Delete"]
    assert "Only the member whom" in private(await cafe.bob.click(turned, label="Delete"))
    await cafe.alice.click(turned, label="Delete")
    assert await cafe.gone(message)


async def test_whoever_has_left_the_server_is_on_it_no_more(cafe: Cafe):
    await on_wall(cafe, cafe.bob, cafe.admin)
    cafe.guild.remove_member(cafe.bob)
    assert [label for label, _ in labels(await wall(cafe))] == ["bob", "admin"], "the bot has not heard of it yet"
    cafe.house.clock.advance(24 * 3600 + 1)
    assert [label for label, _ in labels(await wall(cafe))] == ["admin"]
    asked = len(cafe.requests("GET", "/members/"))
    await wall(cafe)
    assert len(cafe.requests("GET", "/members/")) == asked, "once a day is enough"


async def test_a_wall_whose_members_cannot_be_asked_about_is_shown(cafe: Cafe):
    await on_wall(cafe, cafe.bob)
    cafe.house.clock.advance(24 * 3600 + 1)
    cafe.env.inject_error("GET", "/guilds/*/members/*", status=404, code=10004)
    assert [label for label, _ in labels(await wall(cafe))] == ["bob"]


async def test_a_wall_that_a_restart_interrupts_is_answered_afterwards(tmp_path: Path):
    async with open_cafe(tmp_path) as cafe:
        await on_wall(cafe, cafe.bob)
        cafe.house.engine.hold()
        await cafe.interrupted(wall(cafe))
        before = len(cafe.requests("PATCH", "@original"))
        async with open_house(tmp_path, clock=cafe.house.clock) as house:
            await cafe.killed(house)
            (answer,) = cafe.shown_since(before)
            assert [one["filename"] for one in answer["attachments"]] == ["wall.webp"]
            cafe.house.engine.release()


async def moderating(member: simcord.MemberActor, message: Any) -> InteractionResult:
    return await member.click(message, label="Moderate")


async def test_moderators_take_faces_off_and_put_them_back(cafe: Cafe):
    mod = moderator(cafe)
    await on_wall(cafe, cafe.bob, cafe.admin)
    message = await wall(cafe)
    opened = await moderating(mod, message)
    assert shown(opened) == ""
    assert opened.response is not None
    assert list(lists(opened.response)) == ["moe:walloff:1:0"]
    face = await worn(cafe, cafe.bob)
    done = await mod.select(opened.response, [face], custom_id="moe:walloff:1:0")
    assert done.response is not None
    assert lists(done.response)["moe:wallback:1"] == [face]
    assert [label for label, _ in labels(await wall(cafe))] == ["admin"]
    told = private(await cafe.bob.slash(cafe.channel, "avatar privacy"))
    assert "moderators took the face that you wear off it" in told
    back = await mod.select(done.response, [face], custom_id="moe:wallback:1")
    assert back.response is not None
    assert list(lists(back.response)) == ["moe:walloff:1:0"]
    assert [label for label, _ in labels(await wall(cafe))] == ["bob", "admin"]
    assert await logged(cafe.house, cafe.guild_id) == [
        ("wall_face_removed", mod.id, cafe.bob.id),
        ("wall_face_put_back", mod.id, cafe.bob.id),
    ]


async def test_moderators_take_off_who_won_though_they_wear_another_face(cafe: Cafe):
    mod = moderator(cafe)
    await on_wall(cafe, cafe.bob)
    face = await worn(cafe, cafe.bob)
    await vote(cafe, cafe.alice, await wall(cafe), cafe.bob)
    cafe.house.clock.advance(WEEK)
    await cafe.saved(cafe.bob, "Another")
    await cafe.bob.slash(cafe.channel, "avatar wear", name="Another")
    message = await wall(cafe)
    assert "👑" in texts(message)
    opened = await moderating(mod, message)
    assert opened.response is not None
    assert lists(opened.response) == {"moe:walloff:1:0": [face, await worn(cafe, cafe.bob)]}
    await mod.select(opened.response, [face], custom_id="moe:walloff:1:0")
    assert "👑" not in texts(await wall(cafe))


async def test_nobody_else_moderates_the_wall(cafe: Cafe):
    await on_wall(cafe, cafe.bob)
    mod = moderator(cafe)
    message = await wall(cafe)
    may = discord.PermissionOverwrite(manage_messages=True)
    hers = await cafe.alice.slash(cafe.guild.create_text_channel("hers", overwrites={cafe.alice: may}), "avatar wall")
    for shown_in in (message, hers.response):
        refused = private(await moderating(cafe.alice, shown_in))
        assert refused.startswith("That is for those who may manage messages here."), "on the whole server"
    opened = await moderating(mod, message)
    assert opened.response is not None
    role = cafe.guild.roles["moderating"]._role  # pyright: ignore[reportPrivateUsage]
    role.permissions = discord.Permissions.none().value  # pyright: ignore
    refused = await mod.select(opened.response, [await worn(cafe, cafe.bob)], custom_id="moe:walloff:1:0")
    assert "That is for those who may manage messages here." in private(refused)
    assert await logged(cafe.house, cafe.guild_id) == []


async def test_in_direct_messages_there_is_no_wall_and_privacy_goes_without_one(cafe: Cafe):
    alice = cafe.alice.user
    told = private(await alice.slash("avatar privacy", who="nobody"))
    assert told.endswith("nobody**.")
    for refused in (await alice.slash("avatar wall"), await alice.slash("avatar privacy", who="ask", wall="shown")):
        assert "That works on a server where MoeGAN is a member" in private(refused)
    assert (await cafe.house.services.privacy.get(alice.id)).value == "nobody", "what is refused changes nothing"
