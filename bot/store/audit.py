"""The log of what admins and moderators did."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.store.community_rows import AuditEntry
from bot.store.session import Session

__all__ = ["AuditEntries"]


class AuditEntries:
    """The table `audit_entries`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(
        self,
        guild_id: int,
        actor_id: int | None,
        target_id: int | None,
        action: str,
        detail: Mapping[str, Any],
        now: int,
    ) -> None:
        """Writes an entry."""
        await self._session.insert(
            "INSERT INTO audit_entries (guild_id, actor_user_id, target_user_id, action, detail_json, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            guild_id,
            actor_id,
            target_id,
            action,
            json.dumps(dict(detail), ensure_ascii=False),
            now,
        )

    async def count(self, guild_id: int) -> int:
        """How many entries a server has."""
        row = await self._session.one("SELECT count(*) AS total FROM audit_entries WHERE guild_id = ?", guild_id)
        return 0 if row is None else row["total"]

    async def of_guild(self, guild_id: int, offset: int, limit: int) -> tuple[AuditEntry, ...]:
        """A server's entries, the newest first."""
        rows = await self._session.all(
            "SELECT * FROM audit_entries WHERE guild_id = ? ORDER BY id DESC LIMIT ? OFFSET ?", guild_id, limit, offset
        )
        return tuple(
            AuditEntry(
                row["id"],
                row["guild_id"],
                row["actor_user_id"],
                row["target_user_id"],
                row["action"],
                json.loads(row["detail_json"]),
                row["created_at"],
            )
            for row in rows
        )

    async def delete_past(self, before: int) -> int:
        """Deletes what was written before a time; how many entries."""
        return await self._session.run("DELETE FROM audit_entries WHERE created_at < ?", before)
