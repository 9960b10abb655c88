"""Taking avatars away: files, emojis and stickers, sheets, and codes."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from PIL import Image
from simcord.results import InteractionResult

from tests.bot.cafe import Cafe, buttons, open_cafe, private, shown, texts
from tests.bot.services.house import open_house
from tests.bot.services.styles import adopted, open_house_of_styles
from tests.discord.rules import message_violations

CREATING = discord.Permissions(create_expressions=True)


def creator(cafe: Cafe) -> simcord.MemberActor:
    """A member who may create expressions."""
    return cafe.guild.add_member(
        cafe.env.create_user("mika"), roles=[cafe.guild.create_role("creating", permissions=CREATING)]
    )


def forbid_the_bot(cafe: Cafe) -> None:
    """An admin takes the bot's permission to create expressions away."""
    role = cafe.guild.roles["TestBot"]._role  # pyright: ignore[reportPrivateUsage]
    role.permissions = discord.Permissions(role.permissions, create_expressions=False).value  # pyright: ignore


async def export(cafe: Cafe, member: simcord.MemberActor, **options: str) -> InteractionResult:
    return await member.slash(cafe.channel, "avatar export", **options)


async def file_of(result: InteractionResult) -> tuple[str, Image.Image]:
    """The name of the one file of an answer, and the picture in it."""
    assert result.response is not None
    (attachment,) = result.response.attachments
    picture = Image.open(io.BytesIO(await attachment.read()))
    picture.load()
    return attachment.filename, picture


@pytest.mark.parametrize(
    ("options", "filename", "kind", "mode", "sentence"),
    [
        ({}, "mei-512.png", "PNG", "RGB", "Good as a profile picture, on Discord and elsewhere."),
        ({"size": "1024", "format": "webp"}, "mei-1024.webp", "WEBP", "RGB", "Good where it is seen large"),
        ({"size": "128", "shape": "round"}, "mei-128-round.png", "PNG", "RGBA", "its corners are transparent"),
        ({"size": "emoji", "format": "webp"}, "mei-emoji.png", "PNG", "RGB", "Good as an emoji"),
        ({"size": "sticker", "shape": "round"}, "mei-sticker-round.png", "PNG", "RGBA", "Good as a round sticker"),
    ],
)
async def test_an_avatar_becomes_a_file_that_only_the_member_sees(
    cafe: Cafe, options: dict[str, str], filename: str, kind: str, mode: str, sentence: str
):
    await cafe.saved(cafe.alice, "Mei")
    result = await export(cafe, cafe.alice, name="mei", **options)

    name, picture = await file_of(result)
    assert (name, picture.format, picture.mode) == (filename, kind, mode)
    assert shown(result) == ""
    assert private(result).startswith("### Mei\n")
    assert sentence in private(result)
    assert filename in private(result)
    assert message_violations(cafe.requests("PATCH", "@original")[-1], [filename]) == []


async def test_without_a_name_it_is_the_worn_face(cafe: Cafe):
    name, _ = await file_of(await export(cafe, cafe.alice))
    assert name == "avatar-512.png"
    await cafe.saved(cafe.alice, "小樱")
    name, _ = await file_of(await export(cafe, cafe.alice))
    assert name == "xiaoying-512.png"


@pytest.mark.parametrize("command", ["export", "code"])
async def test_names_autocomplete_and_a_wrong_one_is_refused(cafe: Cafe, command: str):
    await cafe.saved(cafe.alice, "Mei", "Rin")
    offered = await cafe.alice.autocomplete(cafe.channel, f"avatar {command}", "name", "m")
    assert [choice["value"] for choice in offered] == ["Mei"]
    refused = await cafe.bob.slash(cafe.channel, f"avatar {command}", name="Mei")
    assert private(refused) == "There is no saved avatar named “Mei”. See the names with /avatar gallery."


