"""What the bot remembers of itself."""

from __future__ import annotations

from bot.store.session import Session

__all__ = ["State"]


class State:
    """The table `bot_state`: texts by key."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, key: str) -> str | None:
        """The text kept under a key."""
        row = await self._session.one("SELECT value FROM bot_state WHERE key = ?", key)
        return None if row is None else row["value"]

    async def put(self, key: str, value: str) -> None:
        """Keeps a text under a key."""
        await self._session.run(
            "INSERT INTO bot_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            key,
            value,
        )
