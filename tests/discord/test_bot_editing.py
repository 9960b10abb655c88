"""Lists and sliders of an edit, over real sockets: every step is drawn in place, and pixels go back with undo."""

import pytest

from tests.discord.rules import walk
from tests.discord.stage import PATIENCE, Stage, pixel_hash

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_edit_is_chosen_from_lists_and_taken_back_to_the_same_pixels(stage: Stage):
    async with stage.bot():
        drawn = await stage.saved(stage.mika, "Mei")
        opened = await stage.answered(await stage.mika.slash("avatar edit", {"name": "mei"}), 1)
        assert opened.ephemeral
        attributes = await stage.mika.select(opened, lambda c: c["custom_id"].startswith("moe:editmenu"), ["mouth"])
        await attributes.finished(lambda e: "what should it be?" in e.text, PATIENCE)
        assert attributes.message is not None
        (values,) = [part["options"] for part in walk(attributes.message.components) if part["type"] == 3]
        other = next(value["label"] for value in values if not value.get("default"))
        changed = await stage.mika.select(attributes, lambda c: c["custom_id"].startswith("moe:editvalue"), [other])
        await changed.finished(lambda e: "not saved" in e.text, PATIENCE)
        (after,) = (pixel_hash(png) for png in changed.files.values())
        undone = await stage.mika.click(changed, "Undo")
        await undone.finished(lambda e: "Editing Mei" in e.text, PATIENCE)
    (before,) = (pixel_hash(png) for png in drawn.files.values())
    assert [pixel_hash(png) for png in undone.files.values()] == [before]
    assert after != before
    assert undone.message is opened.message
    assert stage.rows("SELECT count(*) FROM avatars") == [2]
    assert stage.rows("SELECT parent_avatar_id FROM lineage") == [1]


async def test_a_slider_pushes_in_place_after_a_restart(stage: Stage):
    async with stage.bot():
        await stage.saved(stage.mika, "Mei")
        opened = await stage.answered(await stage.mika.slash("avatar edit", {"name": "mei"}), 1)
        menu = await stage.mika.select(opened, "Push a slider…", ["sefa coarse 1"])
        await menu.finished(lambda e: "**sefa coarse 1**: +0.0" in e.text, PATIENCE)
    async with stage.bot():
        pushed = await stage.mika.click(menu, "more »")
        await pushed.finished(lambda e: "**sefa coarse 1**: +1.5" in e.text, PATIENCE)
        assert len(pushed.files) == 1
