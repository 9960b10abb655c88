"""Keeps the engine's own work out of the simulated Discord."""

from __future__ import annotations

import asyncio
from contextvars import Context
from types import TracebackType
from typing import Self

from gan.engine.interface import DrawRequest, Engine, EngineHealth, Ticket

__all__ = ["OutsideEngine"]


class OutsideEngine:
    """An engine whose tasks and timers run on the real clock.

    SimCord takes over the timers of everything that a command starts, and lets them fire only once the bot has come to
    rest. An engine that waits before it replaces a worker would then wait for itself; so it is called from an empty
    context, in which SimCord does not find the command.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def __aenter__(self) -> Self:
        await self._engine.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._engine.__aexit__(kind, error, trace)

    async def submit(self, request: DrawRequest) -> Ticket:
        """See `Engine.submit`."""
        return await Context().run(asyncio.ensure_future, self._engine.submit(request))

    def health(self) -> EngineHealth:
        """See `Engine.health`."""
        return self._engine.health()