async def test_the_button_under_a_saved_avatar_exports_it(cafe: Cafe):
    await cafe.saved(cafe.alice, "Mei")
    message = await cafe.alice.slash(cafe.channel, "avatar show", name="Mei")
    assert message.response is not None
    await cafe.restart()
    result = await cafe.alice.click(message.response, label="Export")
    assert (await file_of(result))[0] == "mei-512.png"
    refused = await cafe.bob.click(message.response, label="Export")
    assert private(refused).startswith("That belongs to another member.")
    await cafe.house.services.forgetting.forget(cafe.alice.id)
    gone = await cafe.alice.click(message.response, label="Export")
    assert private(gone).startswith("That avatar was deleted.")


async def test_an_export_that_a_restart_interrupts_is_answered_afterwards(tmp_path: Path):
    async with open_cafe(tmp_path / "a") as cafe:
        await cafe.saved(cafe.alice, "Mei")
        cafe.house.engine.hold()
        await cafe.interrupted(export(cafe, cafe.alice, name="Mei", size="sticker"))
        before = len(cafe.requests("PATCH", "@original"))
        async with open_house(tmp_path / "a", clock=cafe.house.clock) as house:
            await cafe.killed(house)
            (answer,) = cafe.shown_since(before)
            assert [one["filename"] for one in answer["attachments"]] == ["mei-sticker.png"]
            assert [request.size for request in house.engine.requests] == [320]
            cafe.house.engine.release()


async def test_members_who_may_add_an_emoji_with_one_click(cafe: Cafe):
    mika = creator(cafe)
    await cafe.saved(mika, "小樱")
    result = await export(cafe, mika, size="emoji", shape="round")
    assert result.response is not None
    assert list(buttons(result.response)) == ["Add to this server"]
    await cafe.restart()

    added = await mika.click(result.response, label="Add to this server")
    (emoji,) = cafe.env.backend.get_guild(cafe.guild_id).emojis.values()
    assert emoji.name == "XiaoYing"
    (request,) = cafe.requests("POST", "/emojis")
    picture = Image.open(io.BytesIO(base64.b64decode(request["image"].removeprefix("data:image/png;base64,"))))
    assert (picture.format, picture.mode) == ("PNG", "RGBA")
    assert added.response is not None
    assert added.response.id == result.response.id
    assert "Added to this server as the emoji `:XiaoYing:`." in texts(added.response)
    assert buttons(added.response) == {}
    assert len(added.response.attachments) == 1


async def test_a_sticker_keeps_the_name(cafe: Cafe):
    mika = creator(cafe)
    await cafe.saved(mika, "小樱")
    result = await export(cafe, mika, size="sticker")
    assert result.response is not None
    added = await mika.click(result.response, label="Add to this server")
    (sticker,) = cafe.env.backend.get_guild(cafe.guild_id).stickers.values()
    assert (sticker.name, sticker.description, sticker.tags) == ("小樱", "An avatar that MoeGAN drew", "🙂")
    assert "Added to this server as the sticker **小樱**." in texts(added.response)


async def test_the_button_is_shown_only_where_both_may(cafe: Cafe):
    mika = creator(cafe)
    for size in ("128", "512"):
        assert buttons((await export(cafe, mika, size=size)).response) == {}
    ordinary = await export(cafe, cafe.alice, size="emoji")
    assert buttons(ordinary.response) == {}
    assert "Create Expressions" not in private(ordinary)

    forbid_the_bot(cafe)
    for member in (mika, cafe.alice):
        result = await export(cafe, member, size="emoji")
        assert buttons(result.response) == {}
        assert "an admin gives its role *Create Expressions*" in private(result)
    assert "Create Expressions" not in private(await export(cafe, mika, size="512"))


