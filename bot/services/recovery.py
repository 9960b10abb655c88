"""After a restart: the requests that were open when the bot went away."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, Literal

import structlog

from bot.errors import MemberError
from bot.services.drawn import Drawn
from bot.services.errors import DrawTookTooLong, QueueIsFull
from bot.services.requests import DrawRequests
from bot.store.database import Database
from bot.store.rows import StoredDraw

__all__ = ["Recovered", "RecoveryService"]

# Members served at once; the requests of one member are taken one by one, so that none finds the queue full.
_AT_ONCE: Final = 8

_log = structlog.stdlib.get_logger(__name__)

OnDrawn = Callable[[Drawn], Awaitable[None]]
OnFailed = Callable[[StoredDraw, MemberError], Awaitable[None]]
OnExpired = Callable[[StoredDraw], Awaitable[None]]
_Outcome = Literal["redrawn", "failed", "expired", "left_open"]


@dataclass(frozen=True, slots=True)
class Recovered:
    """How many requests were answered, failed, or came too late; `left_open` ones could not be answered just now."""

    redrawn: int
    failed: int
    expired: int
    left_open: int


class RecoveryService:
    """Finishes what was open."""

    def __init__(
        self, store: Database, requests: DrawRequests, clock: Callable[[], float], retry_seconds: float = 2.0
    ) -> None:
        self._store = store
        self._requests = requests
        self._clock = clock
        self._retry_seconds = retry_seconds

    async def recover(self, on_drawn: OnDrawn, on_failed: OnFailed, on_expired: OnExpired) -> Recovered:
        """Draws the open requests whose token lives, and closes the others.

        Requests that came in since the bot started are left to those who wait for them.

        Args:
            on_drawn: edits the answer through `drawn.origin.token`. The request is closed once this returned (call
                `DrawRequests.answered` in it to record the message); if it raises, the request stays open.
            on_failed: says so through the token.
            on_expired: may say so in the channel (`draw.origin.channel_id`); called once at most for a request.
        """
        open_requests = await self._store.read.draws.open_requests()
        by_member: dict[int, list[StoredDraw]] = {}
        for draw in open_requests:
            if self._requests.is_waited_for(draw.origin.interaction_id):
                continue
            by_member.setdefault(draw.owner_user_id, []).append(draw)
        outcomes: list[_Outcome] = []
        places = asyncio.Semaphore(_AT_ONCE)

        async def serve(draws: list[StoredDraw]) -> None:
            async with places:
                outcomes.extend([await self._recover_one(draw, on_drawn, on_failed, on_expired) for draw in draws])

        async with asyncio.TaskGroup() as group:
            for draws in by_member.values():
                group.create_task(serve(draws))
        return Recovered(*(outcomes.count(outcome) for outcome in ("redrawn", "failed", "expired", "left_open")))

    async def _recover_one(
        self, draw: StoredDraw, on_drawn: OnDrawn, on_failed: OnFailed, on_expired: OnExpired
    ) -> _Outcome:
        try:
            if draw.expires_at <= self._clock():
                await self._expire(draw)
                await on_expired(draw)
                return "expired"
            try:
                drawn = await self._draw(draw)
            except MemberError as error:
                await on_failed(draw, error)
                # Where it had been drawn before the bot went away, its pictures count already.
                await self._requests.give_back(draw.id)
                await self._requests.answered(draw.id)
                return "failed"
            await on_drawn(drawn)
            current = await self._store.read.draws.get(draw.id)
            if current is not None and current.answered_at is None:
                await self._requests.answered(draw.id)
        except Exception as error:  # one request must not keep the others from being answered
            _log.exception("recovery_failed", request=draw.id, problem=str(error))
            return "left_open"
        return "redrawn"

    async def _draw(self, draw: StoredDraw) -> Drawn:
        while self._clock() < draw.expires_at:
            try:
                return await (await self._requests.resume(draw)).result()
            except QueueIsFull:
                await asyncio.sleep(self._retry_seconds)
        raise DrawTookTooLong

    async def _expire(self, draw: StoredDraw) -> None:
        async with self._store.write() as rows:
            await rows.draws.set_state(draw.id, "expired")
            await rows.draws.set_answered(draw.id, int(self._clock()), None)
            # Where it had been drawn, the pictures never reached the member.
            await rows.charges.give_back(draw.id)
