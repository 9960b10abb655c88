"""Migrations: once each, whole or not at all, and never behind the code's back."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.errors import DatabaseTooNew, MigrationError
from bot.store.migrations import FOLDER, read_migrations


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "moegan.sqlite3"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real migrations, to change."""
    return Path(shutil.copytree(FOLDER, tmp_path / "migrations"))


async def opened(path: Path, folder: Path) -> None:
    async with Database.open(path, durable=False, migrations=folder):
        pass


def tables(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    try:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    finally:
        connection.close()


def next_file(folder: Path, words: str, sql: str) -> Path:
    path = folder / f"{len(list(folder.glob('*.sql'))) + 1:04}_{words}.sql"
    path.write_text(sql)
    return path


async def test_each_is_applied_once_and_recorded_with_its_hash(path: Path, folder: Path) -> None:
    await opened(path, folder)
    next_file(folder, "more", "-- a comment; with a semicolon\nCREATE TABLE more (id INTEGER PRIMARY KEY) STRICT;\n")
    await opened(path, folder)
    await opened(path, folder)
    connection = sqlite3.connect(path)
    recorded = connection.execute("SELECT number, name, hash FROM schema_migrations ORDER BY number").fetchall()
    connection.close()
    assert recorded == [(one.number, one.name, one.hash) for one in read_migrations(folder)]
    assert "more" in tables(path)


async def test_one_that_fails_halfway_leaves_nothing(path: Path, folder: Path) -> None:
    await opened(path, folder)
    before = tables(path)
    broken = next_file(
        folder, "broken", "CREATE TABLE half (id INTEGER) STRICT;\nCREATE TABLE members (id INTEGER) STRICT;\n"
    )
    with pytest.raises(MigrationError, match=r"broken\.sql does not fit"):
        await opened(path, folder)
    assert tables(path) == before
    broken.write_text("CREATE TABLE half (id INTEGER) STRICT;\n")
    await opened(path, folder)
    assert tables(path) == before | {"half"}


async def test_one_that_leaves_dangling_references_is_refused(path: Path, folder: Path) -> None:
    await opened(path, folder)
    next_file(folder, "dangling", "INSERT INTO members (user_id, worn_avatar_id) VALUES (1, 99);\n")
    with pytest.raises(MigrationError, match="dangling references in members"):
        await opened(path, folder)


async def test_a_database_of_a_newer_program_is_refused(path: Path, folder: Path) -> None:
    newer = next_file(folder, "from_the_future", "CREATE TABLE future (id INTEGER) STRICT;\n")
    await opened(path, folder)
    newer.unlink()
    with pytest.raises(DatabaseTooNew, match="Update MoeGAN"):
        await opened(path, folder)
    assert "future" in tables(path)


async def test_a_migration_changed_after_it_was_applied_is_refused(path: Path, folder: Path) -> None:
    await opened(path, folder)
    first = folder / read_migrations(folder)[0].name
    first.write_text(first.read_text() + "-- an afterthought\n")
    with pytest.raises(MigrationError, match="changed after it was applied"):
        await opened(path, folder)


async def test_misnumbered_files_are_refused(path: Path, folder: Path) -> None:
    (folder / f"{len(read_migrations(folder)) + 2:04}_gap.sql").write_text("CREATE TABLE gap (id INTEGER) STRICT;\n")
    with pytest.raises(MigrationError, match="misnumbered"):
        await opened(path, folder)


async def test_an_unfinished_statement_is_refused(path: Path, folder: Path) -> None:
    next_file(folder, "cut_off", "CREATE TABLE cut (id INTEGER\n")
    with pytest.raises(MigrationError, match="ends within a statement"):
        await opened(path, folder)
    assert "cut" not in tables(path)


async def test_an_empty_folder_is_refused(path: Path, tmp_path: Path) -> None:
    with pytest.raises(MigrationError, match="complete checkout"):
        await opened(path, tmp_path / "nowhere")


async def test_every_table_is_strict(path: Path) -> None:
    await opened(path, FOLDER)
    connection = sqlite3.connect(path)
    loose = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).fetchall()
    connection.close()
    assert loose == []
