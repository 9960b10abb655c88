"""`python -m bot run` as a process that is killed, stopped, and started with something amiss."""

import asyncio
import contextlib
import signal
import sqlite3
from pathlib import Path

import psutil
import pytest

from tests.discord.bot_process import BotProcess, Premises
from tests.discord.exchange import Exchange
from tests.discord.server import LoopbackDiscord
from tests.discord.stage import PATIENCE, eventually, frozen, gone, pixel_hash, private, query
from tests.tiny import write_tiny_model


@pytest.fixture
def premises(tmp_path: Path, loopback: LoopbackDiscord) -> Premises:
    """A bot's folder with a small model in it."""
    premises = Premises(tmp_path, loopback)
    write_tiny_model(premises.models)
    return premises


def _open(premises: Premises) -> list[int]:
    return query(premises.database, "SELECT interaction_id FROM draw_requests WHERE answered_at IS NULL ORDER BY id")


async def _ask(premises: Premises, *names: str) -> list[Exchange]:
    """A `/avatar new` of each of these members, written down by the bot."""
    exchanges = [await premises.discord.user(name).slash("avatar new", {"seed": "7", "count": 4}) for name in names]
    await eventually(lambda: len(_open(premises)) == len(names))
    return exchanges


async def test_a_bot_that_was_killed_answers_what_was_open_or_says_that_it_came_too_late(premises: Premises):
    discord = premises.discord
    async with premises.running() as bot:
        (worker,) = bot.drawing()
        with frozen(worker):
            alive, queued, refused, late = exchanges = await _ask(premises, "mika", "rin", "sora", "yui")
            assert await bot.stop(signal.SIGKILL) == -signal.SIGKILL
        # A drawing process ends with its bot, though nobody told it to.
        await eventually(lambda: gone(worker))
    assert all(exchange.waiting for exchange in exchanges)
    discord.expire(refused)
    discord.expire(late)
    query(premises.database, "UPDATE draw_requests SET expires_at = 1 WHERE interaction_id = ?", late.id)

    async with premises.running() as bot:
        await eventually(lambda: not _open(premises))
        assert await bot.stop() == 0
    for exchange in (alive, queued):
        assert exchange.kinds == ["callback", "edit"]
        assert len({pixel_hash(png) for png in exchange.files.values()}) == 4
    assert alive.files == queued.files
    posted = [message for message in discord.messages if message not in [e.message for e in exchanges]]
    pictures, sorry = sorted(posted, key=lambda message: not message.files)
    assert pictures.pictures() == alive.files
    assert sorry.text() == (
        f"<@{late.user.id}>, a drawing of yours was lost while I was away. Ask again with /avatar new."
    )
    (report,) = bot.log("recovered")
    assert (report["redrawn"], report["failed"], report["expired"]) == (3, 0, 1)
    assert discord.syncs == 1


async def test_sigterm_in_mid_draw_ends_the_bot_cleanly_and_leaves_no_process(premises: Premises):
    async with premises.running() as bot:
        family = bot.family()
        (worker,) = bot.drawing()
        with frozen(worker):
            (exchange,) = await _ask(premises, "mika")
            assert await bot.stop() == 0
        _, left = await asyncio.to_thread(psutil.wait_procs, family, PATIENCE)
        assert left == []
    assert "Traceback" not in bot.output()
    # It is answered when the bot is back.
    assert _open(premises) == [exchange.id]
    assert exchange.waiting


async def test_a_worker_killed_in_mid_draw_is_replaced(premises: Premises):
    async with premises.running() as bot:
        (worker,) = bot.drawing()
        with frozen(worker):
            (exchange,) = await _ask(premises, "mika")
            worker.kill()
        await exchange.finished(lambda e: e.files, PATIENCE)
        await eventually(lambda: not _open(premises))
        assert [process.pid for process in bot.drawing()] != [worker.pid]
    assert sum(bool(step.files) for step in exchange.steps) == 1
    assert len(exchange.files) == 4


async def test_a_damaged_model_is_named_in_the_log_and_the_member_gets_a_reference(premises: Premises):
    (weights,) = premises.models.glob("*.safetensors")
    sound = weights.read_bytes()
    weights.unlink()
    mika = premises.discord.user("mika")
    async with premises.running() as bot:
        (at_start,) = [line for line in bot.output().splitlines() if "default model cannot be used" in line]
        assert str(weights) in at_start
        damages = {
            "missing": None,
            "truncated": sound[: len(sound) // 2],
            "changed": sound[:-1] + bytes([sound[-1] ^ 1]),
        }
        for damage, data in damages.items():
            if data is not None:
                weights.write_bytes(data)
            sentence = await private(await mika.slash("avatar new"))
            assert sentence.startswith("This could not be drawn."), damage
            entry = await _referred(bot, "draw_failed", sentence)
            assert str(weights) in entry["problem"], damage
        # The file is put back, and no restart is needed.
        weights.write_bytes(sound)
        drawn = await (await mika.slash("avatar new")).finished(lambda e: e.files, PATIENCE)
        assert len(drawn.files) == 4
        weights.with_suffix(".json").unlink()
        sentence = await private(await mika.slash("avatar new"))
        assert sentence.startswith("There is no model to draw with right now.")
        entry = await _referred(bot, "no_base_model", sentence)
        assert str(premises.models) in entry["problem"]
    assert query(premises.database, "SELECT state FROM draw_requests ORDER BY id") == [*["failed"] * 3, "drawn"]


async def _referred(bot: BotProcess, event: str, sentence: str) -> dict[str, str]:
    """The log's entry of the reference that a member was given."""

    def entry() -> dict[str, str] | None:
        return next((one for one in bot.log(event) if f" {one['reference']}." in sentence), None)

    return await eventually(entry)


async def test_a_database_that_is_held_at_the_start_is_named(premises: Premises):
    async with _held(premises.database), premises.started() as bot:
        assert await bot.ended() == 1
    assert bot.output().strip() == (
        f"The database {premises.database} is held by another process. Stop the other program that uses it (a second "
        "bot, a backup, an editor), then try again. Nothing was changed."
    )
    assert premises.discord.calls == []


@contextlib.asynccontextmanager
async def _held(database: Path):
    """Something outside the bot's process holds the database."""
    with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield


async def test_a_token_that_discord_does_not_accept_is_named(premises: Premises):
    async with premises.started(token="another.token.of-somebody") as bot:
        assert await bot.ended() == 1
    assert "Discord does not accept the token. Reset it" in bot.output()
    assert "another.token" not in bot.output()
