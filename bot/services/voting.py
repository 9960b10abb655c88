"""The avatar of the week: one vote for each member and week, for a face on the server's wall."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.services.community_errors import NotOnWall, VoteForSelf
from bot.services.weeks import begins_at, week_of
from bot.store.community_rows import Spot
from bot.store.database import Database

__all__ = ["Vote", "VotingService"]


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote that was given.

    Attributes:
        spot: for whom; with the votes that it has now.
        changed: it took the place of a vote for somebody else.
        ends_at: until when it can be changed, in UTC epoch seconds.
    """

    spot: Spot
    changed: bool
    ends_at: int


class VotingService:
    """Takes votes. Ties are settled by who had as many votes first."""

    def __init__(self, store: Database, clock: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock

    async def vote(self, guild_id: int, user_id: int, avatar_id: int) -> Vote:
        """Gives a member's vote of this week, or changes it.

        Raises:
            NotOnWall, VoteForSelf, StoreBusy
        """
        async with self._store.write() as rows:
            # In its turn alone: one that waited for it over midnight must not be for a week that is decided.
            now = self._clock()
            week = week_of(now)
            spots = {spot.avatar.id: spot for spot in await rows.walls.spots(guild_id, week)}
            if (spot := spots.get(avatar_id)) is None:
                raise NotOnWall
            if spot.user_id == user_id:
                raise VoteForSelf
            before = await rows.votes.of_member(guild_id, week, user_id)
            await rows.votes.cast(guild_id, week, user_id, spot.user_id, avatar_id, int(now))
            votes = await rows.votes.count(guild_id, week, avatar_id)
        return Vote(
            Spot(spot.user_id, spot.name, spot.avatar, votes),
            changed=before not in (None, avatar_id),
            ends_at=begins_at(week, later=1),
        )
