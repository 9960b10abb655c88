"""Blending with a friend, and being asked first, over real sockets."""

import json

import pytest

from tests.discord.exchange import Exchange
from tests.discord.stage import PATIENCE, Stage, eventually, pixel_hash, private

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def _told(exchange: Exchange) -> str:
    """What the asker alone is told; the question itself follows as a message of its own."""
    await exchange.finished(lambda e: e.followups, PATIENCE)
    assert exchange.followups[0].viewer is exchange.user
    return exchange.followups[0].text()


async def _asked(stage: Stage) -> Exchange:
    """Mika's `/avatar blend` with Rin, who wants to be asked: the question is the newest message."""
    chosen = await stage.rin.slash("avatar privacy", {"who": "ask"})
    await chosen.finished(lambda e: "whoever you allow" in e.text, PATIENCE)
    exchange = await stage.mika.slash("avatar blend", {"member": stage.rin})
    assert await _told(exchange) == (
        f"<@{stage.rin.id}> wants to be asked first. They have been sent your question; wait for their answer."
    )
    return await exchange.finished(lambda e: len(e.followups) == 2, PATIENCE)


async def test_a_blend_shows_both_parents_and_their_child_and_stores_its_lineage(stage: Stage):
    async with stage.bot():
        mine, theirs = await stage.saved(stage.mika, "Mei"), await stage.saved(stage.rin, "Rei")
        blend = await stage.answered(await stage.mika.slash("avatar blend", {"member": stage.rin, "strength": 30}), 3)
        saved = await private(await stage.mika.click(blend, "Save"), refusing=False)
    parents = [pixel_hash(e.files["face-1.png"]) for e in (mine, theirs)]
    *shown, child = (pixel_hash(png) for png in blend.files.values())
    assert shown == parents
    assert child not in parents
    assert f"<@{stage.mika.id}> and <@{stage.rin.id}>" in blend.text
    assert saved.startswith("Saved as **")
    ids = stage.rows("SELECT id FROM avatars ORDER BY id")
    assert stage.rows("SELECT child_avatar_id, parent_avatar_id, parent_user_id, role FROM lineage") == [
        (ids[2], ids[0], stage.mika.id, "mine"),
        (ids[2], ids[1], stage.rin.id, "theirs"),
    ]
    assert stage.rows("SELECT pixel_hash FROM avatars WHERE id = ?", ids[2]) == [child]


async def test_a_friend_who_never_drew_has_a_face_all_the_same(stage: Stage):
    async with stage.bot():
        blend = await stage.answered(await stage.mika.slash("avatar blend", {"member": stage.rin}), 3)
        again = await stage.answered(await stage.mika.slash("avatar blend", {"member": stage.rin}), 3)
    assert blend.files == again.files
    assert len({pixel_hash(png) for png in blend.files.values()}) == 3


@pytest.mark.parametrize("mode", ["mix", "my_shape", "their_shape"])
async def test_the_mode_decides_what_comes_from_whom(stage: Stage, mode: str):
    async with stage.bot():
        blend = await stage.answered(await stage.mika.slash("avatar blend", {"member": stage.rin, "mode": mode}), 3)
        pictures = list(blend.files.values())
    assert len({pixel_hash(png) for png in pictures}) == 3
    (recipe,) = stage.rows("SELECT recipe_json FROM avatars")
    mine, theirs = (tuple(part["weights"]) for part in json.loads(recipe)["parts"])
    assert (mine, theirs) == {
        "mix": ((0.5, 0.5, 0.5), (0.5, 0.5, 0.5)),
        "my_shape": ((1, 1, 0.5), (0, 0, 0.5)),
        "their_shape": ((0.5, 0.5, 1), (0.5, 0.5, 0)),
    }[mode]


async def test_bands_are_chosen_apart(stage: Stage):
    async with stage.bot():
        wish = {"member": stage.rin, "shape": "me", "features": "them", "strength": 20}
        blend = await stage.answered(await stage.mika.slash("avatar blend", wish), 3)
    assert len({pixel_hash(png) for png in blend.files.values()}) == 3
    (recipe,) = stage.rows("SELECT recipe_json FROM avatars")
    assert [part["weights"] for part in json.loads(recipe)["parts"]] == [[1, 0, 0.8], [0, 1, 0.2]]


