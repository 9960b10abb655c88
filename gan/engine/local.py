"""Draws on this machine: a fair queue in front of worker processes, one per GPU or one per core.

Importing this module imports neither torch nor numpy; the workers do.
"""

from __future__ import annotations

import asyncio
import logging
import os
import uuid
from collections import deque
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from gan.engine.interface import (
    DrawCancelled,
    DrawFailed,
    DrawRequest,
    DrawTimeout,
    EngineClosed,
    EngineError,
    EngineHealth,
    Picture,
    Ticket,
)
from gan.engine.jobs import Changes, Job, LocalTicket
from gan.engine.process import Worker, WorkerHung, WorkerLost
from gan.engine.queue import FairQueue
from gan.engine.worker import Drawn, PainterSource, Refused, TorchPainters, WarmedUp, WorkerSettings
from gan.models import ModelError, Registry
from gan.recipe import Recipe, fresh

__all__ = ["EngineCheck", "LocalEngine"]

_log = logging.getLogger(__name__)

# NVIDIA's driver makes it, in containers too. Where it is missing no worker can have a GPU, and none need be asked.
_GPU_CONTROL: Final = Path("/dev/nvidiactl")
# Pauses before a worker that could not be started is started again, in seconds; the last one for good.
_PAUSES: Final = (0.2, 1.0, 5.0, 30.0)
_CLOSE_LIMIT: Final = 2.0
_CHECK_SIZE: Final = 64
# Pictures that a request may have drawn before the next one begins beside it, as many as most requests have; and how
# many requests with pictures left there may be at once, for the time of each runs from its first picture.
_TURN: Final = 4
_AT_ONCE: Final = 8


@dataclass(frozen=True, slots=True)
class EngineCheck:
    """What drawing one small picture showed.

    Attributes:
        model: the default model's name.
        device: what it was drawn on.
        workers: live worker processes.
        seconds: from asking to having the picture, the engine being warm.
    """

    model: str
    device: str
    workers: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Piece:
    """One picture of a job: what a worker is given."""

    job: Job
    index: int

    @property
    def recipe(self) -> Recipe:
        return self.job.request.recipes[self.index]

    def put_back(self) -> None:
        """Makes it the job's next picture again."""
        if not self.job.done:
            self.job.to_draw.appendleft(self.index)


