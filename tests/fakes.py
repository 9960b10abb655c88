"""Stand-ins for tests that need no real drawing: an engine under the test's control, a registry of cards, a clock."""

from __future__ import annotations

import asyncio
import hashlib
import json
import struct
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from gan.engine.interface import DrawCancelled, DrawRequest, EngineClosed, EngineError, EngineHealth, Picture, Ticket
from gan.engine.jobs import Changes
from gan.engine.seeking import Sought, Tell
from gan.engine.training import (
    Finished,
    Gate,
    Progress,
    TrainerClosed,
    TrainingCancelled,
    TrainingError,
    TrainingFailed,
    TrainingJob,
    TrainingTicket,
)
from gan.models import Registry
from gan.recipe import Part, Recipe

__all__ = [
    "FakeClock",
    "FakeEngine",
    "FakeSeeker",
    "FakeStyles",
    "FakeTicket",
    "FakeTrainer",
    "FakeTraining",
    "fake_registry",
    "tiny_png",
]


def tiny_png(rgb: bytes) -> bytes:
    """A valid PNG of one pixel."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" + rgb)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


class FakeClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: float = 1_800_000_000) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        """Moves the clock on."""
        self.now += seconds


class FakeTicket:
    """A place in the fake queue; keeps `gan.engine.interface.Ticket`."""

    def __init__(self, job: asyncio.Task[tuple[Picture, ...]]) -> None:
        self._job = job
        self.place = 0
        self.cancelled = asyncio.Event()

    @property
    def position(self) -> int:
        return 0 if self._job.done() else self.place

    async def positions(self) -> AsyncIterator[int]:
        yield self.position
        await asyncio.wait([self._job])

    async def result(self) -> tuple[Picture, ...]:
        giving_up = asyncio.ensure_future(self.cancelled.wait())
        try:
            await asyncio.wait([self._job, giving_up], return_when=asyncio.FIRST_COMPLETED)
        finally:
            giving_up.cancel()
        if not self._job.done():
            raise DrawCancelled("The ticket was cancelled.")
        return self._job.result()

    def cancel(self) -> None:
        self.cancelled.set()


class FakeEngine:
    """Draws one pixel a recipe; keeps `gan.engine.interface.Engine`.

    Attributes:
        requests: every request that was drawn or is about to be, in order; a request submitted twice is here once.
        failure: raised by `result()` of requests submitted from now on.
        refusal: raised by `submit()` from now on (`QueueFull`, for example).
        delay: seconds that a request takes.
        salt: changed, the same recipe gives another picture, as on another machine.
    """

    def __init__(self) -> None:
        self.requests: list[DrawRequest] = []
        self.failure: EngineError | None = None
        self.refusal: EngineError | None = None
        self.delay = 0.0
        self.salt = ""
        self._jobs: dict[str, asyncio.Task[tuple[Picture, ...]]] = {}
        self._open_gate = asyncio.Event()
        self._open_gate.set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for job in self._jobs.values():
            job.cancel()
        # Nobody may be waiting any more; an error that nobody saw would be logged whenever the job is collected,
        # inside whatever test is running then.
        await asyncio.gather(*self._jobs.values(), return_exceptions=True)

    def hold(self) -> None:
        """Draws nothing until `release`."""
        self._open_gate.clear()

    def release(self) -> None:
        """Draws what was held."""
        self._open_gate.set()

    async def submit(self, request: DrawRequest) -> Ticket:
        if self.refusal is not None:
            raise self.refusal
        job = self._jobs.get(request.id)
        if job is None or job.done():
            self.requests.append(request)
            job = self._jobs[request.id] = asyncio.create_task(self._draw(request, self.failure))
        ticket = FakeTicket(job)
        ticket.place = sum(not other.done() for other in self._jobs.values()) - 1
        return ticket

    def health(self) -> EngineHealth:
        waiting = sum(not job.done() for job in self._jobs.values())
        return EngineHealth(workers=1, waiting=waiting, drawing=0, replaced=0, device="cpu")

    def picture(self, recipe: Recipe) -> Picture:
        """What the engine draws of a recipe."""
        rgb = hashlib.sha256((recipe.to_json() + self.salt).encode()).digest()[:3]
        return Picture(recipe, tiny_png(rgb), hashlib.sha256(rgb).hexdigest(), 1)

    async def _draw(self, request: DrawRequest, failure: EngineError | None) -> tuple[Picture, ...]:
        try:
            await self._open_gate.wait()
            await asyncio.sleep(self.delay)
        except asyncio.CancelledError:
            raise EngineClosed("The engine was shut down.") from None
        if failure is not None:
            raise failure
        return tuple(self.picture(recipe) for recipe in request.recipes)


def fake_registry(folder: Path, **families: str) -> Registry:
    """A registry of cards with empty weights: a model for each name, of the family given; the first is the default.

    Without families it holds one model, `base`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for position, (name, family) in enumerate((families or {"base": "moe"}).items()):
        card = {
            "id": hashlib.sha256(name.encode()).hexdigest(),
            "family": family,
            "resolution": 1,
            "vocabulary": {"hair_color": ["black", "brown", "pink"], "mouth": ["smile", "cat"]},
            "frequencies": {"hair_color": [0.5, 0.3, 0.2], "mouth": [0.5, 0.5]},
            "codes": ["turn", "eye_size", "something"],
            "default": position == 0,
        }
        (folder / f"{name}.json").write_text(json.dumps(card), encoding="utf-8")
        (folder / f"{name}.safetensors").touch()
    return Registry([folder])


