"""Trainings: written before they are queued, found again after a restart."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from bot.store.session import Session
from bot.store.training_rows import Collection, Run, RunState, Verdict

__all__ = ["Runs"]


class Runs:
    """The tables `runs` and `run_uploads`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(
        self,
        collection: Collection,
        upload_ids: Iterable[int],
        *,
        user_id: int,
        locale: str,
        channel_id: int | None,
        steps: int | None,
        root_run_id: int | None,
        now: int,
    ) -> Run:
        """Writes a run that waits for its turn; its collection has no other one that is open."""
        learned = list(upload_ids)
        run_id = await self._session.insert(
            "INSERT INTO runs (guild_id, collection_id, root_run_id, name, started_by_user_id, locale, channel_id,"
            " pictures, steps, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            collection.guild_id,
            collection.id,
            root_run_id,
            collection.name,
            user_id,
            locale,
            channel_id,
            len(learned),
            steps,
            now,
        )
        await self._session.insert_many(
            "INSERT INTO run_uploads (run_id, upload_id) VALUES (?, ?)", [(run_id, upload) for upload in learned]
        )
        run = await self.get(run_id)
        assert run is not None  # noqa: S101  # it was written a line above
        return run

    async def get(self, run_id: int) -> Run | None:
        """A run by its id."""
        row = await self._session.one("SELECT * FROM runs WHERE id = ?", run_id)
        return None if row is None else _run(row)

    async def open_runs(self) -> list[Run]:
        """The runs that wait or train, the first started first."""
        rows = await self._session.all("SELECT * FROM runs WHERE state IN ('queued', 'running') ORDER BY id")
        return [_run(row) for row in rows]

    async def unreported(self) -> list[Run]:
        """The runs whose end nobody was told of, open ones among them."""
        rows = await self._session.all("SELECT * FROM runs WHERE reported_at IS NULL ORDER BY id")
        return [_run(row) for row in rows]

    async def of_guild(self, guild_id: int, most: int) -> list[Run]:
        """A guild's runs, the last started first."""
        rows = await self._session.all("SELECT * FROM runs WHERE guild_id = ? ORDER BY id DESC LIMIT ?", guild_id, most)
        return [_run(row) for row in rows]

    async def learned_from(self, upload_ids: Iterable[int]) -> list[Run]:
        """The runs that learned, learn or would learn from any of these pictures."""
        found: dict[int, Run] = {}
        for upload_id in upload_ids:
            for row in await self._session.all(
                "SELECT runs.* FROM runs JOIN run_uploads ON run_id = runs.id WHERE upload_id = ?", upload_id
            ):
                found[row["id"]] = _run(row)
        return [found[run_id] for run_id in sorted(found)]

    async def begin(self, run_id: int, now: int) -> None:
        """Notes that it trains now; when it began first is kept."""
        await self._session.run(
            "UPDATE runs SET state = 'running', begun_at = ifnull(begun_at, ?) WHERE id = ? AND state = 'queued'",
            now,
            run_id,
        )

    async def end(
        self,
        run_id: int,
        state: RunState,
        now: int,
        *,
        outcome: dict[str, Any] | None = None,
        error: str | None = None,
        style_id: int | None = None,
    ) -> bool:
        """Notes how an open run ended; False where it had ended already."""
        changed = await self._session.run(
            "UPDATE runs SET state = ?, ended_at = ?, outcome_json = ?, error = ?, style_id = ?"
            " WHERE id = ? AND state IN ('queued', 'running')",
            state,
            now,
            None if outcome is None else json.dumps(outcome),
            error,
            style_id,
            run_id,
        )
        return changed == 1

    async def judge(self, run_id: int, verdict: Verdict) -> bool:
        """Notes what the admins decided of a finished run; False where they had decided already."""
        changed = await self._session.run(
            "UPDATE runs SET verdict = ? WHERE id = ? AND state = 'finished' AND verdict IS NULL", verdict, run_id
        )
        return changed == 1

    async def take_back_verdict(self, run_id: int) -> None:
        """The admins may decide again."""
        await self._session.run("UPDATE runs SET verdict = NULL WHERE id = ?", run_id)

    async def show_status_in(self, run_id: int, channel_id: int | None, message_id: int | None) -> None:
        """Which message shows how far the run is."""
        await self._session.run(
            "UPDATE runs SET status_channel_id = ?, status_message_id = ? WHERE id = ?", channel_id, message_id, run_id
        )

    async def sharing(self, folder: int) -> list[Run]:
        """The runs that go on, or may yet go on, in a folder: open ones, and finished ones that nobody discarded."""
        rows = await self._session.all(
            "SELECT * FROM runs WHERE ifnull(root_run_id, id) = ? AND (state IN ('queued', 'running')"
            " OR (state = 'finished' AND verdict IS NOT 'discarded')) ORDER BY id",
            folder,
        )
        return [_run(row) for row in rows]

    async def reported(self, run_id: int, now: int) -> None:
        """Notes that the channel was told of the end."""
        await self._session.run("UPDATE runs SET reported_at = ? WHERE id = ?", now, run_id)

    async def last_durations(self, most: int) -> list[tuple[int, int]]:
        """Seconds and pictures of the last runs that finished, the longer ones of an earlier run left out."""
        rows = await self._session.all(
            "SELECT ended_at - begun_at AS seconds, pictures FROM runs WHERE state = 'finished' AND begun_at NOT NULL"
            " AND root_run_id IS NULL ORDER BY id DESC LIMIT ?",
            most,
        )
        return [(row["seconds"], row["pictures"]) for row in rows]


def _run(row: sqlite3.Row) -> Run:
    return Run(
        id=row["id"],
        guild_id=row["guild_id"],
        collection_id=row["collection_id"],
        root_run_id=row["root_run_id"],
        name=row["name"],
        started_by_user_id=row["started_by_user_id"],
        locale=row["locale"],
        channel_id=row["channel_id"],
        status_channel_id=row["status_channel_id"],
        status_message_id=row["status_message_id"],
        state=row["state"],
        verdict=row["verdict"],
        pictures=row["pictures"],
        steps=row["steps"],
        outcome=None if row["outcome_json"] is None else json.loads(row["outcome_json"]),
        error=row["error"],
        style_id=row["style_id"],
        created_at=row["created_at"],
        begun_at=row["begun_at"],
        ended_at=row["ended_at"],
        reported_at=row["reported_at"],
    )
