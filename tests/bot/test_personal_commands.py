"""Forget-me and help."""

import io
import json
import zipfile

import discord

from tests.bot.cafe import Cafe, private
from tests.discord.rules import message_violations


async def test_help_names_every_command_in_private(cafe: Cafe):
    said = private(await cafe.alice.slash(cafe.channel, "avatar help"))
    group = cafe.client.tree.get_command("avatar")
    assert isinstance(group, discord.app_commands.Group)
    names = [command.name for command in group.commands if command.name != "help"]
    assert [name for name in names if f"**/avatar {name}**" not in said] == []


async def test_forget_me_asks_first_and_then_deletes_rows_and_messages(cafe: Cafe):
    message = await cafe.drawn(cafe.alice)
    await cafe.alice.click(message, label="Save 1")
    asked = await cafe.alice.slash(cafe.channel, "avatar forget-me")
    assert asked.response is not None

    assert private(await cafe.alice.click(asked.response, label="Keep")) == "Nothing was changed."
    assert (await cafe.house.services.collection.gallery(cafe.alice.id)).total == 1

    asked = await cafe.alice.slash(cafe.channel, "avatar forget-me")
    assert asked.response is not None
    done = await cafe.alice.click(asked.response, label="Forget me")
    assert private(done) == "Everything that MoeGAN knew of you is deleted."
    assert await cafe.gone(message)
    assert (await cafe.house.services.collection.gallery(cafe.alice.id)).total == 0


async def test_messages_that_cannot_be_deleted_are_counted(cafe: Cafe):
    await cafe.drawn(cafe.alice)
    asked = await cafe.alice.slash(cafe.channel, "avatar forget-me")
    assert asked.response is not None
    cafe.env.inject_error("DELETE", "/channels/*/messages/*", status=403, code=50001)
    done = await cafe.alice.click(asked.response, label="Forget me")

    assert "except a message in a place that it cannot reach any more" in private(done)


async def test_my_data_is_a_private_zip_of_everything(cafe: Cafe):
    await cafe.saved(cafe.alice, "Mei", "Rin")
    result = await cafe.alice.slash(cafe.channel, "avatar my-data")
    assert result.response is not None
    assert result.response.ephemeral
    assert "with the pictures of your saved avatars: 2." in private(result)
    (attachment,) = result.response.attachments
    with zipfile.ZipFile(io.BytesIO(await attachment.read())) as archive:
        names = [one["name"] for one in json.loads(archive.read("avatars.json"))["avatars"]]
        assert sorted(names) == ["Mei", "Rin"]
        assert sum(name.startswith("pictures/") for name in archive.namelist()) == 2
    assert message_violations(cafe.requests("PATCH", "@original")[-1], ["my-moegan-data.zip"]) == []
    again = await cafe.alice.slash(cafe.channel, "avatar my-data")
    assert "Everything that MoeGAN keeps about you" in private(again)


async def test_who_has_no_data_is_told_so_and_who_has_no_avatar_gets_the_rest(cafe: Cafe):
    told = private(await cafe.alice.slash(cafe.channel, "avatar my-data"))
    assert told == "MoeGAN keeps nothing about you. Draw an avatar with /avatar new, and it will."
    await cafe.alice.slash(cafe.channel, "avatar privacy", who="ask")
    result = await cafe.alice.slash(cafe.channel, "avatar my-data")
    assert "saved avatars: 0." in private(result)
    assert result.response is not None
    assert len(result.response.attachments) == 1