class FakeTraining:
    """A job of the fake trainer: a test says how far it is and what comes of it."""

    def __init__(self, job: TrainingJob) -> None:
        self.job = job
        self.now = Progress(0)
        self._changed = Changes()
        self._answer: asyncio.Future[Finished] = asyncio.get_running_loop().create_future()

    @property
    def progress(self) -> Progress:
        return self.now

    async def changes(self) -> AsyncIterator[Progress]:
        told: Progress | None = None
        while not self._answer.done():
            change = self._changed.next
            if self.now != told:
                told = self.now
                yield told
            else:
                await change.wait()

    async def result(self) -> Finished:
        return await asyncio.shield(self._answer)

    def cancel(self) -> None:
        self.end(TrainingCancelled("It was cancelled."))

    def tell(self, **more: object) -> None:
        """It is so far now."""
        self.now = replace(self.now, begun=True, **more)  # type: ignore[arg-type]
        self._changed.tell()

    def fail(self, sentence: str) -> None:
        """The trainer says why it cannot go on."""
        self.end(TrainingFailed(sentence))

    def finish(self, *, passed: bool = True, step: int = 800) -> str:
        """Writes what a trainer would, and ends; the model's id."""
        run = self.job.folder / "run"
        run.mkdir(parents=True, exist_ok=True)
        weights, card = run / f"{self.job.name}.safetensors", run / f"{self.job.name}.json"
        weights.write_bytes(f"{self.job.name} {step}".encode())
        model_id = hashlib.sha256(weights.read_bytes()).hexdigest()
        fake = {"id": model_id, "family": "moe", "resolution": 1, "vocabulary": {"mouth": ["smile", "cat"]}}
        card.write_text(json.dumps(fake), encoding="utf-8")
        for name in ("grid.webp", "strip.webp"):
            (run / name).write_bytes(tiny_png(b"abc"))
        gates = (Gate("kid_gap", 0.63, 0.5, True, True), Gate("memorised", 0.1 if passed else 0.9, 0.2, False, passed))
        self.end(Finished(step, model_id, card, weights, run / "grid.webp", run / "strip.webp", gates))
        return model_id

    def end(self, outcome: Finished | TrainingError) -> None:
        """It is over."""
        if self._answer.done():
            return
        if isinstance(outcome, TrainingError):
            self._answer.set_exception(outcome)
            self._answer.exception()
        else:
            self._answer.set_result(outcome)
        self._changed.tell()


class FakeTrainer:
    """Trains nothing; keeps `gan.engine.training.TrainerEngine`.

    Attributes:
        jobs: all that were submitted, in order.
    """

    def __init__(self) -> None:
        self.jobs: list[FakeTraining] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for job in self.jobs:
            job.end(TrainerClosed("It was shut down."))

    async def submit(self, job: TrainingJob) -> TrainingTicket:
        training = FakeTraining(job)
        training.now = Progress(sum(not other.progress.step and other.job is not job for other in self.jobs))
        self.jobs.append(training)
        return training


class FakeSeeker:
    """Finds the same face in every picture; keeps `gan.engine.seeking.FaceSeeker`.

    Attributes:
        pictures: what was looked for, in order.
        failure: raised by searches from now on.
        nearness: of what is found.
    """

    def __init__(self) -> None:
        self.pictures: list[bytes] = []
        self.failure: EngineError | None = None
        self.nearness = 0.83
        self._open_gate = asyncio.Event()
        self._open_gate.set()

    def hold(self) -> None:
        """Lets searches wait, twelve of thirty steps done, until `release`."""
        self._open_gate.clear()

    def release(self) -> None:
        """Lets searches go on."""
        self._open_gate.set()

    async def find(self, model_id: str, picture: bytes, tell: Tell) -> Sought:
        """See `FaceSeeker`."""
        self.pictures.append(picture)
        tell(12, 30)
        await self._open_gate.wait()
        if self.failure is not None:
            raise self.failure
        return Sought(Recipe(model_id, (Part(7, {"hair_color": "pink"}, moves={"pca 1": 1.5}),)), self.nearness)


class FakeStyles:
    """Styles of guilds, as training needs them.

    Attributes:
        offered: guild, name, model and run of each style, by its id.
        adopted, discarded: ids of styles, with the admin.
        refusal, failure: raised by `offer` and by `adopt` from now on.
    """

    def __init__(self) -> None:
        self.offered: dict[int, tuple[int, str, str, int]] = {}
        self.adopted: list[tuple[int, int]] = []
        self.discarded: list[tuple[int, int]] = []
        self.failure: Exception | None = None
        self.refusal: Exception | None = None

    async def offer(self, guild_id: int, name: str, model_id: str, run_id: int, now: int) -> int:
        if self.refusal is not None:
            raise self.refusal
        style_id = len(self.offered) + 1
        self.offered[style_id] = (guild_id, name, model_id, run_id)
        return style_id

    async def adopt(self, style_id: int, admin_id: int) -> None:
        if self.failure is not None:
            raise self.failure
        self.adopted.append((style_id, admin_id))

    async def discard(self, style_id: int, admin_id: int) -> None:
        self.discarded.append((style_id, admin_id))
