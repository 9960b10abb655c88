"""Statements that would read a whole large table, or much of it, for a few rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiosqlite
import pytest

from bot.store.database import Database, Repositories


async def plan(
    folder: Path, patched: pytest.MonkeyPatch, use: Callable[[Repositories], Awaitable[object]]
) -> list[str]:
    """The steps of what a repository runs, as SQLite tells them."""
    path = folder / "moegan.sqlite3"
    ran: list[str] = []
    run, fetch = aiosqlite.Connection.execute, aiosqlite.Connection.execute_fetchall

    def noted(connection: aiosqlite.Connection, sql: str, *values: object) -> object:
        ran.append(sql)
        return run(connection, sql, *values)  # pyright: ignore[reportArgumentType]

    def noted_too(connection: aiosqlite.Connection, sql: str, *values: object) -> object:
        ran.append(sql)
        return fetch(connection, sql, *values)  # pyright: ignore[reportArgumentType]

    async with Database.open(path, durable=False) as store, store.write() as rows:
        with patched.context() as within:
            within.setattr(aiosqlite.Connection, "execute", noted)
            within.setattr(aiosqlite.Connection, "execute_fetchall", noted_too)
            await use(rows)
    connection = sqlite3.connect(path)
    steps = [
        row[3]
        for sql in ran
        for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", [None] * sql.count("?")).fetchall()
    ]
    connection.close()
    assert steps
    return steps


async def test_votes_for_a_picture_are_dropped_without_reading_every_avatar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = await plan(tmp_path, monkeypatch, lambda rows: rows.votes.drop_picture(1, "2026-W48", "hash"))
    assert not [step for step in steps if step.startswith("SCAN")]


async def test_a_wall_counts_the_votes_of_its_week_without_reading_those_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def both(rows: Repositories) -> None:
        await rows.walls.spots(1, "2026-W48")
        await rows.walls.removed_spots(1, "2026-W48")

    steps = [step for step in await plan(tmp_path, monkeypatch, both) if "wall_votes" in step]
    assert len(steps) == 2
    assert all("(guild_id=? AND week=?)" in step for step in steps)
