"""A request of many pictures, asked of an engine a few at a time, so that others get their turn in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Final

from gan.engine.interface import DrawCancelled, DrawRequest, Engine, Picture, QueueFull, Ticket

__all__ = ["BATCH", "BatchTicket", "submit_in_batches"]

# Pictures that are asked for at once.
BATCH: Final = 16
# While a later batch finds the queue full, it is asked for again: so often, and after so many seconds.
_TRIES: Final = 150
_PAUSE: Final = 2.0
# Seconds between looks at whether the next batch has its place.
_LOOK: Final = 0.05


async def submit_in_batches(engine: Engine, request: DrawRequest, *, pause: float = _PAUSE) -> Ticket:
    """Takes a place for a request of any length, like `Engine.submit`; raises `QueueFull` for its beginning alone.

    Args:
        pause: seconds until a later batch that finds the queue full is asked for again.
    """
    if len(request.recipes) <= BATCH:
        return await engine.submit(request)
    starts = range(0, len(request.recipes), BATCH)
    batches = [
        replace(request, id=f"{request.id}-{start}", recipes=request.recipes[start : start + BATCH]) for start in starts
    ]
    return BatchTicket(engine, await engine.submit(batches[0]), batches[1:], pause)


class BatchTicket:
    """The place of one batch after another; keeps `gan.engine.interface.Ticket`."""

    def __init__(self, engine: Engine, first: Ticket, later: Sequence[DrawRequest], pause: float) -> None:
        self._engine = engine
        self._now = first
        self._pause = pause
        self._drawing = asyncio.create_task(self._draw(later))
        self._drawing.add_done_callback(_seen)

    @property
    def position(self) -> int:
        """How many requests will be started before this one's batch; 0 once it is being drawn (or all is done)."""
        return 0 if self._drawing.done() else self._now.position

    async def positions(self) -> AsyncIterator[int]:
        """Yields the position now and at each change; ends when the request is done, failed or cancelled."""
        told: int | None = None
        while not self._drawing.done():
            async for place in self._now.positions():
                if place != told:
                    told = place
                    yield place
            await asyncio.wait([self._drawing], timeout=_LOOK)

    async def result(self) -> tuple[Picture, ...]:
        """The pictures, in the recipes' order; raises as the interface says, and `QueueFull` after minutes of that."""
        try:
            return await asyncio.shield(self._drawing)
        except asyncio.CancelledError:
            if self._drawing.cancelled():
                raise DrawCancelled("This drawing was cancelled.") from None
            raise

    def cancel(self) -> None:
        """Gives the place up; harmless once the request is done."""
        if not self._drawing.done():
            self._drawing.cancel()
            self._now.cancel()

    async def _draw(self, later: Sequence[DrawRequest]) -> tuple[Picture, ...]:
        pictures = list(await self._now.result())
        for batch in later:
            self._now = await self._place(batch)
            pictures += await self._now.result()
        return tuple(pictures)

    async def _place(self, batch: DrawRequest) -> Ticket:
        for _ in range(_TRIES - 1):
            try:
                return await self._engine.submit(batch)
            except QueueFull:
                await asyncio.sleep(self._pause)
        return await self._engine.submit(batch)


def _seen(drawing: asyncio.Task[tuple[Picture, ...]]) -> None:
    """Marks a failure as seen: a ticket that nobody awaits any more is no fault of the program."""
    if not drawing.cancelled():
        drawing.exception()
