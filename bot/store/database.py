"""The database: one connection that writes, one that reads, and the repositories over each."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import aiosqlite
import structlog

from bot.store.audit import AuditEntries
from bot.store.avatars import Avatars
from bot.store.blends import Blends
from bot.store.charges import Charges
from bot.store.draws import Draws
from bot.store.errors import StoreError
from bot.store.guild_settings import SettingsOfGuilds
from bot.store.members import Members
from bot.store.messages import Messages
from bot.store.migrations import FOLDER, migrate
from bot.store.personal import PersonalData
from bot.store.runs import Runs
from bot.store.session import Session, explained
from bot.store.state import State
from bot.store.styles import GuildStyles
from bot.store.uploads import Uploads
from bot.store.votes import Votes
from bot.store.walls import Walls

__all__ = ["Database", "Repositories"]

_log = structlog.stdlib.get_logger("bot.database")

# Seconds that transactions have to come to their end when the database is closed.
_PATIENCE: Final = 5.0


class Repositories:
    """A repository per group of tables, all over one connection."""

    def __init__(self, session: Session) -> None:
        self.members = Members(session)
        self.avatars = Avatars(session)
        self.draws = Draws(session)
        self.blends = Blends(session)
        self.messages = Messages(session)
        self.personal = PersonalData(session)
        self.state = State(session)
        self.styles = GuildStyles(session)
        self.uploads = Uploads(session)
        self.runs = Runs(session)
        self.settings = SettingsOfGuilds(session)
        self.charges = Charges(session)
        self.walls = Walls(session)
        self.votes = Votes(session)
        self.audit = AuditEntries(session)


class Database:
    """The open database.

    Attributes:
        read: repositories for reading what is committed.
    """

    def __init__(self, path: Path, writer: Session, reader: Session) -> None:
        self.path = path
        self.read = Repositories(reader)
        self._writer = writer
        self._write = Repositories(writer)
        self._turn = asyncio.Lock()

    @classmethod
    @asynccontextmanager
    async def open(
        cls, path: Path, *, busy_timeout: float = 5.0, durable: bool = True, migrations: Path = FOLDER
    ) -> AsyncGenerator[Database]:
        """Opens (and makes) the database and applies the migrations that it lacks.

        Args:
            busy_timeout: seconds to wait for another process that holds the database.
            durable: False does not wait for the disk: a power cut may then ruin the file. For tests and try-outs.

        Raises:
            StoreBusy: another process held it for longer.
            DatabaseTooNew: it was written by a newer MoeGAN.
            MigrationError: an applied migration changed.
            StoreError: the file cannot be opened, or is no database.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"The folder {path.parent} cannot be made ({error.strerror}). Choose another data folder."
            ) from error
        async with contextlib.AsyncExitStack() as stack:
            writer = Session(await stack.enter_async_context(_connected(path, busy_timeout, durable)), path)
            await writer.run("PRAGMA journal_mode = WAL")
            await migrate(writer, path, migrations)
            reader = Session(await stack.enter_async_context(_connected(path, busy_timeout, durable)), path)
            await reader.run("PRAGMA query_only = ON")
            database = cls(path, writer, reader)
            try:
                yield database
            finally:
                # Closed in mid-transaction, a connection may hold the file until its last statement is forgotten.
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(database._turn.acquire(), _PATIENCE)

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[Repositories]:
        """A transaction: all that is done through the repositories within it happens, or nothing does.

        Raises:
            StoreBusy: another process held the database for longer than the timeout.
        """
        async with self._turn:
            try:
                await self._writer.run("BEGIN IMMEDIATE")
                yield self._write
                await self._writer.run("COMMIT")
            except BaseException:
                try:
                    # Shielded, and in the connection's own order: a cancelled BEGIN may still be on its way.
                    await asyncio.shield(self._writer.roll_back())
                except Exception:
                    # The connection may have been closed meanwhile. What went wrong first is what counts: who was
                    # cancelled, above all, must not go on for another error.
                    _log.warning("a transaction could not be undone", exc_info=True)
                raise


@asynccontextmanager
async def _connected(path: Path, busy_timeout: float, durable: bool) -> AsyncGenerator[aiosqlite.Connection]:
    with explained(path):
        connection = await aiosqlite.connect(path, timeout=busy_timeout, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        with explained(path):
            await connection.execute("PRAGMA foreign_keys = ON")
            await connection.execute("PRAGMA synchronous = NORMAL" if durable else "PRAGMA synchronous = OFF")
        yield connection
    finally:
        await connection.close()
