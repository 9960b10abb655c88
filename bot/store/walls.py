"""Walls: who wants to be on which server's, what was taken off, and where they are posted."""

from __future__ import annotations

import sqlite3

from bot.store.avatars import avatar_of
from bot.store.community_rows import Gallery, Place, Spot
from bot.store.session import Session

__all__ = ["Walls"]

# Whoever wants to be there, lets others blend with them at all, and wears an avatar that they have saved. The votes are
# counted once for the whole wall: an avatar may have many of weeks that are over.
_SPOTS = (
    "SELECT avatars.*, wall_places.name AS shown_name, ifnull(votes, 0) AS votes, last_vote"
    " FROM wall_places JOIN members USING (user_id) JOIN avatars ON avatars.id = worn_avatar_id"
    " LEFT JOIN (SELECT avatar_id, count(*) AS votes, max(id) AS last_vote FROM wall_votes"
    " WHERE guild_id = ? AND week = ? GROUP BY avatar_id) AS voted ON voted.avatar_id = avatars.id"
    " WHERE wall_places.guild_id = ? AND privacy <> 'nobody' AND avatars.name IS NOT NULL"
)
_REMOVED = (
    "EXISTS (SELECT 1 FROM wall_removals WHERE guild_id = wall_places.guild_id AND pixel_hash = avatars.pixel_hash)"
)
_ORDER = "ORDER BY joined_at, wall_places.user_id"


class Walls:
    """The tables `wall_places`, `wall_removals` and `galleries`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def place(self, guild_id: int, user_id: int) -> Place | None:
        """A member's place; None where they do not want to be on the wall."""
        row = await self._session.one("SELECT * FROM wall_places WHERE guild_id = ? AND user_id = ?", guild_id, user_id)
        return None if row is None else _place(row)

    async def join(self, guild_id: int, user_id: int, name: str, now: int) -> None:
        """Notes that a member wants to be on the wall, or is still on the server, and what they are called."""
        await self._session.run(
            "INSERT INTO wall_places (guild_id, user_id, name, joined_at, seen_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (guild_id, user_id) DO UPDATE SET name = excluded.name, seen_at = excluded.seen_at",
            guild_id,
            user_id,
            name,
            now,
            now,
        )

    async def leave(self, guild_id: int, user_id: int) -> bool:
        """Takes a member's place away; False where they had none."""
        changed = await self._session.run(
            "DELETE FROM wall_places WHERE guild_id = ? AND user_id = ?", guild_id, user_id
        )
        return changed > 0

    async def unseen(self, guild_id: int, before: int, most: int) -> tuple[Place, ...]:
        """Who was last known to be a member before a time, the longest ago first."""
        rows = await self._session.all(
            "SELECT * FROM wall_places WHERE guild_id = ? AND seen_at < ? ORDER BY seen_at, user_id LIMIT ?",
            guild_id,
            before,
            most,
        )
        return tuple(map(_place, rows))

    async def spots(self, guild_id: int, week: str) -> tuple[Spot, ...]:
        """The faces on a wall, in the order in which their members joined it.

        Args:
            week: of which the votes are counted.
        """
        rows = await self._session.all(f"{_SPOTS} AND NOT {_REMOVED} {_ORDER}", guild_id, week, guild_id)
        return tuple(map(_spot, rows))

    async def removed_spots(self, guild_id: int, week: str) -> tuple[Spot, ...]:
        """The faces that would be there, had moderators not taken them off."""
        rows = await self._session.all(f"{_SPOTS} AND {_REMOVED} {_ORDER}", guild_id, week, guild_id)
        return tuple(map(_spot, rows))

    async def remove(self, guild_id: int, pixel_hash: str, now: int) -> bool:
        """Takes a picture off a wall; False where it was off already."""
        changed = await self._session.run(
            "INSERT INTO wall_removals (guild_id, pixel_hash, removed_at) VALUES (?, ?, ?)"
            " ON CONFLICT (guild_id, pixel_hash) DO NOTHING",
            guild_id,
            pixel_hash,
            now,
        )
        return changed > 0

    async def put_back(self, guild_id: int, pixel_hash: str) -> bool:
        """Lets a picture on the wall again; False where it was not taken off."""
        changed = await self._session.run(
            "DELETE FROM wall_removals WHERE guild_id = ? AND pixel_hash = ?", guild_id, pixel_hash
        )
        return changed > 0

    async def is_removed(self, guild_id: int, pixel_hash: str) -> bool:
        """Whether a picture was taken off a wall."""
        row = await self._session.one(
            "SELECT 1 FROM wall_removals WHERE guild_id = ? AND pixel_hash = ?", guild_id, pixel_hash
        )
        return row is not None

    async def gallery(self, guild_id: int) -> Gallery | None:
        """Where a server's wall is posted."""
        row = await self._session.one("SELECT * FROM galleries WHERE guild_id = ?", guild_id)
        return None if row is None else Gallery(row["guild_id"], row["channel_id"], row["posted_week"])

    async def set_gallery(self, guild_id: int, channel_id: int, week: str) -> None:
        """Posts a server's wall there from now on; for the first time when this week is over."""
        await self._session.run(
            "INSERT INTO galleries (guild_id, channel_id, posted_week) VALUES (?, ?, ?)"
            " ON CONFLICT (guild_id) DO UPDATE SET channel_id = excluded.channel_id",
            guild_id,
            channel_id,
            week,
        )

    async def drop_gallery(self, guild_id: int) -> bool:
        """Posts it no more; False where it was posted nowhere."""
        return await self._session.run("DELETE FROM galleries WHERE guild_id = ?", guild_id) > 0

    async def galleries_due(self, week: str) -> tuple[Gallery, ...]:
        """The servers whose wall was not posted in this week yet."""
        rows = await self._session.all("SELECT * FROM galleries WHERE posted_week < ? ORDER BY guild_id", week)
        return tuple(Gallery(row["guild_id"], row["channel_id"], row["posted_week"]) for row in rows)

    async def claim_post(self, guild_id: int, week: str) -> bool:
        """Notes that a server's wall is posted in this week; False where that was noted before."""
        changed = await self._session.run(
            "UPDATE galleries SET posted_week = ? WHERE guild_id = ? AND posted_week < ?", week, guild_id, week
        )
        return changed > 0


def _place(row: sqlite3.Row) -> Place:
    return Place(row["guild_id"], row["user_id"], row["name"], row["joined_at"], row["seen_at"])


def _spot(row: sqlite3.Row) -> Spot:
    return Spot(row["owner_user_id"], row["shown_name"], avatar_of(row), row["votes"], row["last_vote"] or 0)
