"""Who may blend with a member."""

from __future__ import annotations

from bot.store.database import Database
from bot.store.rows import BlendPrivacy

__all__ = ["BlendPrivacy", "PrivacyService"]


class PrivacyService:
    """Reads and sets a member's wish."""

    def __init__(self, store: Database) -> None:
        self._store = store

    async def get(self, user_id: int) -> BlendPrivacy:
        """The member's setting; everyone, where they never chose."""
        return (await self._store.read.members.get(user_id)).privacy

    async def set(self, user_id: int, privacy: BlendPrivacy) -> None:
        """Keeps the member's choice; raises `StoreBusy`."""
        async with self._store.write() as rows:
            await rows.members.set_privacy(user_id, privacy)