class LocalEngine:
    """Keeps `gan.engine.interface.Engine` with processes on this machine.

    Use it with `async with`: on entry every worker has loaded the default model, or has said in the log why it could
    not (requests then fail with that reason); on exit what waits fails with `EngineClosed`, and the workers are gone.

    A request's pictures are drawn by all workers at once, each picture alone. A long request (a film) lets others begin
    beside it, which take turns with it, a few pictures each. A worker that dies, or takes longer than
    its share of `draw_timeout` over one picture, is replaced and the picture tried again.

    Args:
        registry_folders: where the models are.
        workers: how many; 0 for one per GPU, or one per core where there is none.
        queue_limit: how many requests may wait.
        per_member_limit: how many requests of one member may wait.
        draw_timeout: seconds that a request may take from the start of its first picture, tries included.
        tries: how many workers may be lost over one picture before its request fails.
        painters: where the workers get their painters from; tests put their own here.
    """

    def __init__(
        self,
        registry_folders: Sequence[Path],
        *,
        workers: int = 0,
        queue_limit: int = 100,
        per_member_limit: int = 4,
        draw_timeout: float = 60,
        tries: int = 3,
        painters: PainterSource | None = None,
    ) -> None:
        self._folders = tuple(registry_folders)
        self._workers_wanted = workers
        self._draw_timeout = draw_timeout
        # One share more than there are tries: replacing workers takes time too.
        self._try_limit = draw_timeout / (tries + 1)
        self._tries = tries
        self._painters = painters or TorchPainters()
        self._queue: FairQueue[Job] = FairQueue(queue_limit, per_member_limit)
        self._pending: dict[str, Job] = {}
        self._drawing: dict[str, Job] = {}
        self._idle: deque[asyncio.Future[_Piece]] = deque()
        self._live: dict[Worker, WarmedUp] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._retiring: set[asyncio.Task[None]] = set()
        self._replaced = 0
        self._device = "cpu"
        self._open = False
        self.changes: Final = Changes()

    async def __aenter__(self) -> Self:
        self._open = True
        try:
            if self._workers_wanted:
                await self._start_workers(range(self._workers_wanted))
            elif _GPU_CONTROL.exists():
                # Only torch knows whether it can use the GPUs, and only a worker may ask it.
                await self._start_workers(range(1))
                first = next(iter(self._live.values()), None)
                gpus = first is not None and first.device != "cpu"
                await self._start_workers(range(1, first.devices if first is not None and gpus else _cores()))
            else:
                await self._start_workers(range(_cores()))
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._close()

    async def submit(self, request: DrawRequest) -> Ticket:
        """Takes a place in the queue and returns at once.

        Raises:
            MemberQueueFull, QueueFull: there is no place; the message says what to do.
            EngineClosed: the engine is not running.
            ValueError: the request has no recipes, or an impossible size.
        """
        if not self._open:
            raise EngineClosed("The drawing engine is not running.")
        if not request.recipes or (request.size is not None and request.size < 1):
            raise ValueError("A draw request needs at least one recipe and a size of at least one pixel.")
        job = self._pending.get(request.id)
        if job is None:
            job = Job(request)
            self._queue.add(request.member, request.id, job)
            self._pending[request.id] = job
            self._hand_out()
        return LocalTicket(self, job)

    def health(self) -> EngineHealth:
        """How the engine is now; `workers` counts those that are ready to draw."""
        return EngineHealth(
            workers=len(self._live),
            waiting=len(self._queue),
            drawing=len(self._drawing),
            replaced=self._replaced,
            device=self._device,
        )

    async def check(self) -> EngineCheck:
        """Draws one small picture with the default model, through the queue like any other; for `doctor`.

        Raises:
            EngineError: it could not be drawn; the message says why and what to do.
        """
        try:
            model = await asyncio.to_thread(Registry(self._folders).default)
        except ModelError as error:
            raise DrawFailed(str(error)) from error
        loop = asyncio.get_running_loop()
        begun = loop.time()
        request = DrawRequest(f"check {uuid.uuid4()}", "check", (fresh(model.id, seed=0),), _CHECK_SIZE)
        await (await self.submit(request)).result()
        return EngineCheck(model.name, self._device, len(self._live), loop.time() - begun)

    def position(self, job: Job) -> int:
        """How many requests will be started before this one."""
        return self._queue.position(job.request.id) or 0

    def give_up(self, job: Job) -> None:
        """Nobody waits for this job any more: it is taken out, and what is drawn of it already is dropped."""
        self._queue.remove(job.request.id)
        self._end(job, DrawCancelled("Nobody waits for this drawing."))

    # Handing out work: `_hand_out` is called whenever there is a new request, an idle worker or a picture to try again.

    def _hand_out(self) -> None:
        while self._idle:
            if self._idle[0].done():
                self._idle.popleft()
            elif (piece := self._next_piece()) is not None:
                self._idle.popleft().set_result(piece)
            else:
                break
        self.changes.tell()

    def _next_piece(self) -> _Piece | None:
        """The next picture of a request that has begun and whose turn is not over, else of the one whose turn it is."""
        begun = [job for job in self._drawing.values() if job.to_draw]
        job = next((job for job in begun if job.handed_out < _TURN), None)
        if job is None:
            for other in begun:
                other.handed_out = 0
            job = (self._begin() if len(begun) < _AT_ONCE else None) or next(iter(begun), None)
        if job is None:
            return None
        job.handed_out += 1
        return _Piece(job, job.to_draw.popleft())

    def _begin(self) -> Job | None:
        """Begins the next request of the queue, before whose turn no other's comes."""
        job = self._queue.take()
        if job is not None:
            self._drawing = {job.request.id: job, **self._drawing}
            job.deadline = asyncio.get_running_loop().call_later(self._draw_timeout, self._out_of_time, job)
        return job

    def _end(self, job: Job, outcome: tuple[Picture, ...] | EngineError) -> None:
        if self._pending.get(job.request.id) is job:
            del self._pending[job.request.id]
            self._drawing.pop(job.request.id, None)
        job.finish(outcome)
        self.changes.tell()

    def _out_of_time(self, job: Job) -> None:
        limit = f"{self._draw_timeout:g} seconds"
        self._end(job, DrawTimeout(f"The drawing was not finished within {limit}. Try again in a few minutes."))

    def _deliver(self, piece: _Piece, outcome: Drawn | Refused) -> None:
        job = piece.job
        if job.done:
            return
        if isinstance(outcome, Refused):
            self._end(job, DrawFailed(outcome.reason))
            return
        job.pictures[piece.index] = Picture(piece.recipe, outcome.png, outcome.pixel_hash, outcome.size)
        if len(job.pictures) == len(job.request.recipes):
            self._end(job, tuple(job.pictures[index] for index in range(len(job.pictures))))

    def _try_again(self, piece: _Piece, loss: WorkerLost) -> None:
        job = piece.job
        tries = job.tries[piece.index] = job.tries.get(piece.index, 0) + 1
        _log.warning("A worker %s over request %s (try %d of %d).", loss, job.request.id, tries, self._tries)
        if job.done:
            return
        if tries < self._tries:
            piece.put_back()
            self._hand_out()
        elif isinstance(loss, WorkerHung):
            self._end(job, DrawTimeout(f"The drawing hung at each of {tries} tries. Try again in a few minutes."))
        else:
            self._end(job, DrawFailed(f"The drawing failed at each of {tries} tries. Try another seed or attributes."))

    # The workers: a task for each place, which goes through as many processes as it takes.

    async def _start_workers(self, indices: range) -> None:
        """Starts workers and waits until each is warm or has failed for the first time."""
        tried = [asyncio.Event() for _ in indices]
        for index, event in zip(indices, tried, strict=True):
            self._run(self._tasks, self._keep_worker(index, event))
        await asyncio.gather(*(event.wait() for event in tried))

    async def _keep_worker(self, index: int, tried: asyncio.Event) -> None:
        settings = WorkerSettings(self._folders, self._painters, index)
        failures = 0
        while True:
            worker = Worker(settings)
            try:
                warm = await worker.start()
                self._welcome(worker, warm)
                failures = 0
                tried.set()
                await self._draw_with(worker)
            except WorkerLost as loss:
                failures += 1
                _log.error("Drawing worker %d %s while starting.", index, loss)
            finally:
                self._live.pop(worker, None)
                worker.kill()
                self._run(self._retiring, worker.discard())
                tried.set()
            if failures:
                self._give_up_without_workers(failures)
                await asyncio.sleep(_PAUSES[min(failures, len(_PAUSES)) - 1])
            self._replaced += 1

    def _welcome(self, worker: Worker, warm: WarmedUp) -> None:
        self._live[worker] = warm
        self._device = warm.device
        if warm.problem is not None:
            _log.error("The default model cannot be used: %s", warm.problem)

    def _give_up_without_workers(self, failures: int) -> None:
        """Where no worker can be started at all, says so to those who wait, rather than let them wait for ever."""
        if failures < self._tries or self._live:
            return
        reason = "No drawing process can be started. Tell the operator of the bot; the log has the reason."
        for job in list(self._pending.values()):
            self._queue.remove(job.request.id)
            self._end(job, DrawFailed(reason))

    async def _draw_with(self, worker: Worker) -> None:
        """Gives a worker one picture after another, until it is lost."""
        while (piece := await self._wait_for_piece(worker)) is not None:
            try:
                outcome = await worker.draw(piece.recipe, piece.job.request.size, self._try_limit)
            except WorkerLost as loss:
                self._try_again(piece, loss)
                return
            self._deliver(piece, outcome)

    async def _wait_for_piece(self, worker: Worker) -> _Piece | None:
        """The next picture for this worker; None where it died while it had nothing to do."""
        turn: asyncio.Future[_Piece] = asyncio.get_running_loop().create_future()
        self._idle.append(turn)
        self._hand_out()
        await asyncio.wait([turn, worker.lost], return_when=asyncio.FIRST_COMPLETED)
        if not worker.lost.done():
            return turn.result()
        if turn.done():
            turn.result().put_back()
        else:
            turn.cancel()
        self._hand_out()
        return None

    # The end.

    async def _close(self) -> None:
        self._open = False
        closed = EngineClosed("The bot is shutting down. Ask again when it is back.")
        self._queue.drain()
        for job in list(self._pending.values()):
            self._end(job, closed)
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        if self._retiring:
            await asyncio.wait(self._retiring, timeout=_CLOSE_LIMIT)

    def _run(self, tasks: set[asyncio.Task[None]], work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        tasks.add(task)
        task.add_done_callback(tasks.discard)


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
