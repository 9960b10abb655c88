"""Saving, looking, wearing, renaming and deleting."""

import pytest

from tests.bot.cafe import Cafe, buttons, private, shown


async def test_save_keeps_the_last_drawn_under_the_name(cafe: Cafe):
    await cafe.drawn(cafe.alice)
    result = await cafe.alice.slash(cafe.channel, "avatar save", name="Sunday me")

    assert private(result).startswith("Saved as **Sunday me**, and you wear it now")


async def test_save_without_a_name_makes_one_up(cafe: Cafe):
    await cafe.drawn(cafe.alice)

    assert private(await cafe.alice.slash(cafe.channel, "avatar save")).startswith("Saved as **")


async def test_there_is_nothing_to_save_before_something_was_drawn(cafe: Cafe):
    result = await cafe.alice.slash(cafe.channel, "avatar save", name="x")

    assert private(result) == "There is nothing to save yet. Draw an avatar with /avatar new first."


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (" ", "A name needs at least one visible character. Choose another name."),
        ("x" * 33, "A name has at most 32 characters, and this one has 33. Choose a shorter name."),
        ("**bold** @everyone", "A name is one line of"),
    ],
    ids=["empty", "too long", "markdown"],
)
async def test_a_bad_name_is_refused_and_nothing_is_saved(cafe: Cafe, name: str, sentence: str):
    await cafe.drawn(cafe.alice)
    result = await cafe.alice.slash(cafe.channel, "avatar save", name=name)

    assert private(result).startswith(sentence)
    assert (await cafe.house.services.collection.gallery(cafe.alice.id)).total == 0


async def test_a_taken_name_is_refused(cafe: Cafe):
    await cafe.saved(cafe.alice, "Mei")
    await cafe.drawn(cafe.alice)
    result = await cafe.alice.slash(cafe.channel, "avatar save", name="MEI")

    assert "already have an avatar named" in private(result)


async def test_an_empty_gallery_says_how_to_fill_it(cafe: Cafe):
    assert private(await cafe.alice.slash(cafe.channel, "avatar gallery")).startswith("Your gallery is empty.")


async def test_the_gallery_has_pages_that_turn_in_place(cafe: Cafe):
    names = [f"Face {number}" for number in range(1, 9)]
    await cafe.saved(cafe.alice, *names)
    first = await cafe.alice.slash(cafe.channel, "avatar gallery")
    assert first.response is not None
    assert "Page 1 of 2, 8 in all." in private(first)
    assert len(first.response.attachments) == 6
    assert "Face 8" in private(first)

    turned = await cafe.alice.click(first.response, label="Next")
    assert turned.response is not None
    assert turned.response.id == first.response.id
    assert "Page 2 of 2" in private(turned)
    assert "**Face 1**" in private(turned)
    assert "worn" in private(turned)
    assert len(turned.response.attachments) == 2

    back = await cafe.alice.click(turned.response, label="Previous")
    assert "Page 1 of 2" in private(back)


async def test_show_shows_a_named_avatar_to_the_channel(cafe: Cafe):
    await cafe.saved(cafe.alice, "Mei", "Rin")
    result = await cafe.alice.slash(cafe.channel, "avatar show", name="rin")
    message = result.response

    assert message is not None
    assert "Rin" in shown(result)
    assert len(message.attachments) == 1
    assert list(buttons(message)) == ["Wear", "Vary", "Edit", "Export", "Family", "Delete"]
    assert private(await cafe.alice.click(message, label="Wear")).startswith("You wear **Rin** now")
    await cafe.alice.click(message, label="Delete")
    assert await cafe.gone(message)


async def test_show_without_a_name_shows_the_worn_face_or_the_default_one(cafe: Cafe):
    assert "The face" in shown(await cafe.alice.slash(cafe.channel, "avatar show"))
    await cafe.saved(cafe.alice, "Mei")
    assert "Mei" in shown(await cafe.alice.slash(cafe.channel, "avatar show"))


async def test_show_shows_another_members_avatar_without_handing_it_over(cafe: Cafe):
    await cafe.saved(cafe.bob, "Bobby")
    result = await cafe.alice.slash(cafe.channel, "avatar show", name="Bobby", member=cafe.bob)

    assert result.response is not None
    assert cafe.bob.mention in shown(result)
    assert list(buttons(result.response)) == ["Delete"]
    assert private(await cafe.bob.click(result.response, label="Delete")).startswith("Only the member whom")


async def test_wear_chooses_the_face_for_blends(cafe: Cafe):
    await cafe.saved(cafe.alice, "Mei", "Rin")
    result = await cafe.alice.slash(cafe.channel, "avatar wear", name="Rin")

    assert private(result) == "You wear **Rin** now: it is your face in blends."
    worn = await cafe.house.services.collection.worn(cafe.alice.id)
    assert worn.avatar is not None
    assert worn.avatar.name == "Rin"


async def test_rename(cafe: Cafe):
    await cafe.saved(cafe.alice, "Mei")
    result = await cafe.alice.slash(cafe.channel, "avatar rename", name="Mei", new_name="May")

    assert private(result) == "It is called **May** now."
    assert await cafe.house.services.collection.names(cafe.alice.id) == ["May"]


@pytest.mark.parametrize("command", ["wear", "delete", "show", "rename"])
async def test_a_name_that_is_gone_is_refused_in_private(cafe: Cafe, command: str):
    more = {"new_name": "x"} if command == "rename" else {}
    result = await cafe.alice.slash(cafe.channel, f"avatar {command}", name="Nobody", **more)

    assert private(result) == "There is no saved avatar named “Nobody”. See the names with /avatar gallery."
    assert shown(result) == ""


async def test_delete_asks_first(cafe: Cafe):
    await cafe.saved(cafe.alice, "Mei")
    asked = await cafe.alice.slash(cafe.channel, "avatar delete", name="Mei")
    assert asked.response is not None
    assert private(asked).startswith("Delete **Mei** for good?")

    kept = await cafe.alice.click(asked.response, label="Keep")
    assert private(kept) == "Nothing was changed."
    assert await cafe.house.services.collection.names(cafe.alice.id) == ["Mei"]

    asked = await cafe.alice.slash(cafe.channel, "avatar delete", name="Mei")
    assert asked.response is not None
    erased = await cafe.alice.click(asked.response, label="Delete for good")
    assert private(erased) == "**Mei** is deleted."
    assert buttons(erased.response) == {}
    assert await cafe.house.services.collection.names(cafe.alice.id) == []


@pytest.mark.parametrize("command", ["wear", "delete", "show", "rename"])
async def test_names_autocomplete(cafe: Cafe, command: str):
    await cafe.saved(cafe.alice, "Mei", "Rin")
    await cafe.saved(cafe.bob, "Bobby")

    offered = await cafe.alice.autocomplete(cafe.channel, f"avatar {command}", "name", "m")
    assert [choice["value"] for choice in offered] == ["Mei"]


async def test_autocomplete_of_show_offers_the_chosen_members_names(cafe: Cafe):
    await cafe.saved(cafe.bob, "Bobby")

    offered = await cafe.alice.autocomplete(cafe.channel, "avatar show", "name", "", member=cafe.bob)
    assert [choice["value"] for choice in offered] == ["Bobby"]
