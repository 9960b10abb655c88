"""From `/avatar new` to four faces, over real sockets: the real bot, engine and database before the loopback."""

import json

import pytest
from discord import app_commands

from bot.commands import avatar_commands
from tests.discord.stage import PATIENCE, Stage, eventually, pixel_hash, private

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_bot_logs_in_with_the_guilds_intent_alone_and_syncs_its_commands(stage: Stage):
    async with stage.bot() as client:
        assert client.user is not None
        assert client.user.id == stage.discord.world.bot.id
        assert stage.discord.gateway.identifies[0]["intents"] == 1
        assert stage.discord.syncs == 1
        group, *others = stage.discord.commands
    assert [group["name"], *(other["name"] for other in others)] == [
        "avatar",
        "style",
        "train",
        "moegan",
        "Remove (MoeGAN)",
    ]
    wanted = "blend code delete edit export forget-me gallery help like lineage mix morph"
    wanted += " my-data new privacy redeem rename restyle save sheet show strip vary wall wear"
    assert {option["name"] for option in group["options"]} == set(wanted.split())


async def test_commands_are_synced_again_only_when_their_definition_changed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
):
    for _ in range(2):
        async with stage.bot():
            assert stage.discord.syncs == 1

    def changed() -> app_commands.Group:
        group = avatar_commands()
        group.description = "Something else"
        return group

    monkeypatch.setattr("bot.app.avatar_commands", changed)
    for _ in range(2):
        async with stage.bot():
            assert stage.discord.syncs == 2
            assert stage.discord.commands[0]["description"] == "Something else"


async def test_avatar_new_answers_with_four_different_faces_that_are_stored(stage: Stage):
    async with stage.bot():
        exchange = await stage.drawn(stage.mika)

    assert exchange.callback is not None
    assert exchange.callback.payload["type"] == 5
    assert exchange.acknowledged_after < 3
    assert exchange.kinds == ["callback", "edit"]
    assert exchange.message is not None
    assert exchange.message.flags == 1 << 15  # components v2, for everybody, and no longer "thinking"
    assert f"4 new faces for <@{stage.mika.id}>" in exchange.text
    hashes = [pixel_hash(png) for png in exchange.files.values()]
    assert len(set(hashes)) == 4
    assert stage.rows("SELECT pixel_hash FROM avatars ORDER BY id") == hashes
    assert set(stage.rows("SELECT model_id FROM avatars")) == {stage.engine.model.id}
    labels = [button["label"] for button in exchange.message.buttons()]
    assert labels == [*(f"{what} {number}" for what in ("Save", "Vary") for number in range(1, 5)), "Reroll", "Delete"]


async def test_the_answer_closes_the_request_and_erases_its_token(stage: Stage):
    async with stage.bot():
        exchange = await stage.drawn(stage.mika)
    ((state, token, answered_at, message_id),) = stage.rows(
        "SELECT state, token, answered_at, message_id FROM draw_requests"
    )
    assert exchange.message is not None
    assert (state, token, message_id) == ("drawn", "", exchange.message.id)
    assert answered_at is not None


async def test_the_same_seed_gives_the_same_pixels_again(stage: Stage):
    async with stage.bot():
        four = await stage.drawn(stage.mika, seed="7", count=4)
        one = await stage.drawn(stage.rin, seed="9", count=1)
    async with stage.bot():
        again = await stage.drawn(stage.rin, seed="7", count=4)
    assert "1: `7`  ·  2: `8`  ·  3: `9`  ·  4: `10`" in four.text
    hashes = [pixel_hash(png) for png in four.files.values()]
    assert [pixel_hash(png) for png in again.files.values()] == hashes
    assert [pixel_hash(png) for png in one.files.values()] == [hashes[2]]


async def test_variations_descend_from_the_face_they_vary(stage: Stage):
    async with stage.bot():
        drawn = await stage.drawn(stage.mika, seed="7", count=4)
        varied = await stage.answered(await stage.mika.click(drawn, "Vary 2"))
    parents = {pixel_hash(png) for png in drawn.files.values()}
    children = {pixel_hash(png) for png in varied.files.values()}
    assert len(children) == 4
    assert not parents & children
    second = stage.rows("SELECT id FROM avatars ORDER BY id")[1]
    assert stage.rows("SELECT parent_avatar_id, parent_user_id FROM lineage") == [(second, stage.mika.id)] * 4


