"""Styles of servers: which models a server draws with, and under which names."""

from __future__ import annotations

import sqlite3

from bot.store.rows import Style, StyleState
from bot.store.session import Session

__all__ = ["GuildStyles"]


class GuildStyles:
    """The table `styles`; a server without rows draws with the original alone."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, guild_id: int, name: str, name_key: str, model_id: str, run_id: int | None, now: int) -> int:
        """Writes an offered style at full strength; its id. The server has no other one of that name."""
        return await self._session.insert(
            "INSERT INTO styles (guild_id, name, name_key, model_id, run_id, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            guild_id,
            name,
            name_key,
            model_id,
            run_id,
            now,
        )

    async def get(self, style_id: int) -> Style | None:
        """A style by its id."""
        return _style(await self._session.one("SELECT * FROM styles WHERE id = ?", style_id))

    async def named(self, guild_id: int, name_key: str) -> Style | None:
        """A server's style by the key of its name, whatever its state."""
        return _style(
            await self._session.one("SELECT * FROM styles WHERE guild_id = ? AND name_key = ?", guild_id, name_key)
        )

    async def of_run(self, run_id: int) -> Style | None:
        """What came of a training."""
        return _style(await self._session.one("SELECT * FROM styles WHERE run_id = ?", run_id))

    async def default(self, guild_id: int) -> Style | None:
        """What new avatars of a server are drawn in; None for the original."""
        return _style(await self._session.one("SELECT * FROM styles WHERE guild_id = ? AND is_default = 1", guild_id))

    async def of_guild(self, guild_id: int, *states: StyleState) -> tuple[Style, ...]:
        """A server's styles in these states, in alphabetical order."""
        marks = ", ".join("?" * len(states))
        statement = f"SELECT * FROM styles WHERE guild_id = ? AND state IN ({marks}) ORDER BY name_key"  # noqa: S608
        rows = await self._session.all(statement, guild_id, *states)
        return tuple(style for style in map(_style, rows) if style is not None)

    async def uses_model(self, model_id: str) -> bool:
        """Whether any server has a style of this model."""
        return await self._session.one("SELECT 1 FROM styles WHERE model_id = ? LIMIT 1", model_id) is not None

    async def adopt(self, style_id: int, admin_user_id: int, now: int) -> None:
        """Members may pick it from now on."""
        await self._session.run(
            "UPDATE styles SET state = 'adopted', adopted_at = ?, adopted_by_user_id = ? WHERE id = ?",
            now,
            admin_user_id,
            style_id,
        )

    async def retire(self, style_id: int) -> None:
        """Nobody may pick it any more, and it is no default."""
        await self._session.run("UPDATE styles SET state = 'retired', is_default = 0 WHERE id = ?", style_id)

    async def set_default(self, guild_id: int, style_id: int | None) -> None:
        """Which adopted style is the server's default; None for the original. Run it in a transaction."""
        await self._session.run("UPDATE styles SET is_default = 0 WHERE guild_id = ? AND is_default = 1", guild_id)
        if style_id is not None:
            await self._session.run("UPDATE styles SET is_default = 1 WHERE id = ?", style_id)

    async def rename(self, style_id: int, name: str, name_key: str) -> None:
        """Gives a style another name."""
        await self._session.run("UPDATE styles SET name = ?, name_key = ? WHERE id = ?", name, name_key, style_id)

    async def set_strength(self, style_id: int, strength: int, model_id: str) -> None:
        """How strongly the style shows from now on, and the model that draws it so."""
        await self._session.run(
            "UPDATE styles SET strength = ?, model_id = ? WHERE id = ?", strength, model_id, style_id
        )

    async def delete(self, style_id: int) -> None:
        """Deletes a style that nobody adopted; its model stays."""
        await self._session.run("DELETE FROM styles WHERE id = ?", style_id)


def _style(row: sqlite3.Row | None) -> Style | None:
    if row is None:
        return None
    return Style(
        row["id"],
        row["guild_id"],
        row["name"],
        row["model_id"],
        row["strength"],
        row["run_id"],
        row["state"],
        bool(row["is_default"]),
        row["created_at"],
        row["adopted_at"],
        row["adopted_by_user_id"],
    )
