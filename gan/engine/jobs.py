"""One request on its way through the local engine, and the tickets for it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Protocol

from gan.engine.interface import DrawCancelled, DrawRequest, EngineError, Picture

__all__ = ["Changes", "Desk", "Job", "LocalTicket"]


class Changes:
    """Wakes whoever waits for the next change, however many there are."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    @property
    def next(self) -> asyncio.Event:
        """Set at the next change. Take it before you look at what may change, and no change is missed."""
        return self._next

    def tell(self) -> None:
        """Something changed."""
        self._next.set()
        self._next = asyncio.Event()


@dataclass(slots=True, eq=False)
class Job:
    """A request while it is pending.

    Attributes:
        request: what was asked.
        to_draw: indices of the recipes that no worker has, next first; those of one model follow one another.
        handed_out: how many of its pictures workers were given in its present turn.
        pictures: what is drawn so far, by index.
        tries: by index, how many workers were lost over it.
        tickets: who waits for it.
        deadline: the timer of its time limit, once it has started.
        done: nothing more is to be drawn for it.
    """

    request: DrawRequest
    to_draw: deque[int] = field(init=False)
    handed_out: int = 0
    pictures: dict[int, Picture] = field(default_factory=dict[int, Picture])
    tries: dict[int, int] = field(default_factory=dict[int, int])
    tickets: set[LocalTicket] = field(default_factory=set["LocalTicket"])
    deadline: asyncio.TimerHandle | None = None
    done: bool = False

    def __post_init__(self) -> None:
        # One model after the other: a worker keeps few painters, and loading one takes longer than a picture does.
        recipes = self.request.recipes
        self.to_draw = deque(sorted(range(len(recipes)), key=lambda index: recipes[index].model_id))

    def finish(self, outcome: tuple[Picture, ...] | EngineError) -> None:
        """Answers every ticket, once; later outcomes are dropped."""
        self.done = True
        self.to_draw.clear()
        if self.deadline is not None:
            self.deadline.cancel()
        for ticket in self.tickets:
            ticket.answer(outcome)
        self.tickets.clear()


class Desk(Protocol):
    """What a ticket needs of the engine that wrote it."""

    @property
    def changes(self) -> Changes:
        """Tells of every change of a position."""
        ...

    def position(self, job: Job) -> int:
        """How many requests will be started before this one."""
        ...

    def give_up(self, job: Job) -> None:
        """Nobody waits for this job any more."""
        ...


class LocalTicket:
    """Keeps `gan.engine.interface.Ticket`. Several tickets may wait for one job; each is cancelled for itself."""

    def __init__(self, desk: Desk, job: Job) -> None:
        self._desk = desk
        self._job = job
        self._answer: asyncio.Future[tuple[Picture, ...]] = asyncio.get_running_loop().create_future()
        job.tickets.add(self)

    @property
    def position(self) -> int:
        """How many requests will be started before this one; 0 once it is being drawn (or done)."""
        return 0 if self._answer.done() else self._desk.position(self._job)

    async def positions(self) -> AsyncIterator[int]:
        """Yields the position now and at each change; ends when the request is done, failed or cancelled."""
        told: int | None = None
        while not self._answer.done():
            change = self._desk.changes.next
            now = self.position
            if now != told:
                told = now
                yield now
            else:
                await change.wait()

    async def result(self) -> tuple[Picture, ...]:
        """The pictures, in the recipes' order; raises as the interface says."""
        return await asyncio.shield(self._answer)

    def cancel(self) -> None:
        """Gives the place up; harmless once the request is done."""
        if self._answer.done():
            return
        self._job.tickets.discard(self)
        self.answer(DrawCancelled("This drawing was cancelled."))
        if not self._job.tickets:
            self._desk.give_up(self._job)

    def answer(self, outcome: tuple[Picture, ...] | EngineError) -> None:
        """What the engine has to say."""
        if isinstance(outcome, EngineError):
            self._answer.set_exception(outcome)
            # Marks the error as seen: a ticket that nobody awaits any more is no fault of the program.
            self._answer.exception()
        else:
            self._answer.set_result(outcome)
