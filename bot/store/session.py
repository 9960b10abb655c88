"""One connection to SQLite, with errors that say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import aiosqlite

from bot.store.errors import StoreBusy, StoreError

__all__ = ["Session", "Value", "explained"]

Value = int | str | None


@contextmanager
def explained(path: Path) -> Generator[None]:
    """Turns SQLite's errors into those of the store; programming errors stay what they are."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte; above it are finer distinctions
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreBusy(
                f"The database {path} is held by another process. Stop the other program that uses it (a second bot, a "
                "backup, an editor), then try again. Nothing was changed."
            ) from error
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise StoreError(f"{path} is damaged or no SQLite database. Restore it from a backup.") from error
        if code == sqlite3.SQLITE_FULL:
            raise StoreError(f"The disk that holds {path} is full. Free some space. Nothing was changed.") from error
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
            raise StoreError(
                f"{path} cannot be opened for writing. Check that its folder exists and is yours."
            ) from error
        if code == sqlite3.SQLITE_IOERR:
            raise StoreError(f"The disk failed while {path} was used ({error}). Check the disk.") from error
        raise


class Session:
    """Runs statements on one connection, which commits each at once unless a transaction is open."""

    def __init__(self, connection: aiosqlite.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    async def one(self, sql: str, *values: Value) -> sqlite3.Row | None:
        """The first row, or None."""
        with explained(self._path):
            async with self._connection.execute(sql, values) as cursor:
                return await cursor.fetchone()

    async def all(self, sql: str, *values: Value) -> list[sqlite3.Row]:
        """Every row."""
        with explained(self._path):
            return cast("list[sqlite3.Row]", await self._connection.execute_fetchall(sql, values))

    async def run(self, sql: str, *values: Value) -> int:
        """Runs a statement; how many rows it changed."""
        with explained(self._path):
            async with self._connection.execute(sql, values) as cursor:
                return cursor.rowcount

    async def insert(self, sql: str, *values: Value) -> int:
        """Inserts a row; its id."""
        with explained(self._path):
            async with self._connection.execute(sql, values) as cursor:
                return cursor.lastrowid or 0

    async def insert_many(self, sql: str, rows: Iterable[tuple[Value, ...]]) -> None:
        """Inserts rows."""
        with explained(self._path):
            await self._connection.executemany(sql, rows)

    async def roll_back(self) -> None:
        """Undoes the open transaction; harmless where there is none."""
        with explained(self._path):
            await self._connection.rollback()