async def test_a_friend_who_wants_to_be_asked_is_asked_and_alone_can_accept(stage: Stage):
    async with stage.bot():
        asked = await _asked(stage)
        question = asked.followups[1]
        assert question.viewer is None
        assert f"<@{stage.rin.id}>, <@{stage.mika.id}> would like to blend your faces." in question.text()
        assert stage.rows("SELECT id FROM draw_requests") == []
        for other in (stage.mika, stage.discord.user("sora")):
            refused = await other.click(question, "Accept")
            await refused.finished(lambda e: e.followups, PATIENCE)
            assert refused.followups[0].text().startswith(f"Only <@{stage.rin.id}> can answer that question.")
            assert refused.followups[0].viewer is other.user
        accepted = await stage.answered(await stage.rin.click(question, "Accept"), 3)
    assert accepted.message is question
    assert stage.rows("SELECT owner_user_id FROM avatars") == [stage.mika.id]
    assert stage.rows("SELECT state FROM blend_requests") == ["accepted"]
    mentions = [step.payload["allowed_mentions"] for step in asked.steps if step.message is question]
    assert [entry.get("users") for entry in mentions] == [[stage.rin.id]]


async def test_a_friend_may_decline_and_nothing_is_drawn(stage: Stage):
    async with stage.bot():
        question = (await _asked(stage)).followups[1]
        declined = await stage.rin.click(question, "Decline")
        await declined.finished(lambda e: "would rather not blend" in question.text(), PATIENCE)
        assert [button["label"] for button in question.buttons()] == ["Delete"]
    assert stage.rows("SELECT state FROM blend_requests") == ["declined"]
    assert stage.rows("SELECT id FROM draw_requests") == []


async def test_the_asker_may_take_the_question_back(stage: Stage):
    async with stage.bot():
        question = (await _asked(stage)).followups[1]
        await eventually(lambda: stage.rows("SELECT user_id FROM messages") == [stage.mika.id])
        await (await stage.mika.click(question, "Delete")).finished(timeout=PATIENCE)
        assert question.deleted
        assert stage.rows("SELECT id FROM blend_requests") == []


async def test_a_member_who_blends_with_nobody_is_left_alone(stage: Stage):
    async with stage.bot():
        await (await stage.rin.slash("avatar privacy", {"who": "nobody"})).finished(timeout=PATIENCE)
        exchange = await stage.mika.slash("avatar blend", {"member": stage.rin})
        assert await private(exchange) == f"<@{stage.rin.id}> does not blend with others. Choose another member."
    assert stage.rows("SELECT id FROM draw_requests") == []


async def test_nobody_blends_with_themselves_or_with_a_bot(stage: Stage):
    async with stage.bot():
        alone = await stage.mika.slash("avatar blend", {"member": stage.mika})
        assert await private(alone) == "A blend takes two. Choose another member."
        robot = await stage.mika.slash("avatar blend", {"member": stage.discord.world.bot})
        assert await private(robot) == "Bots have no face to blend with. Choose a member."
    assert stage.rows("SELECT id FROM draw_requests") == []


async def test_a_mix_of_three_stores_all_parents_even_when_a_restart_came_between(stage: Stage):
    sora = stage.discord.user("sora")
    async with stage.bot():
        await stage.saved(stage.mika, "Mei")
        stage.engine.hold()
        mix = await stage.mika.slash("avatar mix", {"member": stage.rin, "second": sora})
        await mix.finished(lambda e: "Drawing…" in e.text, PATIENCE)
    stage.engine.release()
    async with stage.bot():
        await stage.answered(mix, 4)
    assert f"<@{stage.mika.id}>, <@{stage.rin.id}>, <@{sora.id}>" in mix.text
    assert len({pixel_hash(png) for png in mix.files.values()}) == 4
    mei, born = stage.rows("SELECT id FROM avatars ORDER BY id")
    assert stage.rows("SELECT child_avatar_id, parent_avatar_id, parent_user_id, role FROM lineage") == [
        (born, mei, stage.mika.id, "mine"),
        (born, None, stage.rin.id, "theirs"),
        (born, None, sora.id, "theirs"),
    ]
