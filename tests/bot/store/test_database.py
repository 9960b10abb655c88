"""The database as a whole: transactions, locks, and files that are no database."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.errors import StoreBusy, StoreError
from bot.store.rows import BlendPrivacy


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "moegan.sqlite3"


async def test_what_was_written_is_there_after_opening_again(path: Path) -> None:
    async with Database.open(path) as store, store.write() as rows:
        await rows.members.set_privacy(7, BlendPrivacy.ASK)
    async with Database.open(path) as store:
        assert (await store.read.members.get(7)).privacy is BlendPrivacy.ASK


async def test_the_log_is_written_ahead(path: Path) -> None:
    async with Database.open(path):
        other = sqlite3.connect(path)
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        other.close()


async def test_foreign_keys_are_enforced(path: Path) -> None:
    async with Database.open(path) as store:
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            async with store.write() as rows:
                await rows.members.set_worn(7, 12345)


async def test_a_transaction_that_fails_leaves_nothing(path: Path) -> None:
    async with Database.open(path) as store:

        async def fail_halfway() -> None:
            async with store.write() as rows:
                await rows.state.put("a", "1")
                raise RuntimeError("halfway")

        with pytest.raises(RuntimeError, match="halfway"):
            await fail_halfway()
        assert await store.read.state.get("a") is None
        async with store.write() as rows:
            await rows.state.put("b", "2")
        assert await store.read.state.get("b") == "2"


async def test_a_cancelled_transaction_leaves_nothing_and_blocks_nobody(path: Path) -> None:
    async with Database.open(path) as store:

        async def write(steps: int) -> None:
            async with store.write() as rows:
                for step in range(steps):
                    await rows.state.put(str(step), "x")
                await asyncio.sleep(60)

        # Cancelled at whatever it is doing then: waiting for the lock, beginning, writing, sleeping.
        for patience in (0, 0.0001, 0.001, 0.01):
            task = asyncio.create_task(write(3))
            await asyncio.sleep(patience)
            task.cancel()
            await asyncio.wait([task])
        async with store.write() as rows:
            await rows.state.put("after", "x")
        assert await store.read.state.get("0") is None
        assert await store.read.state.get("after") == "x"


async def test_a_transaction_that_is_under_way_at_the_end_comes_to_its_own(path: Path) -> None:
    begun = asyncio.Event()

    async def write() -> None:
        async with store.write() as rows:
            await rows.state.put("a", "1")
            begun.set()
            await asyncio.sleep(0.05)

    async with Database.open(path) as store:
        task = asyncio.create_task(write())
        await begun.wait()
    await task
    async with Database.open(path) as store:
        assert await store.read.state.get("a") == "1"


async def test_who_is_cancelled_in_a_transaction_after_the_end_is_cancelled_all_the_same(path: Path) -> None:
    begun = asyncio.Event()

    async def write() -> None:
        async with store.write():
            begun.set()
            await asyncio.sleep(60)

    async with Database.open(path) as store:
        task = asyncio.create_task(write())
        await begun.wait()
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()


async def test_readers_see_only_what_is_committed(path: Path) -> None:
    async with Database.open(path) as store:
        async with store.write() as rows:
            await rows.state.put("a", "1")
            assert await rows.state.get("a") == "1"
            assert await store.read.state.get("a") is None
        assert await store.read.state.get("a") == "1"


async def test_writers_take_turns(path: Path) -> None:
    async with Database.open(path) as store:
        async with store.write() as rows:
            await rows.state.put("n", "0")

        async def add_one() -> None:
            async with store.write() as rows:
                number = int(await rows.state.get("n") or 0)
                await asyncio.sleep(0)
                await rows.state.put("n", str(number + 1))

        await asyncio.gather(*(add_one() for _ in range(20)))
        assert await store.read.state.get("n") == "20"


async def test_a_database_held_by_another_process_is_busy_and_unchanged(path: Path) -> None:
    async with Database.open(path, busy_timeout=0.1) as store:
        other = sqlite3.connect(path, isolation_level=None)
        try:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreBusy) as caught:
                async with store.write() as rows:
                    await rows.state.put("a", "1")
            assert "held by another process" in str(caught.value)
            assert (
                caught.value.say()
                == "The avatar book is busy right now, and nothing was changed. Try again in a moment."
            )
            assert await store.read.state.get("a") is None, "reading goes on meanwhile"
            other.execute("ROLLBACK")
        finally:
            other.close()
        async with store.write() as rows:
            await rows.state.put("a", "1")
        assert await store.read.state.get("a") == "1"


async def test_a_database_that_is_held_at_the_start_is_busy(path: Path) -> None:
    async with Database.open(path):
        pass
    other = sqlite3.connect(path, isolation_level=None)
    try:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreBusy):
            async with Database.open(path, busy_timeout=0.1):
                pass
    finally:
        other.close()


def state(path: Path) -> tuple[int, int]:
    """Size and time of the last change."""
    return path.stat().st_size, path.stat().st_mtime_ns


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text("a letter, not a database " * 100)
    return path


async def test_a_file_that_is_no_database_is_refused_and_kept(letter: Path) -> None:
    before = state(letter)
    with pytest.raises(StoreError, match="no SQLite database"):
        async with Database.open(letter):
            pass
    assert state(letter) == before


async def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(StoreError, match="Choose another data folder"):
        async with Database.open(tmp_path / "data" / "moegan.sqlite3"):
            pass
