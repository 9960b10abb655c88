"""Collections, uploads and runs as they are stored."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.database import Database, Repositories
from bot.store.training_rows import Collection, NewUpload, Run

ADMIN = 710_000_000_000_000_111
OTHER = 720_000_000_000_000_222


def picture(number: int) -> NewUpload:
    return NewUpload(f"{number:064x}", f"{number}.png", 96, 80, (1 << 127) + number)


async def started(rows: Repositories, style: Collection, *, root: int | None = None) -> Run:
    learned = [upload.id for upload in await rows.uploads.of_collection(style.id)]
    return await rows.runs.add(
        style, learned, user_id=ADMIN, locale="en", channel_id=2, steps=None, root_run_id=root, now=10
    )


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Database]:
    async with Database.open(tmp_path / "moegan.sqlite3", durable=False) as opened:
        yield opened


@pytest.fixture
async def style(store: Database) -> Collection:
    """A collection of three pictures, one of them by another member."""
    async with store.write() as rows:
        made = await rows.uploads.add_collection(1, "Ink", "ink", ADMIN, 5)
        await rows.uploads.add(made.id, ADMIN, [picture(1), picture(2)], 6)
        await rows.uploads.add(made.id, OTHER, [picture(3)], 7)
    found = await store.read.uploads.collection(made.id)
    assert found is not None
    return found


async def test_a_collection_counts_its_pictures(style: Collection) -> None:
    assert (style.name, style.guild_id, style.pictures) == ("Ink", 1, 3)


async def test_a_picture_keeps_all_128_bits_of_its_likeness_and_when_its_uploader_consented(
    store: Database, style: Collection
) -> None:
    first, _, third = await store.read.uploads.of_collection(style.id)
    assert first.likeness == (1 << 127) + 1
    assert (third.user_id, third.consented_at) == (OTHER, 7)


async def test_the_same_picture_is_in_a_collection_once(store: Database, style: Collection) -> None:
    async with store.write() as rows:
        assert await rows.uploads.add(style.id, OTHER, [picture(1), picture(4)], 8) == 1
    assert len(await store.read.uploads.of_collection(style.id)) == 4


async def test_names_are_a_guilds_own(store: Database, style: Collection) -> None:
    async with store.write() as rows:
        await rows.uploads.add_collection(2, "Ink", "ink", ADMIN, 5)
    assert [one.id for one in await store.read.uploads.collections(1)] == [style.id]
    assert await store.read.uploads.named(3, "ink") is None


async def test_a_page_of_pictures(store: Database, style: Collection) -> None:
    page = await store.read.uploads.of_collection(style.id, most=2, skipping=2)
    assert [upload.name for upload in page] == ["3.png"]


async def test_a_members_pictures_are_found_by_guild(store: Database, style: Collection) -> None:
    assert len(await store.read.uploads.of_member(ADMIN)) == 2
    assert await store.read.uploads.of_member(ADMIN, guild_id=2) == []


async def test_a_collection_is_learned_from_once_at_a_time(store: Database, style: Collection) -> None:
    async with store.write() as rows:
        first = await started(rows, style)
    with pytest.raises(sqlite3.IntegrityError):
        async with store.write() as rows:
            await started(rows, style)
    async with store.write() as rows:
        assert await rows.runs.end(first.id, "cancelled", 20)
        second = await started(rows, style, root=first.id)
    assert second.folder == first.id
    assert [run.id for run in await store.read.runs.open_runs()] == [second.id]


async def test_a_run_ends_once_and_is_judged_once(store: Database, style: Collection) -> None:
    async with store.write() as rows:
        run = await started(rows, style)
        assert not await rows.runs.judge(run.id, "adopted"), "it has not finished"
        await rows.runs.begin(run.id, 11)
        assert await rows.runs.end(run.id, "finished", 71, outcome={"step": 800}, style_id=4)
        assert not await rows.runs.end(run.id, "cancelled", 72)
        assert await rows.runs.judge(run.id, "adopted")
        assert not await rows.runs.judge(run.id, "discarded")
    ended = await store.read.runs.get(run.id)
    assert ended is not None
    assert (ended.state, ended.verdict, ended.outcome, ended.style_id) == ("finished", "adopted", {"step": 800}, 4)
    assert await store.read.runs.last_durations(5) == [(60, 3)]


async def test_when_a_run_first_began_is_kept(store: Database, style: Collection) -> None:
    async with store.write() as rows:
        run = await started(rows, style)
        await rows.runs.begin(run.id, 11)
        await rows.runs.begin(run.id, 99)
    begun = await store.read.runs.get(run.id)
    assert begun is not None
    assert begun.begun_at == 11


async def test_a_run_is_unreported_until_the_channel_was_told(store: Database, style: Collection) -> None:
    async with store.write() as rows:
        run = await started(rows, style)
        await rows.runs.end(run.id, "failed", 12, error="no disk")
    assert [one.error for one in await store.read.runs.unreported()] == ["no disk"]
    async with store.write() as rows:
        await rows.runs.reported(run.id, 13)
    assert await store.read.runs.unreported() == []


async def test_a_deleted_picture_leaves_its_runs_and_a_deleted_collection_too(
    store: Database, style: Collection
) -> None:
    uploads = await store.read.uploads.of_collection(style.id)
    async with store.write() as rows:
        run = await started(rows, style)
        assert [one.id for one in await rows.runs.learned_from([uploads[0].id])] == [run.id]
        await rows.uploads.delete([uploads[0].id])
        assert await rows.runs.learned_from([uploads[0].id]) == []
        await rows.uploads.delete_collection(style.id)
    assert await store.read.uploads.hashes() == set()
    kept = await store.read.runs.get(run.id)
    assert kept is not None
    assert kept.collection_id is None