async def test_what_may_be_done_is_looked_at_again_at_the_click(cafe: Cafe):
    mika = creator(cafe)
    result = await export(cafe, mika, size="emoji")
    assert result.response is not None
    forbid_the_bot(cafe)
    assert private(await mika.click(result.response, label="Add to this server")).endswith(
        "MoeGAN may not add emojis and stickers to this server. An admin can allow it in the server's settings, under "
        "Roles: give MoeGAN's role *Create Expressions*."
    )
    role = cafe.guild.roles["creating"]._role  # pyright: ignore[reportPrivateUsage]
    role.permissions = discord.Permissions.none().value  # pyright: ignore
    refused = await mika.click(result.response, label="Add to this server")
    assert "Only members who may *Create Expressions*" in private(refused)
    assert cafe.requests("POST", "/emojis") == []
    assert list(buttons(result.response)) == ["Add to this server"], "the message stays as it was"


async def test_a_click_of_somebody_who_may_add_but_did_not_export_is_refused(cafe: Cafe):
    await export(cafe, creator(cafe), size="emoji")
    request = cafe.house.engine.requests[-1]
    rows = await cafe.house.store.read.draws.of_interaction(int(request.id.removeprefix("interaction-")))
    assert rows is not None
    with pytest.raises(Exception, match="belongs to another member"):
        await cafe.house.services.exporting.again(cafe.house.origin(cafe.bob.id), rows.id)


@pytest.mark.parametrize(
    ("size", "code", "status", "sentence"),
    [
        ("emoji", 30008, 400, "This server has no room for another emoji."),
        ("sticker", 30039, 400, "This server has no room for another sticker."),
        ("emoji", 50013, 403, "MoeGAN may not add emojis and stickers to this server."),
        ("sticker", 50045, 400, "Discord finds the file too large for this server."),
        ("sticker", 40005, 413, "Discord finds the file too large for this server."),
        ("emoji", 50138, 400, "Discord finds the file too large for this server."),
        ("emoji", 50035, 400, "Something went wrong, and it is not your fault."),
    ],
)
async def test_what_discord_refuses_becomes_a_sentence(cafe: Cafe, size: str, code: int, status: int, sentence: str):
    mika = creator(cafe)
    result = await export(cafe, mika, size=size)
    assert result.response is not None
    cafe.env.inject_error("POST", f"/guilds/*/{size}s", status=status, code=code, message="No.")
    refused = await mika.click(result.response, label="Add to this server")
    assert sentence in private(refused)
    assert list(buttons(result.response)) == ["Add to this server"]
    added = await mika.click(result.response, label="Add to this server")
    assert "Added to this server" in texts(added.response), "and the next click tries again"


async def test_a_sheet_shows_everything_with_names(cafe: Cafe):
    await cafe.saved(cafe.alice, "Mei", "小樱", "🌸")
    result = await cafe.alice.slash(cafe.channel, "avatar sheet")
    name, picture = await file_of(result)
    assert (name, picture.format) == ("avatars.webp", "WEBP")
    assert shown(result) == ""
    assert private(result).splitlines() == [
        "### Your avatars",
        "3 in all.",
        "-# Names that could not be written on it: #1 🌸",
    ]
    assert [recipe.seed for recipe in cafe.house.engine.requests[-1].recipes] == [
        (await cafe.house.services.collection.find(cafe.alice.id, name)).seed for name in ("🌸", "小樱", "Mei")
    ]
    assert buttons(result.response) == {}


async def many(cafe: Cafe, member: simcord.MemberActor, names: list[str]) -> None:
    """Saved avatars, as if they had been drawn one by one."""
    avatar = await cafe.house.avatar(member.id)
    async with cafe.house.store.write() as rows:
        for number, name in enumerate(names):
            one = await rows.avatars.add(member.id, avatar.recipe, avatar.pixel_hash, None, number)
            await rows.avatars.name(one.id, name, name.casefold(), number)