async def test_reroll_draws_other_faces_and_leaves_the_first_ones(stage: Stage):
    async with stage.bot():
        drawn = await stage.drawn(stage.mika)
        rerolled = await stage.answered(await stage.mika.click(drawn, "Reroll"))
    assert rerolled.message is not drawn.message
    assert len({pixel_hash(png) for e in (drawn, rerolled) for png in e.files.values()}) == 8


@pytest.mark.parametrize("seed", ["seven", "-1", "18446744073709551616", "\N{FULLWIDTH DIGIT ONE}"])
async def test_a_bad_seed_is_refused_in_private_and_nothing_is_kept(stage: Stage, seed: str):
    async with stage.bot():
        exchange = await stage.mika.slash("avatar new", {"seed": seed})
        assert await private(exchange) == "A seed is a whole number from 0 to 18446744073709551615."
    assert stage.rows("SELECT id FROM draw_requests") == []


async def test_those_who_wait_are_told_their_place_and_one_member_cannot_fill_the_queue(stage: Stage):
    async with stage.bot():
        stage.engine.hold()
        first = await stage.mika.slash("avatar new", {"count": 1})
        # Commands that come together are not always taken up in their order.
        await eventually(lambda: stage.engine.health().drawing == 1)
        waiting = [await stage.mika.slash("avatar new", {"count": 1}) for _ in range(2)]
        await eventually(lambda: stage.engine.health().waiting == 2)
        too_many = await stage.mika.slash("avatar new")
        assert await private(too_many) == (
            "You have as many drawings waiting as one member may. Wait for one of them, then try again."
        )
        other = await stage.rin.slash("avatar new", {"count": 1})
        await other.finished(lambda e: "You are in the queue" in e.text, PATIENCE)
        await first.finished(lambda e: "Drawing…" in e.text, PATIENCE)
        stage.engine.release()
        for exchange in (first, *waiting, other):
            await stage.answered(exchange, 1)
            assert "queue" not in exchange.text


async def test_an_interaction_that_is_delivered_twice_is_drawn_and_answered_once(stage: Stage):
    async with stage.bot():
        exchange = await stage.drawn(stage.mika)
        await stage.discord.gateway.dispatch("INTERACTION_CREATE", exchange.payload)
        await exchange.until(lambda e: e.refusals, PATIENCE)
        await stage.drawn(stage.rin)
    assert {refusal.rpartition(": ")[2] for refusal in exchange.refusals} == {"400 40060"}
    assert exchange.kinds == ["callback", "edit"]
    assert len(stage.rows("SELECT id FROM avatars")) == 8


async def test_wishes_are_offered_while_one_types_and_drawn_as_they_were_said(stage: Stage):
    async with stage.bot():
        offered = await stage.mika.autocomplete(
            "avatar new", {"describe": "不戴眼镜", "hair_color": "pi"}, timeout=PATIENCE
        )
        moods = await stage.mika.autocomplete("avatar new", {"mood": ""}, timeout=PATIENCE)
        nothing = await stage.mika.autocomplete("avatar new", {"background": "b"}, timeout=PATIENCE)
        exchange = await stage.drawn(
            stage.mika, describe="不戴眼镜, age: teen, dragon", hair_color=offered[0]["value"], seed="7", count=4
        )
        again = await stage.answered(await stage.mika.click(exchange, "Reroll"))
        refused = await private(await stage.mika.slash("avatar new", {"describe": "black pink hair"}))
    assert offered == [{"name": "pink", "value": "hair_color=pink"}]
    assert {"happy", "gentle"} <= {choice["name"] for choice in moods}
    assert nothing == []
    said = ["Understood: hair color: pink, accessory: no glasses, age: teen", "Not understood: “dragon”"]
    for drawing in (exchange, again):
        assert [line.removeprefix("-# ") for line in drawing.text.splitlines()[1:3]] == said
    asked = stage.rows("SELECT DISTINCT recipe_json ->> '$.parts[0].attributes' FROM avatars")
    assert [json.loads(one) for one in asked] == [{"accessory": "none", "age": "teen", "hair_color": "pink"}]
    assert refused == "“black” and “pink” are two wishes for one hair color. Leave one of them out."
    hashes = [pixel_hash(png) for drawing in (exchange, again) for png in drawing.files.values()]
    assert len(set(hashes)) == 8
