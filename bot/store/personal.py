"""A member's data across all tables, found by how its columns are named.

Every column that holds a member's id is called `user_id` or ends in `_user_id`. So a table that a later migration adds
is covered from its first day on. Names of tables and columns come from the schema itself, never from anybody's input.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from bot.store.session import Session

__all__ = ["PersonalColumn", "PersonalData"]

# Never handed out: an interaction token answers in the bot's name.
_SECRET_COLUMNS = frozenset({"token"})
# Handed out to the member whom they name, and to nobody else whom the row concerns: who voted for whom is the voter's
# secret, and who moderated whom is between the moderators.
_CONFIDENTIAL = frozenset({("wall_votes", "user_id"), ("audit_entries", "actor_user_id")})


@dataclass(frozen=True, slots=True)
class PersonalColumn:
    """A column that holds a member's id.

    Attributes:
        mention: the column may be NULL: the row belongs to another member and only mentions this one.
    """

    table: str
    name: str
    mention: bool


class PersonalData:
    """Finds, deletes and hands out every row that names a member."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def columns(self) -> list[PersonalColumn]:
        """Every column of every table that holds a member's id."""
        rows = await self._session.all(
            'SELECT tables.name AS table_name, columns.name AS name, columns."notnull" OR columns.pk AS required'
            " FROM pragma_table_list AS tables JOIN pragma_table_info(tables.name) AS columns"
            " WHERE tables.schema = 'main' AND tables.type = 'table'"
            " AND (columns.name = 'user_id' OR columns.name LIKE '%!_user!_id' ESCAPE '!')"
            " ORDER BY tables.name, columns.cid"
        )
        return [PersonalColumn(row["table_name"], row["name"], not row["required"]) for row in rows]

    async def forget(self, user_id: int) -> dict[str, int]:
        """Deletes the member's rows and clears mentions of them elsewhere; how many rows of each table changed.

        Run it in a transaction. What hangs on a deleted row goes by the schema's ON DELETE.
        """
        changed: dict[str, int] = {}
        # Mentions last: rows that go anyway are counted once.
        for column in sorted(await self.columns(), key=lambda column: column.mention):
            table, name = column.table, column.name
            if column.mention:
                statement = f'UPDATE "{table}" SET "{name}" = NULL WHERE "{name}" = ?'  # noqa: S608
            else:
                statement = f'DELETE FROM "{table}" WHERE "{name}" = ?'  # noqa: S608
            changed[table] = changed.get(table, 0) + await self._session.run(statement, user_id)
        return changed

    async def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Every row that names the member, by table, without secrets."""
        found: dict[str, list[dict[str, Any]]] = {}
        by_table: dict[str, list[str]] = {}
        for column in await self.columns():
            by_table.setdefault(column.table, []).append(column.name)
        for table, names in by_table.items():
            condition = " OR ".join(f'"{name}" = ?' for name in names)
            statement = f'SELECT * FROM "{table}" WHERE {condition}'  # noqa: S608
            rows = await self._session.all(statement, *[user_id] * len(names))
            found[table] = [_own_view(table, _without_secrets(row), user_id) for row in rows]
        return found

    async def belongings(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Rows that belong to the member's own and need not name them: the pictures of their drawings, beside those of
        their face in others' (in place of what `export` has of that table), and, as `ancestors`, whom their avatars
        descend from.
        """
        subjects = await self._session.all(
            "SELECT * FROM draw_subjects WHERE owner_user_id = ? OR request_id IN"
            " (SELECT id FROM draw_requests WHERE user_id = ? OR owner_user_id = ?) ORDER BY request_id, position",
            user_id,
            user_id,
            user_id,
        )
        ancestors = await self._session.all(
            "SELECT * FROM lineage WHERE child_avatar_id IN (SELECT id FROM avatars WHERE owner_user_id = ?)"
            " ORDER BY child_avatar_id, position",
            user_id,
        )
        return {
            "draw_subjects": [_without_secrets(row) for row in subjects],
            "ancestors": [_without_secrets(row) for row in ancestors],
        }


def _without_secrets(row: sqlite3.Row) -> dict[str, Any]:
    return {name: value for name, value in zip(row.keys(), row, strict=True) if name not in _SECRET_COLUMNS}


def _own_view(table: str, row: dict[str, Any], user_id: int) -> dict[str, Any]:
    """A row as this member may see it."""
    hidden = {name for name, value in row.items() if (table, name) in _CONFIDENTIAL and value != user_id}
    return {name: None if name in hidden else value for name, value in row.items()}
