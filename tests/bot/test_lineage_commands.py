"""`/avatar lineage` and the Family button: the picture, the words beside it, who sees it."""

import io
from pathlib import Path
from typing import Any

from PIL import Image

from bot.store.rows import Parent
from gan.recipe import fresh
from gan.tree import Kin, place
from tests.bot.cafe import Cafe, buttons, components, open_cafe, private, shown
from tests.bot.services.house import open_house
from tests.discord.rules import message_violations, walk


async def child_of_two(cafe: Cafe) -> None:
    """Alice's Mei is a child of her own Rin and of the face that bob was given."""
    await cafe.saved(cafe.alice, "Rin")
    blend = await cafe.alice.slash(cafe.channel, "avatar blend", member=cafe.bob)
    assert blend.response is not None
    await cafe.alice.click(blend.response.message, label="Save")
    (name,) = [one for one in await cafe.house.services.collection.names(cafe.alice.id) if one != "Rin"]
    await cafe.alice.slash(cafe.channel, "avatar rename", name=name, new_name="Mei")


def description(message: Any) -> str:
    """The alternative text of a message's one picture."""
    (gallery,) = [part for part in walk(components(message)) if part.get("type") == 12]
    (item,) = gallery["items"]
    return item["description"]


async def test_the_family_is_one_private_picture_with_everybody_named_beside_it(cafe: Cafe):
    await child_of_two(cafe)
    result = await cafe.alice.slash(cafe.channel, "avatar lineage", name="mei")
    assert result.response is not None
    assert result.response.ephemeral
    assert private(result).split("\n") == [
        "### The family of Mei",
        "Parents stand above, children below. Nobody else sees this.",
        f"1. **Mei**  ·  {cafe.alice.mention}",
        f"2. **Rin**  ·  {cafe.alice.mention}",
        f"3. the face that follows from the user id  ·  {cafe.bob.mention}",
    ]
    assert description(result.response.message) == "The family tree of Mei, with 3 faces. 1 comes from 2 and 3."
    (attachment,) = result.response.attachments
    sheet = Image.open(io.BytesIO(await attachment.read()))
    tree = place([Kin(), Kin(0), Kin(0)])
    assert (sheet.format, sheet.size) == ("WEBP", (tree.width, tree.height))
    assert message_violations(cafe.requests("PATCH", "@original")[-1], ["family.webp"]) == []


async def test_every_parent_of_a_mix_is_named_with_whose_face_it_is(cafe: Cafe):
    await cafe.saved(cafe.alice, "Rin")
    mix = await cafe.alice.slash(cafe.channel, "avatar mix", member=cafe.bob, second=cafe.admin)
    assert mix.response is not None
    await cafe.alice.click(mix.response.message, label="Save")
    (name,) = [one for one in await cafe.house.services.collection.names(cafe.alice.id) if one != "Rin"]
    result = await cafe.alice.slash(cafe.channel, "avatar lineage", name=name)
    assert private(result).split("\n")[3:] == [
        f"2. **Rin**  ·  {cafe.alice.mention}",
        f"3. the face that follows from the user id  ·  {cafe.bob.mention}",
        f"4. the face that follows from the user id  ·  {cafe.admin.mention}",
    ]
    assert result.response is not None
    assert description(result.response.message).endswith("1 comes from 2, 3 and 4.")


async def test_the_button_under_a_shown_avatar_is_for_its_owner(cafe: Cafe):
    await child_of_two(cafe)
    result = await cafe.alice.slash(cafe.channel, "avatar show", name="Rin")
    assert result.response is not None
    message = result.response.message
    assert list(buttons(message)) == ["Wear", "Vary", "Edit", "Export", "Family", "Delete"]
    await cafe.restart()
    pressed = await cafe.alice.click(message, label="Family")
    assert "### The family of Rin" in private(pressed)
    assert f"2. **Mei**  ·  {cafe.alice.mention}" in private(pressed)
    assert shown(pressed) == ""
    assert pressed.response is not None
    assert description(pressed.response.message) == "The family tree of Rin, with 2 faces. 2 comes from 1."
    assert private(await cafe.bob.click(message, label="Family")).startswith("That belongs to another member.")


async def test_who_has_no_family_is_told_how_to_get_one(cafe: Cafe):
    await cafe.saved(cafe.alice, "Mei")
    sentence = private(await cafe.alice.slash(cafe.channel, "avatar lineage", name="Mei"))
    assert sentence.startswith("“Mei” has no family yet")
    assert "/avatar blend" in sentence
    unknown = private(await cafe.alice.slash(cafe.channel, "avatar lineage", name="Nobody"))
    assert unknown.startswith("There is no saved avatar named “Nobody”.")


async def test_what_is_left_out_is_said_in_words(cafe: Cafe):
    await child_of_two(cafe)
    mei = await cafe.house.services.collection.find(cafe.alice.id, "Mei")
    async with cafe.house.store.write() as rows:
        for number in range(8):
            child = await rows.avatars.add(cafe.alice.id, fresh(mei.recipe.model_id, number), "", 1, 0)
            await rows.avatars.name(child.id, f"Kid {number}", f"kid {number}", number)
            await rows.avatars.add_parents(child.id, [Parent(mei.id, cafe.alice.id, "shown", mei.recipe)])
        before = mei
        rin = await cafe.house.services.collection.find(cafe.alice.id, "Rin")
        before = rin
        for number in range(100, 104):
            older = await rows.avatars.add(cafe.alice.id, fresh(mei.recipe.model_id, number), "", 1, 0)
            await rows.avatars.add_parents(before.id, [Parent(older.id, cafe.alice.id, "shown", older.recipe)])
            before = older
    await cafe.house.services.forgetting.forget(cafe.bob.id)
    result = await cafe.alice.slash(cafe.channel, "avatar lineage", name="Mei")
    assert private(result).split("\n")[-3:] == [
        "-# Children left out here: 2.",
        "-# The oldest ones here have ancestors, too.",
        "-# A parent is missing, for that member asked MoeGAN to forget them.",
    ]
    assert "an avatar that was not saved" in private(result)
    assert cafe.bob.mention not in private(result)


async def test_names_keep_their_formatting_characters_to_themselves_in_a_family(cafe: Cafe):
    await child_of_two(cafe)
    async with cafe.house.store.write() as rows:
        mei = await cafe.house.services.collection.find(cafe.alice.id, "Mei")
        await rows.avatars.name(mei.id, "M*e*i", "mei", 1)
    assert "1. **M\\*e\\*i**" in private(await cafe.alice.slash(cafe.channel, "avatar lineage", name="mei"))


async def test_a_family_that_was_asked_for_before_a_crash_is_answered_after_it_in_private(tmp_path: Path):
    async with open_cafe(tmp_path / "a") as cafe:
        await child_of_two(cafe)
        cafe.house.engine.hold()
        await cafe.interrupted(cafe.alice.slash(cafe.channel, "avatar lineage", name="Mei"))
        before = len(cafe.requests("PATCH", "@original"))
        async with open_house(tmp_path / "a", clock=cafe.house.clock) as house:
            await cafe.killed(house)
            (edit,) = cafe.shown_since(before)
            assert [one["filename"] for one in edit["attachments"]] == ["family.webp"]
            assert any(
                f"2. **Rin**  ·  {cafe.alice.mention}" in str(part.get("content")) for part in walk(edit["components"])
            )
            assert not cafe.requests("POST", f"/channels/{cafe.channel.id}/messages")
            cafe.house.engine.release()
