"""Saving, showing and deleting avatars, over real sockets."""

import pytest

from tests.discord.options import RefusedByClientError
from tests.discord.stage import PATIENCE, Stage, eventually, pixel_hash, private

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_save_button_keeps_its_own_face_and_only_the_member_is_told(stage: Stage):
    async with stage.bot():
        drawn = await stage.drawn(stage.mika)
        saved = await stage.mika.click(drawn, "Save 3")
        sentence = await private(saved, refusing=False)
        again = await private(await stage.mika.click(drawn, "Save 3"), refusing=False)
    ((name, kept),) = stage.rows("SELECT name, pixel_hash FROM avatars WHERE name IS NOT NULL")
    assert f"Saved as **{name}**" in sentence
    assert f"You had saved it already, as **{name}**." in again
    assert kept == pixel_hash(drawn.files["face-3.png"])


async def test_somebody_elses_face_cannot_be_saved(stage: Stage):
    async with stage.bot():
        drawn = await stage.drawn(stage.mika, count=1)
        clicked = await stage.rin.click(drawn, "Save 1")
        assert (await private(clicked, refusing=False)).startswith("That belongs to another member.")
    assert stage.rows("SELECT id FROM avatars WHERE name IS NOT NULL") == []


async def test_show_draws_a_saved_face_again_for_everybody(stage: Stage):
    async with stage.bot():
        drawn = await stage.saved(stage.mika, "Mei")
        shown = await stage.answered(await stage.mika.slash("avatar show", {"name": "mei"}), 1)
        seen = await stage.answered(await stage.rin.slash("avatar show", {"member": stage.mika}), 1)
    (original,) = (pixel_hash(png) for png in drawn.files.values())
    assert not shown.ephemeral
    assert "Mei" in shown.text
    for exchange in (shown, seen):
        assert [pixel_hash(png) for png in exchange.files.values()] == [original]


async def test_the_gallery_is_private_and_turns_its_pages_in_place(stage: Stage):
    async with stage.bot():
        hashes = [pixel_hash((await stage.saved(stage.mika, name)).files["face-1.png"]) for name in "abcdefg"]
        gallery = await stage.mika.slash("avatar gallery")
        await gallery.finished(lambda e: "Page 1 of 2, 7 in all." in e.text, PATIENCE)
        assert gallery.ephemeral
        first = [pixel_hash(png) for png in gallery.files.values()]
        with pytest.raises(RefusedByClientError):
            await stage.mika.click(gallery, "Previous")
        turned = await stage.mika.click(gallery, "Next")
        await turned.finished(lambda e: "Page 2 of 2, 7 in all." in e.text, PATIENCE)
        second = [pixel_hash(png) for png in turned.files.values()]
    assert turned.message is gallery.message
    assert sorted(first + second) == sorted(hashes)


async def test_names_are_offered_as_they_are_typed(stage: Stage):
    async with stage.bot():
        for name in ("Mei", "Mio", "Rin"):
            await stage.saved(stage.mika, name)
        mine = await stage.mika.autocomplete("avatar show", {"name": "m"})
        theirs = await stage.rin.autocomplete("avatar show", {"member": stage.mika, "name": "r"})
        none = await stage.rin.autocomplete("avatar wear", {"name": ""})
    assert sorted(choice["value"] for choice in mine) == ["Mei", "Mio"]
    assert [choice["name"] for choice in theirs] == ["Rin"]
    assert none == []


async def test_a_saved_face_is_deleted_once_that_is_confirmed(stage: Stage):
    async with stage.bot():
        await stage.saved(stage.mika, "Mei")
        asked = await (await stage.mika.slash("avatar delete", {"name": "Mei"})).finished(timeout=PATIENCE)
        assert asked.ephemeral
        assert stage.rows("SELECT name FROM avatars") == ["Mei"]
        confirmed = await stage.mika.click(asked, "Delete for good")
        await confirmed.finished(lambda e: e.text == "**Mei** is deleted.", PATIENCE)
    assert stage.rows("SELECT name FROM avatars") == []


async def test_a_message_is_deleted_by_the_member_it_was_made_for_alone(stage: Stage):
    async with stage.bot():
        drawn = await stage.drawn(stage.mika, count=1)
        assert drawn.message is not None
        refused = await stage.rin.click(drawn, "Delete")
        await refused.finished(lambda e: e.followups, PATIENCE)
        assert refused.followups[0].text().startswith("Only the member whom that message was sent for")
        assert refused.followups[0].viewer is stage.rin.user
        assert not drawn.message.deleted
        await (await stage.mika.click(drawn, "Delete")).finished(timeout=PATIENCE)
        assert drawn.message.deleted
        await eventually(lambda: stage.rows("SELECT message_id FROM messages") == [])


@pytest.mark.parametrize(
    ("command", "options", "sentence"),
    [
        ("save", {"name": "   "}, "A name needs at least one visible character. Choose another name."),
        ("save", {"name": "x" * 33}, "A name has at most 32 characters, and this one has 33. Choose a shorter name."),
        ("save", {"name": "**bold**"}, "A name is one line of letters, digits, blanks and plain punctuation"),
        ("rename", {"name": "Mei", "new_name": "MIO"}, "You already have an avatar named “Mio”."),
        ("wear", {"name": "Nobody"}, "There is no saved avatar named “Nobody”. See the names with /avatar gallery."),
        ("delete", {"name": "@everyone"}, "There is no saved avatar named “everyone”."),
    ],
)
async def test_a_bad_name_is_refused_in_private(stage: Stage, command: str, options: dict[str, str], sentence: str):
    async with stage.bot():
        for name in ("Mei", "Mio"):
            await stage.saved(stage.mika, name)
        exchange = await stage.mika.slash(f"avatar {command}", options)
        said = await private(exchange, refusing=False)
    assert said.startswith(sentence), ascii(said)
    assert stage.rows("SELECT name FROM avatars ORDER BY id") == ["Mei", "Mio"]


async def test_a_button_of_a_face_that_is_gone_says_so(stage: Stage):
    async with stage.bot():
        drawn = await stage.saved(stage.mika, "Mei")
        asked = await (await stage.mika.slash("avatar delete", {"name": "Mei"})).finished(timeout=PATIENCE)
        confirmed = await stage.mika.click(asked, "Delete for good")
        await confirmed.finished(lambda e: "deleted" in e.text, PATIENCE)
        gone = "That avatar was deleted. Draw a new one with /avatar new."
        assert await private(await stage.mika.click(drawn, "Save 1"), refusing=False) == gone
        assert await private(await stage.mika.click(drawn, "Vary 1")) == gone


async def test_forget_me_leaves_no_row_and_no_message(stage: Stage):
    async with stage.bot():
        drawn = await stage.saved(stage.mika, "Mei")
        kept = await stage.saved(stage.rin, "Rin")
        asked = await (await stage.mika.slash("avatar forget-me")).finished(timeout=PATIENCE)
        confirmed = await stage.mika.click(asked, "Forget me")
        await confirmed.finished(lambda e: e.text == "Everything that MoeGAN knew of you is deleted.", PATIENCE)
    assert drawn.message is not None
    assert kept.message is not None
    assert (drawn.message.deleted, kept.message.deleted) == (True, False)
    assert stage.rows("SELECT owner_user_id FROM avatars") == [stage.rin.id]
    assert set(stage.rows("SELECT user_id FROM draw_requests")) == {stage.rin.id}
