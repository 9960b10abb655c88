"""The bot goes and comes back: what was sent before works on, and what was open is answered once."""

import asyncio

import pytest

from tests.discord.stage import PATIENCE, Stage, eventually, pixel_hash, private

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_every_button_of_an_old_message_works_after_a_restart(stage: Stage):
    async with stage.bot():
        drawn = await stage.drawn(stage.mika)
        before = list(drawn.steps)
    async with stage.bot():
        saved = await private(await stage.mika.click(drawn, "Save 2"), refusing=False)
        varied = await stage.answered(await stage.mika.click(drawn, "Vary 1"))
        rerolled = await stage.answered(await stage.mika.click(drawn, "Reroll"))
        assert drawn.steps == before
        await (await stage.mika.click(drawn, "Delete")).finished(timeout=PATIENCE)
    assert saved.startswith("Saved as **")
    assert drawn.message is not None
    assert drawn.message.deleted
    assert len({pixel_hash(png) for e in (varied, rerolled) for png in e.files.values()}) == 8
    assert [*varied.kinds, *rerolled.kinds] == ["callback", "edit"] * 2
    assert stage.discord.syncs == 1


async def test_a_question_is_answered_after_a_restart(stage: Stage):
    async with stage.bot():
        await (await stage.rin.slash("avatar privacy", {"who": "ask"})).finished(timeout=PATIENCE)
        asked = await stage.mika.slash("avatar blend", {"member": stage.rin})
        await asked.finished(lambda e: len(e.followups) == 2, PATIENCE)
        await eventually(lambda: stage.rows("SELECT message_id FROM messages"))
    async with stage.bot():
        accepted = await stage.answered(await stage.rin.click(asked.followups[1], "Accept"), 3)
        again = await stage.rin.click(accepted, "Save")
        await again.finished(lambda e: e.followups or e.text, PATIENCE)
    assert accepted.message is asked.followups[1]


async def test_what_was_open_when_the_bot_was_stopped_is_answered_when_it_returns(stage: Stage):
    stage.engine.hold()
    async with stage.bot():
        exchanges = [await person.slash("avatar new", {"seed": "7", "count": 4}) for person in (stage.mika, stage.rin)]
        await eventually(lambda: len(stage.open_requests()) == 2)
    assert len(stage.open_requests()) == 2
    assert all(exchange.waiting for exchange in exchanges)
    stage.engine.release()
    async with stage.bot():
        for exchange in exchanges:
            await stage.answered(exchange)
    first, second = ([pixel_hash(png) for png in exchange.files.values()] for exchange in exchanges)
    assert first == second
    for exchange in exchanges:
        assert exchange.kinds == ["callback", "edit"]
        assert exchange.refusals == []
    assert len(stage.rows("SELECT id FROM avatars")) == 8


async def test_an_open_request_whose_token_is_refused_is_answered_in_the_channel(stage: Stage):
    stage.engine.hold()
    async with stage.bot():
        exchange = await stage.mika.slash("avatar new")
        await eventually(lambda: stage.open_requests(exchange))
    stage.discord.expire(exchange)
    stage.engine.release()
    async with stage.bot():
        await eventually(lambda: not stage.open_requests(exchange))
    answer = stage.discord.messages[-1]
    assert answer is not exchange.message
    assert answer.channel is exchange.channel
    assert len({pixel_hash(png) for png in answer.pictures().values()}) == 4
    assert stage.rows("SELECT message_id FROM draw_requests") == [answer.id]


async def test_what_comes_while_the_bot_starts_again_is_answered_once(stage: Stage):
    async with stage.bot():
        stage.engine.hold()
        old = await stage.mika.slash("avatar new")
        await eventually(lambda: stage.open_requests(old))
    async with stage.bot():
        new = await stage.rin.slash("avatar new")
        await eventually(lambda: stage.open_requests(new))
        stage.engine.release()
        await asyncio.gather(stage.answered(old), stage.answered(new))
    for exchange in (old, new):
        assert exchange.kinds == ["callback", "edit"]


async def test_an_answer_that_was_deleted_meanwhile_is_not_sent_again(stage: Stage):
    stage.engine.hold()
    async with stage.bot():
        exchange = await stage.mika.slash("avatar new")
        await eventually(lambda: stage.open_requests(exchange))
    assert exchange.message is not None
    exchange.message.deleted = True
    stage.engine.release()
    async with stage.bot():
        await eventually(lambda: not stage.open_requests(exchange))
    assert stage.discord.messages == []
    assert len(stage.rows("SELECT id FROM avatars")) == 4
