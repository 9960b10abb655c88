"""What was last synced with Discord, so that commands are sent only when their definition changed."""

from __future__ import annotations

from bot.store.database import Database

__all__ = ["SyncService"]


class SyncService:
    """Remembers the hash of the command definitions, by scope (`global`, or a guild id as text)."""

    def __init__(self, store: Database) -> None:
        self._store = store

    async def hash(self, scope: str) -> str | None:
        """The hash last synced; None where nothing was."""
        return await self._store.read.state.get(f"commands:{scope}")

    async def synced(self, scope: str, digest: str) -> None:
        """Keeps the hash of what was just synced."""
        async with self._store.write() as rows:
            await rows.state.put(f"commands:{scope}", digest)
