"""Statements that would read a whole large table for a few rows of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.session import Session, Value


async def test_votes_for_a_picture_are_dropped_without_reading_every_avatar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "moegan.sqlite3"
    ran: list[tuple[str, tuple[Value, ...]]] = []
    run = Session.run

    async def noted(session: Session, sql: str, *values: Value) -> int:
        ran.append((sql, values))
        return await run(session, sql, *values)

    async with Database.open(path, durable=False) as store, store.write() as rows:
        monkeypatch.setattr(Session, "run", noted)
        await rows.votes.drop_picture(1, "2026-W48", "hash")
        monkeypatch.undo()
    connection = sqlite3.connect(path)
    plan = [row[3] for sql, values in ran for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    connection.close()
    assert plan
    assert not [step for step in plan if step.startswith("SCAN")]
