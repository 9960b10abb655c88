"""Drawings that were finished and could not be shown: kept, and shown when their member asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.services.drawn import Drawing
from bot.services.errors import NotYours, RequestGone
from bot.services.requests import DrawRequests
from bot.store.database import Database

__all__ = ["MissedService"]


class MissedService:
    """Remembers what Discord took no answer for any more. Such a request is `expired` and has avatars."""

    def __init__(self, store: Database, requests: DrawRequests, clock: Callable[[], float]) -> None:
        self._store = store
        self._requests = requests
        self._clock = clock

    async def note(self, request_id: int) -> None:
        """Closes a request that was drawn for nobody to see, which counts towards no quota; raises `StoreBusy`."""
        async with self._store.write() as rows:
            await rows.draws.set_state(request_id, "expired")
            await rows.draws.set_answered(request_id, int(self._clock()), None)
            await rows.charges.give_back(request_id)

    async def last(self, user_id: int) -> int | None:
        """The member's last such request whose avatars are still there; None where they have seen everything."""
        return await self._store.read.draws.unseen(user_id)

    async def again(self, user_id: int, request_id: int) -> Drawing:
        """Draws it once more, to be answered like any other; the avatars are those of the first time.

        Raises:
            RequestGone, NotYours, QueueIsFull, DrawingFailed
        """
        draw = await self._store.read.draws.get(request_id)
        if draw is None or all(subject.avatar_id is None for subject in draw.subjects):
            raise RequestGone
        if draw.owner_user_id != user_id:
            raise NotYours
        return await self._requests.resume(replace(draw, state="drawn"))
