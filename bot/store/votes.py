"""Votes for the avatar of the week, and who won."""

from __future__ import annotations

from bot.store.community_rows import Winner
from bot.store.session import Session

__all__ = ["Votes"]


class Votes:
    """The tables `wall_votes` and `wall_winners`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def cast(
        self, guild_id: int, week: str, user_id: int, candidate_user_id: int, avatar_id: int, now: int
    ) -> None:
        """Gives a member's vote of a week, in place of the one that they gave before."""
        before = await self.of_member(guild_id, week, user_id)
        if before == avatar_id:
            return  # given again, it must not lose its place in the order of votes
        await self.take_back(guild_id, week, user_id)
        await self._session.insert(
            "INSERT INTO wall_votes (guild_id, week, user_id, candidate_user_id, avatar_id, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            guild_id,
            week,
            user_id,
            candidate_user_id,
            avatar_id,
            now,
        )

    async def of_member(self, guild_id: int, week: str, user_id: int) -> int | None:
        """The avatar that a member voted for."""
        row = await self._session.one(
            "SELECT avatar_id FROM wall_votes WHERE guild_id = ? AND week = ? AND user_id = ?", guild_id, week, user_id
        )
        return None if row is None else row["avatar_id"]

    async def take_back(self, guild_id: int, week: str, user_id: int) -> None:
        """Takes a member's vote back."""
        await self._session.run(
            "DELETE FROM wall_votes WHERE guild_id = ? AND week = ? AND user_id = ?", guild_id, week, user_id
        )

    async def count(self, guild_id: int, week: str, avatar_id: int) -> int:
        """How many votes an avatar has."""
        row = await self._session.one(
            "SELECT count(*) AS total FROM wall_votes WHERE guild_id = ? AND week = ? AND avatar_id = ?",
            guild_id,
            week,
            avatar_id,
        )
        return 0 if row is None else row["total"]

    async def drop_candidate(self, guild_id: int, week: str, candidate_user_id: int) -> None:
        """Drops the votes for whoever is on the wall no more."""
        await self._session.run(
            "DELETE FROM wall_votes WHERE guild_id = ? AND week = ? AND candidate_user_id = ?",
            guild_id,
            week,
            candidate_user_id,
        )

    async def drop_picture(self, guild_id: int, week: str, pixel_hash: str) -> None:
        """Drops the votes for a picture that was taken off the wall."""
        await self._session.run(
            "DELETE FROM wall_votes WHERE guild_id = ? AND week = ?"
            " AND EXISTS (SELECT 1 FROM avatars WHERE avatars.id = wall_votes.avatar_id AND pixel_hash = ?)",
            guild_id,
            week,
            pixel_hash,
        )

    async def decide(self, week: str, now: int, guild_id: int | None = None) -> int:
        """Writes down who won the weeks before this one, where that is still open; how many.

        Of several with as many votes it is the one that had them first: whose last vote came earliest.

        Args:
            guild_id: of which server; None for all.
        """
        return await self._session.run(
            "INSERT INTO wall_winners (guild_id, week, user_id, avatar_id, votes, decided_at)"
            " SELECT guild_id, week, candidate_user_id, avatar_id, votes, ? FROM"
            " (SELECT guild_id, week, candidate_user_id, avatar_id, count(*) AS votes,"
            "   row_number() OVER (PARTITION BY guild_id, week ORDER BY count(*) DESC, max(id)) AS rank"
            "  FROM wall_votes WHERE week < ? AND guild_id = ifnull(?, guild_id) GROUP BY guild_id, week, avatar_id)"
            " WHERE rank = 1 ON CONFLICT (guild_id, week) DO NOTHING",
            now,
            week,
            guild_id,
        )

    async def undecided(self, guild_id: int, week: str) -> bool:
        """Whether a server has a week before this one whose winner is not written down."""
        row = await self._session.one(
            "SELECT 1 FROM wall_votes WHERE guild_id = ? AND week < ? AND NOT EXISTS (SELECT 1 FROM wall_winners"
            " WHERE guild_id = wall_votes.guild_id AND week = wall_votes.week) LIMIT 1",
            guild_id,
            week,
        )
        return row is not None

    async def winner(self, guild_id: int, week: str) -> Winner | None:
        """Who won a week; None where nobody had a vote."""
        row = await self._session.one("SELECT * FROM wall_winners WHERE guild_id = ? AND week = ?", guild_id, week)
        return None if row is None else Winner(row["week"], row["user_id"], row["avatar_id"], row["votes"])

    async def delete_past(self, before: int) -> tuple[int, int]:
        """Deletes votes given, and winners found, before a time; how many of each."""
        votes = await self._session.run("DELETE FROM wall_votes WHERE created_at < ?", before)
        return votes, await self._session.run("DELETE FROM wall_winners WHERE decided_at < ?", before)
