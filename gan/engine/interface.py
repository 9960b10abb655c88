"""What the bot knows of drawing: plain data in, plain data out.

`gan.engine.local.LocalEngine` draws in worker processes on this machine; anything that keeps this protocol (a cluster,
a fake in a test) can take its place. Importable without torch.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from gan.recipe import Recipe

__all__ = [
    "DrawCancelled",
    "DrawFailed",
    "DrawRequest",
    "DrawTimeout",
    "Engine",
    "EngineClosed",
    "EngineError",
    "EngineHealth",
    "MemberQueueFull",
    "Picture",
    "QueueFull",
    "Ticket",
]


class EngineError(Exception):
    """The engine could not answer a request."""


class QueueFull(EngineError):
    """The queue holds as many requests as it may (all told, or of this member); ask again later."""


class MemberQueueFull(QueueFull):
    """This member already has as many requests waiting as one member may; the queue itself has room."""


class DrawTimeout(EngineError):
    """The request took longer than its time limit, tries included."""


class DrawFailed(EngineError):
    """The request failed for good: a model that is missing or damaged, or workers that died at every try."""


class DrawCancelled(EngineError):
    """The request's place was given up before it was drawn."""


class EngineClosed(EngineError):
    """The engine was shut down before the request was drawn, or is not running."""


@dataclass(frozen=True, slots=True)
class DrawRequest:
    """One member's wish for one or more pictures.

    Attributes:
        id: unique; a request submitted twice is drawn once, and both tickets get the pictures.
        member: whom fairness is between (a user id as text).
        recipes: one picture each, in this order.
        size: side of the pictures in pixels; None for the model's own resolution.
    """

    id: str
    member: str
    recipes: tuple[Recipe, ...]
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn avatar.

    Attributes:
        recipe: what it was drawn from.
        png: the encoded picture.
        pixel_hash: SHA-256 (hexadecimal) of the RGB bytes, row by row; independent of the PNG encoder.
        size: side in pixels.
    """

    recipe: Recipe
    png: bytes
    pixel_hash: str
    size: int


@dataclass(frozen=True, slots=True)
class EngineHealth:
    """What `doctor` and the logs report.

    Attributes:
        workers: live worker processes.
        waiting: requests in the queue.
        drawing: requests being drawn.
        replaced: workers replaced since the engine started.
        device: `cpu` or the name of the GPU.
    """

    workers: int
    waiting: int
    drawing: int
    replaced: int
    device: str


class Ticket(Protocol):
    """A place in the queue."""

    @property
    def position(self) -> int:
        """How many requests will be started before this one; 0 once it is being drawn (or done)."""
        ...

    def positions(self) -> AsyncIterator[int]:
        """Yields the position now and at each change; ends when the request is done, failed or cancelled."""
        ...

    async def result(self) -> tuple[Picture, ...]:
        """The pictures, in the recipes' order.

        Raises:
            DrawTimeout: it took too long, tries included.
            DrawFailed: it cannot be drawn; the message says why.
            DrawCancelled: this ticket was cancelled.
            EngineClosed: the engine was shut down first; the request may be submitted again to the next one.
        """
        ...

    def cancel(self) -> None:
        """Gives the place up; harmless once the request is done."""
        ...


class Engine(Protocol):
    """Draws recipes, fairly between members."""

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    async def submit(self, request: DrawRequest) -> Ticket:
        """Takes a place in the queue and returns at once; raises `QueueFull`."""
        ...

    def health(self) -> EngineHealth:
        """How the engine is now."""
        ...
