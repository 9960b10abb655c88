"""Trains on this machine: one process a device, supervised, and begun again where it was killed.

Importing this module imports neither torch nor numpy; the trainer does.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import Final, Self

from gan.engine.diary import Diary
from gan.engine.jobs import Changes
from gan.engine.trainer_process import TRAINER, TrainerProcess, gpus, last_words, lay_out, run_folder, take_away
from gan.engine.training import (
    Finished,
    Progress,
    TrainerClosed,
    TrainingCancelled,
    TrainingError,
    TrainingFailed,
    TrainingJob,
    TrainingTicket,
)

__all__ = ["LocalTrainer"]

_log = logging.getLogger(__name__)


class _Job:
    """A job while it is pending; keeps `gan.engine.training.TrainingTicket`."""

    def __init__(self, job: TrainingJob, trainer: LocalTrainer) -> None:
        self.job = job
        self.diary = Diary(run_folder(job))
        self.stopping = asyncio.Event()
        self._trainer = trainer
        self._answer: asyncio.Future[Finished] = asyncio.get_running_loop().create_future()

    @property
    def done(self) -> bool:
        return self._answer.done()

    @property
    def progress(self) -> Progress:
        """How far it is now."""
        return replace(self.diary.progress, position=self._trainer.position(self))

    async def changes(self) -> AsyncIterator[Progress]:
        """Yields how far it is now and at each change; ends when the job is done, failed or cancelled."""
        told: Progress | None = None
        while not self._answer.done():
            change = self._trainer.changed.next
            now = self.progress
            if now != told:
                told = now
                yield now
            else:
                await change.wait()

    async def result(self) -> Finished:
        """What came of it; raises as the protocol says."""
        return await asyncio.shield(self._answer)

    def cancel(self) -> None:
        """Stops it; harmless once it is done."""
        if not self.done:
            self.stopping.set()
            self._trainer.give_up(self)

    def finish(self, outcome: Finished | TrainingError) -> None:
        """Answers, once."""
        if self._answer.done():
            return
        if isinstance(outcome, TrainingError):
            self._answer.set_exception(outcome)
            # Marks the error as seen: a ticket that nobody awaits any more is no fault of the program.
            self._answer.exception()
        else:
            self._answer.set_result(outcome)


class LocalTrainer:
    """Keeps `gan.engine.training.TrainerEngine` with processes on this machine.

    Use it with `async with`; on exit running trainers write a checkpoint and end, and every job fails with
    `TrainerClosed`. A trainer that dies is begun again from its last checkpoint, `tries` times without having come
    further. Where this process dies, the trainer ends with it, and a job of the same folder goes on from there.

    In a job's folder lie `pictures` (while it is trained), `run` (the trainer's own) and `trainer.log`.

    Args:
        devices: how many jobs are trained at once; 0 for one per GPU, or one where there is none.
        command: the trainer; tests put their own here.
        tries: how often a trainer is begun again without coming further.
        look_seconds: how often the trainer's lines are read.
        stop_limit: seconds that a trainer has for its checkpoint once it is told to stop.
    """

    def __init__(
        self,
        *,
        devices: int = 0,
        command: Sequence[str] = TRAINER,
        tries: int = 3,
        look_seconds: float = 1.0,
        stop_limit: float = 60.0,
    ) -> None:
        cards = gpus()
        self._devices = devices or max(1, cards)
        self._process = TrainerProcess(tuple(command), look_seconds, stop_limit, cards)
        self._tries = tries
        self._waiting: deque[_Job] = deque()
        self._pending: dict[str, _Job] = {}
        self._training: dict[int, _Job] = {}
        self._came = asyncio.Condition()
        self._tasks: list[asyncio.Task[None]] = []
        self._closing = False
        self.changed: Final = Changes()

    async def __aenter__(self) -> Self:
        self._closing = False
        self._tasks = [asyncio.create_task(self._serve(device)) for device in range(self._devices)]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing = True
        for job in self._training.values():
            job.stopping.set()
        async with self._came:
            self._came.notify_all()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for job in self._pending.values():
            job.finish(TrainerClosed("The training engine was shut down."))
        self._pending.clear()
        self._waiting.clear()

    async def submit(self, job: TrainingJob) -> TrainingTicket:
        """Takes a place in line and returns at once; raises `TrainerClosed`."""
        if self._closing or not self._tasks:
            raise TrainerClosed("The training engine is not running.")
        known = self._pending.get(job.id)
        if known is not None:
            return known
        one = self._pending[job.id] = _Job(job, self)
        one.diary.look()
        async with self._came:
            self._waiting.append(one)
            self._came.notify()
        self.changed.tell()
        return one

    def position(self, job: _Job) -> int:
        """How many jobs are trained before this one; 0 once it is its turn."""
        if job not in self._waiting:
            return 0
        return self._waiting.index(job) + sum(not one.done for one in self._training.values())

    def give_up(self, job: _Job) -> None:
        """A job that waits is cancelled at once; one that is trained, by whoever trains it."""
        if job in self._waiting:
            self._waiting.remove(job)
            self._end(job, TrainingCancelled("It was cancelled."))

    def _end(self, job: _Job, outcome: Finished | TrainingError) -> None:
        self._pending.pop(job.job.id, None)
        job.finish(outcome)
        self.changed.tell()

    async def _serve(self, device: int) -> None:
        """Trains one job after another on a device."""
        while True:
            async with self._came:
                await self._came.wait_for(lambda: self._closing or self._waiting)
            if self._closing:
                return
            # Somebody may have cancelled it meanwhile.
            if not self._waiting:
                continue
            job = self._training[device] = self._waiting.popleft()
            self.changed.tell()
            outcome: Finished | TrainingError
            try:
                outcome = await self._train(job, device)
            except OSError as error:
                _log.exception("a training could not be run")
                outcome = TrainingFailed(
                    f"The training could not be run: {error.strerror or error}. Tell the operator."
                )
            except TrainingError as error:
                outcome = error
            finally:
                del self._training[device]
            self._end(job, outcome)

    async def _train(self, job: _Job, device: int) -> Finished:
        """Runs trainers until one of them comes to its end."""
        await asyncio.to_thread(lay_out, job.job)
        try:
            return await self._tried(job, device)
        finally:
            # When the bot goes away the next one may be there already, and have laid them out for its own trainer.
            if not self._closing:
                await asyncio.to_thread(take_away, job.job)

    async def _tried(self, job: _Job, device: int) -> Finished:
        lost, reached = 0, -1
        while True:
            if (finished := self._finished(job)) is not None:
                return finished
            if job.stopping.is_set():
                raise self._why_stopped()
            look = partial(self._look, job)
            status = await self._process.run(job.job, device, resume=job.diary.starts, stopping=job.stopping, look=look)
            job.diary.look()
            self.changed.tell()
            if job.diary.failure is not None:
                raise TrainingFailed(job.diary.failure)
            if self._finished(job) is not None or job.stopping.is_set():
                continue
            if job.diary.furthest > reached:
                lost, reached = 0, job.diary.furthest
            lost += 1
            _log.warning("a trainer ended early (status %s):\n%s", status, last_words(job.job))
            if lost > self._tries:
                raise TrainingFailed(
                    f"The trainer died {lost} times at the same place. Tell the operator: why is in the bot's log."
                )

    def _look(self, job: _Job) -> None:
        if job.diary.look():
            self.changed.tell()

    def _finished(self, job: _Job) -> Finished | None:
        """What came of it, where its last trainer was to go as far as is wanted now."""
        goal, wanted = job.diary.progress.steps or 0, job.job.steps
        return job.diary.finished if wanted is None or goal >= wanted else None

    def _why_stopped(self) -> TrainingError:
        if self._closing:
            return TrainerClosed("The training engine was shut down.")
        return TrainingCancelled("It was cancelled.")
