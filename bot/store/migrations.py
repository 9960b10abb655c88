"""Numbered migrations: each applied once, in one transaction, and recorded with its hash."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.store.errors import DatabaseTooNew, MigrationError
from bot.store.session import Session

__all__ = ["FOLDER", "Migration", "migrate", "read_migrations"]

FOLDER: Final = Path(__file__).parents[2] / "migrations"
_NAME: Final = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")

_RECORD = """
    CREATE TABLE IF NOT EXISTS schema_migrations (
        number     INTEGER PRIMARY KEY,
        name       TEXT NOT NULL,
        hash       TEXT NOT NULL,
        applied_at INTEGER NOT NULL
    ) STRICT
"""


@dataclass(frozen=True, slots=True)
class Migration:
    """A migration's file.

    Attributes:
        number: 1, 2, 3, ... without gaps.
        hash: SHA-256 of the file, hexadecimal.
    """

    number: int
    name: str
    sql: str
    hash: str


def read_migrations(folder: Path = FOLDER) -> list[Migration]:
    """The migrations in their order; raises `MigrationError` where the folder holds none, or they are misnumbered."""
    found: list[Migration] = []
    for path in sorted(folder.glob("*.sql")):
        match = _NAME.fullmatch(path.name)
        if match is None or int(match[1]) != len(found) + 1:
            raise MigrationError(
                f"{path} is misnamed or misnumbered. Migrations are named 0001_words.sql, 0002_words.sql, ..., without "
                "gaps."
            )
        raw = path.read_bytes()
        found.append(Migration(int(match[1]), path.name, raw.decode(), hashlib.sha256(raw).hexdigest()))
    if not found:
        raise MigrationError(f"There are no migrations in {folder}. Run MoeGAN from a complete checkout.")
    return found


async def migrate(session: Session, path: Path, folder: Path = FOLDER) -> int:
    """Brings the database at `path` up to date; how many migrations were applied.

    Raises:
        DatabaseTooNew: the database has migrations that this code does not know.
        MigrationError: a migration changed after it was applied, or does not fit the database.
        StoreBusy: another process holds the database.
    """
    migrations = read_migrations(folder)
    applied = 0
    # Off while the schema changes, or rebuilding a table would cascade; every migration is checked as a whole instead.
    await session.run("PRAGMA foreign_keys = OFF")
    try:
        for migration in migrations:
            applied += await _apply_in_turn(session, path, migration, migrations)
    finally:
        await session.run("PRAGMA foreign_keys = ON")
    return applied


async def _apply_in_turn(session: Session, path: Path, migration: Migration, known: list[Migration]) -> int:
    """Applies one migration unless the database has it, under a lock that keeps a second starting bot out."""
    try:
        await session.run("BEGIN IMMEDIATE")
        await session.run(_RECORD)
        done = {
            int(row["number"]): row for row in await session.all("SELECT number, name, hash FROM schema_migrations")
        }
        _check(done, path, known)
        if migration.number not in done:
            for statement in _statements(migration):
                await session.run(statement)
            if broken := await session.all("PRAGMA foreign_key_check"):
                raise MigrationError(
                    f"{migration.name} would leave dangling references in {broken[0][0]}. Mend the file."
                )
            await session.run(
                "INSERT INTO schema_migrations (number, name, hash, applied_at) VALUES (?, ?, ?, ?)",
                migration.number,
                migration.name,
                migration.hash,
                int(time.time()),
            )
        await session.run("COMMIT")
    except sqlite3.DatabaseError as error:
        await session.roll_back()
        raise MigrationError(
            f"{migration.name} does not fit the database {path} ({error}). Nothing was changed."
        ) from error
    except BaseException:
        await session.roll_back()
        raise
    return int(migration.number not in done)


def _check(done: dict[int, sqlite3.Row], path: Path, known: list[Migration]) -> None:
    if done and max(done) > len(known):
        raise DatabaseTooNew(
            f"The database {path} was written by a newer MoeGAN: it has migration {done[max(done)]['name']}, and "
            f"this program knows {len(known)}. Update MoeGAN, or start it on a backup from before the update."
        )
    for migration in known:
        row = done.get(migration.number)
        if row is not None and row["hash"] != migration.hash:
            raise MigrationError(
                f"{migration.name} changed after it was applied to {path}. Restore the file from the repository, and "
                "put the change into a new migration."
            )


def _statements(migration: Migration) -> Generator[str]:
    """The single statements of a file: sqlite3's own script runner would commit in between."""
    statement = ""
    for line in migration.sql.splitlines(keepends=True):
        if not statement and (not line.strip() or line.lstrip().startswith("--")):
            continue
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement:
        raise MigrationError(f"{migration.name} ends within a statement. Close it with a semicolon.")
