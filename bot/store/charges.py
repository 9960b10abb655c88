"""Pictures that count towards members' quotas."""

from __future__ import annotations

from typing import Final

from bot.store.session import Session
from bot.store.settings_rows import Charge

__all__ = ["Charges"]

# Seconds past its answer's time in which a request may still be drawn; an older one was given up, whatever it says.
_PATIENCE: Final = 60 * 60

# Whether a charge counts: its pictures were drawn, or its request waits for them. The last value is the time.
_COUNTS: Final = (
    "(settled = 1 OR EXISTS (SELECT 1 FROM draw_requests WHERE draw_requests.id = quota_charges.request_id"
    " AND answered_at IS NULL AND state = 'queued' AND expires_at + ? > ?))"
)


class Charges:
    """The table `quota_charges`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def reserve(self, guild_id: int, user_id: int, request_id: int, pictures: int, now: int) -> None:
        """Counts the pictures of a request that is about to be queued."""
        await self._session.run(
            "INSERT INTO quota_charges (guild_id, user_id, request_id, pictures, asked_at) VALUES (?, ?, ?, ?, ?)",
            guild_id,
            user_id,
            request_id,
            pictures,
            now,
        )

    async def settle(self, request_id: int) -> None:
        """The pictures of a request were drawn: they count, whatever becomes of the request."""
        await self._session.run("UPDATE quota_charges SET settled = 1 WHERE request_id = ?", request_id)

    async def give_back(self, request_id: int) -> None:
        """The member never got the pictures of a request: they do not count."""
        await self._session.run("DELETE FROM quota_charges WHERE request_id = ?", request_id)

    async def since(self, guild_id: int, user_id: int, after: int, now: int) -> tuple[Charge, ...]:
        """What counts for a member on a server and was asked for after a time, the oldest first."""
        rows = await self._session.all(
            f"SELECT asked_at, pictures FROM quota_charges WHERE guild_id = ? AND user_id = ? AND asked_at > ?"  # noqa: S608
            f" AND {_COUNTS} ORDER BY asked_at, id",
            guild_id,
            user_id,
            after,
            _PATIENCE,
            now,
        )
        return tuple(Charge(row["asked_at"], row["pictures"]) for row in rows)

    async def delete_past(self, before: int, now: int) -> int:
        """Deletes what was asked for before a time, and what counts no more; how many."""
        return await self._session.run(
            f"DELETE FROM quota_charges WHERE asked_at < ? OR NOT {_COUNTS}",  # noqa: S608
            before,
            _PATIENCE,
            now,
        )
