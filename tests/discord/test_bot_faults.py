"""Discord's bad days and ours: lost connections, refused edits, dead tokens, a killed worker, a locked database."""

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest

from bot.client import MoeClient
from bot.services.drawing import DrawingService
from bot.store.errors import StoreBusy
from bot.views import delivery
from tests.discord.exchange import Exchange
from tests.discord.stage import PATIENCE, Stage, drawing_processes, eventually, pixel_hash, private

pytestmark = pytest.mark.asyncio(loop_scope="session")

EDIT = "PATCH /webhooks/*/messages/@original"
LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def untold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is told their place in the queue, however long a drawing takes: the first edit is the answer."""
    monkeypatch.setattr(delivery, "_BETWEEN_EDITS", PATIENCE)


async def _held(stage: Stage) -> Exchange:
    """A `/avatar new` whose worker has begun, and waits."""
    stage.engine.hold()
    exchange = await stage.mika.slash("avatar new")
    await eventually(lambda: stage.open_requests(exchange))
    await eventually(lambda: stage.engine.health().drawing)
    return exchange


def _edits(exchange: Exchange) -> int:
    """How often the pictures were shown."""
    return sum(bool(step.files) for step in exchange.steps)


async def test_a_draw_survives_the_loss_of_the_gateway(stage: Stage):
    gateway = stage.discord.gateway
    async with stage.bot():
        exchange = await _held(stage)
        await gateway.drop()
        meanwhile = await stage.rin.slash("avatar new", {"count": 1})
        await stage.discord.ready(PATIENCE)
        stage.engine.release()
        await stage.answered(exchange)
        await stage.answered(meanwhile, 1)
    assert gateway.resumes == 1
    assert len(gateway.identifies) == 1
    assert _edits(exchange) == _edits(meanwhile) == 1


async def test_a_draw_survives_a_session_that_discord_declares_invalid(stage: Stage, monkeypatch: pytest.MonkeyPatch):
    async def at_once(client: MoeClient, shard_id: int | None, *, initial: bool = False) -> None:
        """In place of the five seconds that discord.py waits."""

    monkeypatch.setattr(MoeClient, "before_identify_hook", at_once)
    async with stage.bot():
        exchange = await _held(stage)
        await stage.discord.gateway.invalidate()
        await eventually(lambda: len(stage.discord.gateway.identifies) == 2)
        await stage.discord.ready(PATIENCE)
        stage.engine.release()
        await stage.answered(exchange)
        clicked = await stage.mika.click(exchange, "Save 1")
        assert (await private(clicked, refusing=False)).startswith("Saved as **")
    assert _edits(exchange) == 1
    assert stage.discord.syncs == 1


@pytest.mark.usefixtures("untold")
@pytest.mark.parametrize("status", [429, 502, 503])
async def test_an_edit_that_discord_puts_off_is_made_again(stage: Stage, status: int):
    fault = stage.discord.fail_next(EDIT, status=status)
    async with stage.bot():
        exchange = await stage.drawn(stage.mika, count=1)
    assert fault.hits == 1
    assert _edits(exchange) == 1
    assert len(stage.rows("SELECT id FROM avatars")) == 1


@pytest.mark.usefixtures("untold")
async def test_an_edit_whose_answer_is_lost_leaves_one_message_with_the_pictures_once(stage: Stage):
    stage.discord.fail_next(EDIT, status=502, applied=True)
    async with stage.bot():
        exchange = await stage.mika.slash("avatar new")
        await exchange.finished(lambda e: _edits(e) == 2, PATIENCE)
        await stage.answered(exchange)
    assert [message.id for message in stage.discord.messages] == [exchange.message and exchange.message.id]
    assert len(exchange.files) == 4


@pytest.mark.usefixtures("untold")
async def test_where_the_edit_fails_for_good_the_member_is_told_and_the_faces_are_kept(stage: Stage):
    stage.discord.fail_next(EDIT, status=429, times=5)
    async with stage.bot():
        exchange = await stage.mika.slash("avatar new", {"count": 1})
        sentence = await private(exchange)
        assert sentence.startswith("Something went wrong, and it is not your fault.")
        saved = await (await stage.mika.slash("avatar save", {"name": "Mei"})).finished(timeout=PATIENCE)
        assert "Saved as **Mei**" in saved.text


async def test_past_its_tokens_life_an_answer_is_edited_by_the_messages_id(stage: Stage):
    async with stage.bot():
        exchange = await _held(stage)
        stage.discord.expire(exchange)
        stage.engine.release()
        await stage.answered(exchange)
        clicked = await stage.mika.click(exchange, "Save 4")
        assert (await private(clicked, refusing=False)).startswith("Saved as **")
    assert "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original: 401 50027" in exchange.refusals
    assert [message.id for message in stage.discord.messages if not message.viewer] == [
        exchange.message and exchange.message.id
    ]


async def test_past_its_tokens_life_a_lost_answer_becomes_a_new_message(stage: Stage):
    async with stage.bot():
        exchange = await _held(stage)
        stage.discord.expire(exchange)
        assert exchange.message is not None
        exchange.message.deleted = True
        stage.engine.release()
        await eventually(lambda: not stage.open_requests(exchange))
    (message,) = stage.discord.messages
    assert len({pixel_hash(png) for png in message.pictures().values()}) == 4
    assert stage.rows("SELECT message_id FROM messages") == [message.id]


async def test_a_late_private_answer_is_shown_to_nobody_else(stage: Stage):
    async with stage.bot():
        await stage.saved(stage.mika, "Mei")
        stage.engine.hold()
        exchange = await stage.mika.slash("avatar gallery")
        await eventually(lambda: stage.open_requests(exchange))
        stage.discord.expire(exchange)
        before = len(stage.discord.messages)
        stage.engine.release()
        await eventually(lambda: not stage.open_requests(exchange))
    assert len(stage.discord.messages) == before


async def test_a_worker_killed_in_mid_draw_is_replaced_and_the_request_is_answered_once(stage: Stage):
    async with stage.bot():
        replaced = stage.engine.health().replaced
        exchange = await _held(stage)
        (worker,) = await eventually(lambda: drawing_processes(psutil.Process().pid))
        worker.kill()
        stage.engine.release()
        await stage.answered(exchange)
    assert stage.engine.health().replaced == replaced + 1
    assert _edits(exchange) == 1
    assert [pixel_hash(png) for png in exchange.files.values()] == stage.rows(
        "SELECT pixel_hash FROM avatars ORDER BY id"
    )


async def test_a_database_held_by_another_process_is_named_and_nothing_is_half_done(stage: Stage):
    busy = "The avatar book is busy right now, and nothing was changed. Try again in a moment."
    async with stage.bot():
        drawn = await stage.drawn(stage.mika)
        async with _locked(stage.settings.database):
            new = await stage.mika.slash("avatar new")
            click = await stage.mika.click(drawn, "Save 1")
            assert await private(new) == busy
            assert await private(click, refusing=False) == busy
        assert len(stage.rows("SELECT id FROM draw_requests")) == 1
        assert stage.rows("SELECT id FROM avatars WHERE name IS NOT NULL") == []
        await stage.drawn(stage.mika)


async def test_pictures_that_cannot_be_stored_are_refused_and_leave_nothing_behind(stage: Stage):
    async with stage.bot():
        exchange = await _held(stage)
        async with _locked(stage.settings.database):
            stage.engine.release()
            sentence = await private(exchange)
        assert sentence == "The avatar book is busy right now, and nothing was changed. Try again in a moment."
        await eventually(lambda: not stage.open_requests(exchange))
    assert stage.rows("SELECT id FROM avatars") == []


async def test_a_refusal_that_cannot_be_noted_is_said_once(stage: Stage, monkeypatch: pytest.MonkeyPatch):
    async def busy(service: DrawingService, *_: object) -> None:
        raise StoreBusy("The database is held by another process.")

    monkeypatch.setattr(DrawingService, "answered", busy)
    async with stage.bot() as client:
        exchange = await _held(stage)
        await client.services.forgetting.forget(stage.mika.id)
        assert (await private(exchange)).startswith("This drawing was withdrawn.")
        # Whatever else there was to say would have been said by now.
        await (await stage.mika.slash("avatar help")).finished(timeout=PATIENCE)
        assert len(exchange.followups) == 1


@asynccontextmanager
async def _locked(database: Path) -> AsyncGenerator[None]:
    """Another process holds the database meanwhile."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", LOCK, str(database), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert await asyncio.wait_for(process.stdout.readline(), PATIENCE) == b"locked\n"
    try:
        yield
    finally:
        process.kill()
        await process.wait()
