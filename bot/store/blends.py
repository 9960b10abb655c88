"""Questions between members: may I blend with you?"""

from __future__ import annotations

import sqlite3

from bot.store.rows import BlendRequest, BlendState, Origin
from bot.store.session import Session
from gan.recipe import BlendMode, Sides

__all__ = ["Blends"]


class Blends:
    """The table `blend_requests`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(
        self,
        origin: Origin,
        asked_user_id: int,
        strength: int,
        mode: BlendMode,
        now: int,
        expires_at: int,
        sides: Sides | None = None,
    ) -> BlendRequest:
        """Writes a question; the asker has no other one open to the same member."""
        request_id = await self._session.insert(
            "INSERT INTO blend_requests (interaction_id, asker_user_id, asked_user_id, guild_id, channel_id, strength,"
            " mode, created_at, expires_at, coarse, middle, fine) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            origin.interaction_id,
            origin.user_id,
            asked_user_id,
            origin.guild_id,
            origin.channel_id,
            strength,
            mode,
            now,
            expires_at,
            *((None, None, None) if sides is None else (sides.coarse, sides.middle, sides.fine)),
        )
        return BlendRequest(
            request_id,
            origin.interaction_id,
            origin.user_id,
            asked_user_id,
            origin.guild_id,
            origin.channel_id,
            strength,
            mode,
            "pending",
            now,
            expires_at,
            sides,
        )

    async def get(self, request_id: int) -> BlendRequest | None:
        """A question by its id."""
        return _request(await self._session.one("SELECT * FROM blend_requests WHERE id = ?", request_id))

    async def of_interaction(self, interaction_id: int) -> BlendRequest | None:
        """The question that an interaction asked."""
        row = await self._session.one("SELECT * FROM blend_requests WHERE interaction_id = ?", interaction_id)
        return _request(row)

    async def pending(self, asker_user_id: int, asked_user_id: int) -> BlendRequest | None:
        """The open question from one member to another."""
        return _request(
            await self._session.one(
                "SELECT * FROM blend_requests WHERE asker_user_id = ? AND asked_user_id = ? AND state = 'pending'",
                asker_user_id,
                asked_user_id,
            )
        )

    async def set_state(self, request_id: int, state: BlendState) -> None:
        """Notes the answer."""
        await self._session.run("UPDATE blend_requests SET state = ? WHERE id = ?", state, request_id)

    async def delete(self, request_id: int) -> None:
        """Takes a question back."""
        await self._session.run("DELETE FROM blend_requests WHERE id = ?", request_id)

    async def delete_past(self, before: int) -> int:
        """Deletes the questions that ran out before a time, answered or not; how many."""
        return await self._session.run("DELETE FROM blend_requests WHERE expires_at < ?", before)

    async def expire(self, now: int) -> int:
        """Closes the questions whose time is over; how many."""
        return await self._session.run(
            "UPDATE blend_requests SET state = 'expired' WHERE state = 'pending' AND expires_at <= ?", now
        )


def _request(row: sqlite3.Row | None) -> BlendRequest | None:
    if row is None:
        return None
    return BlendRequest(
        row["id"],
        row["interaction_id"],
        row["asker_user_id"],
        row["asked_user_id"],
        row["guild_id"],
        row["channel_id"],
        row["strength"],
        row["mode"],
        row["state"],
        row["created_at"],
        row["expires_at"],
        None if row["coarse"] is None else Sides(row["coarse"], row["middle"], row["fine"]),
    )