async def test_more_than_a_hundred_are_on_pages_that_turn_in_place(cafe: Cafe):
    await many(cafe, cafe.alice, [f"Face {number}" for number in range(101)])
    first = await cafe.alice.slash(cafe.channel, "avatar sheet")
    assert first.response is not None
    assert "Page 1 of 2, 101 in all." in private(first)
    batches = [request for request in cafe.house.engine.requests if request.size == 128]
    assert sum(len(request.recipes) for request in batches) == 100
    turned = await cafe.alice.click(first.response, label="Next")
    assert turned.response is not None
    assert turned.response.id == first.response.id
    assert (await file_of(turned))[0] == "avatars-2.webp"
    assert (cafe.house.engine.requests[-1].size, len(cafe.house.engine.requests[-1].recipes)) == (256, 1)
    assert private(await cafe.alice.slash(cafe.channel, "avatar sheet", page=2)).startswith(
        "### Your avatars\nPage 2 of 2"
    )


async def test_the_list_beside_a_sheet_of_unwritable_names_fits_into_a_message(cafe: Cafe):
    await many(cafe, cafe.alice, [f"{number:03}{'한' * 29}" for number in range(100)])
    result = await cafe.alice.slash(cafe.channel, "avatar sheet")
    assert "more; see them with /avatar gallery." in private(result)
    assert message_violations(cafe.requests("PATCH", "@original")[-1], ["avatars.webp"]) == []


async def test_a_sheet_of_nothing_says_how_to_fill_it(cafe: Cafe):
    assert private(await cafe.alice.slash(cafe.channel, "avatar sheet")).startswith("Your gallery is empty.")


def code_in(result: InteractionResult) -> str:
    return private(result).split("```")[1].strip()


async def test_a_code_brings_the_same_avatar_to_whoever_redeems_it(cafe: Cafe):
    await cafe.saved(cafe.alice, "Mei")
    given = await cafe.alice.slash(cafe.channel, "avatar code", name="Mei")
    assert private(given).startswith("### The code of Mei\n```\n1")
    assert shown(given) == ""

    result = await cafe.bob.slash(cafe.channel, "avatar redeem", code=code_in(given).lower().replace("-", " "))
    message = result.response
    mei = await cafe.house.services.collection.find(cafe.alice.id, "Mei")
    assert message is not None
    assert shown(result) == f"### The avatar of a code, for {cafe.bob.mention}\nseed `{mei.seed}`"
    assert list(buttons(message)) == ["Save", "Vary", "Edit", "Delete"]
    assert len(message.attachments) == 1
    assert private(await cafe.bob.click(message, label="Save")).startswith("Saved as **")
    (name,) = await cafe.house.services.collection.names(cafe.bob.id)
    assert (await cafe.house.services.collection.find(cafe.bob.id, name)).pixel_hash == mei.pixel_hash
    await cafe.bob.click(message, label="Delete")
    assert await cafe.gone(message)


async def test_what_is_no_code_is_refused_in_private(cafe: Cafe):
    result = await cafe.bob.slash(cafe.channel, "avatar redeem", code="hello")
    assert private(result).startswith("Something in that code is wrong or missing. Copy it again, whole;")
    assert shown(result) == ""


async def test_the_code_of_a_styles_avatar_is_for_its_server_alone(tmp_path: Path):
    async with open_house_of_styles(tmp_path) as house, open_cafe(tmp_path, house) as cafe:
        await adopted(house, guild_id=cafe.guild_id)
        await cafe.drawn(cafe.alice, count=1, style="Ink")
        await cafe.alice.slash(cafe.channel, "avatar save", name="Inky")
        given = await cafe.alice.slash(cafe.channel, "avatar code", name="Inky")
        assert "It is drawn in a server's own style" in private(given)
        here = await cafe.bob.slash(cafe.channel, "avatar redeem", code=code_in(given))
        assert "-# Style  **Ink**" in shown(here)

        library = cafe.env.create_guild("Library")
        desk = library.create_text_channel("desk")
        carol: Any = library.add_member(cafe.env.create_user("carol"))
        refused = await carol.slash(desk, "avatar redeem", code=code_in(given))
        assert private(refused) == (
            "That avatar is drawn in the own style of another server, which no other server may draw in. Redeem its "
            "code there."
        )
