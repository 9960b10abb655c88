"""What the bot knows of training: plain data in, plain data out.

`gan.engine.trainer.LocalTrainer` trains in processes on this machine; anything that keeps this protocol (a cluster, a
fake in a test) can take its place. Importable without torch.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

__all__ = [
    "Finished",
    "Gate",
    "Progress",
    "TrainerClosed",
    "TrainerEngine",
    "TrainingCancelled",
    "TrainingError",
    "TrainingFailed",
    "TrainingJob",
    "TrainingTicket",
]


class TrainingError(Exception):
    """A training did not come to its end."""


class TrainingFailed(TrainingError):
    """It failed for good; the message is one sentence that says what to do."""


class TrainingCancelled(TrainingError):
    """It was cancelled, and its process has ended."""


class TrainerClosed(TrainingError):
    """The engine was shut down first; the same job, submitted to the next one, goes on from its last checkpoint."""


@dataclass(frozen=True, slots=True)
class TrainingJob:
    """One training.

    Attributes:
        id: unique; a job submitted twice is trained once.
        folder: where everything of it is kept. A job whose folder has a checkpoint goes on from it.
        name: of the model that comes of it; letters, digits and hyphens.
        pictures: what to learn from.
        base: id of the model to begin from; None for the default one.
        steps: how far to train, all told; None for as far as the trainer thinks right.
    """

    id: str
    folder: Path
    name: str
    pictures: tuple[Path, ...]
    base: str | None = None
    steps: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a training is.

    Attributes:
        position: how many jobs are trained before this one; 0 once it is its turn.
        begun: whether the trainer has begun to learn.
        steps: how far it goes.
        rate: steps a second.
        seconds_left: the trainer's own estimate.
        kid: the Kernel Inception Distance to the pictures, as last measured; smaller is nearer.
        preview: the same eight faces before (upper row) and after.
        device: what it trains on.
    """

    position: int
    begun: bool = False
    step: int = 0
    steps: int | None = None
    rate: float | None = None
    seconds_left: float | None = None
    kid: float | None = None
    preview: Path | None = None
    device: str | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """One of the measures that a model must pass.

    Attributes:
        least: the value must be at least the limit; else at most.
    """

    name: str
    value: float
    limit: float
    least: bool
    passed: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """What came of a training.

    Attributes:
        model_id: SHA-256 of the weights.
        card, weights: the model's two files.
        grid: the eight faces before and after.
        strip: the same eight faces at no, half and full strength of the style.
    """

    step: int
    model_id: str
    card: Path
    weights: Path
    grid: Path | None
    strip: Path | None
    gates: tuple[Gate, ...]

    @property
    def passed(self) -> bool:
        """Whether the model passed every gate."""
        return all(gate.passed for gate in self.gates)


class TrainingTicket(Protocol):
    """A job that was submitted."""

    @property
    def progress(self) -> Progress:
        """How far it is now."""
        ...

    def changes(self) -> AsyncIterator[Progress]:
        """Yields how far it is now and at each change; ends when the job is done, failed or cancelled."""
        ...

    async def result(self) -> Finished:
        """What came of it.

        Raises:
            TrainingFailed: it cannot go on; the message says what to do.
            TrainingCancelled: it was cancelled.
            TrainerClosed: the engine was shut down first.
        """
        ...

    def cancel(self) -> None:
        """Stops it; harmless once it is done."""
        ...


class TrainerEngine(Protocol):
    """Trains jobs, one a device at a time, in the order in which they came."""

    async def __aenter__(self) -> Self: ...
    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    async def submit(self, job: TrainingJob) -> TrainingTicket:
        """Takes a place in line and returns at once; raises `TrainerClosed`."""
        ...
