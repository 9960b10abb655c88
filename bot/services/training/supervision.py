"""Keeps every open run in the engine's hands, and writes down how it ended."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from types import TracebackType
from typing import Any, Final, Self

import structlog

from bot.errors import MemberError
from bot.services.training.folders import TrainingFolders
from bot.services.training.styles import StyleOffers
from bot.store.database import Database, Repositories
from bot.store.errors import StoreError
from bot.store.training_rows import Run, RunState
from gan.engine.training import (
    Finished,
    Progress,
    TrainerClosed,
    TrainerEngine,
    TrainingCancelled,
    TrainingFailed,
    TrainingJob,
    TrainingTicket,
)
from gan.models import ModelError

__all__ = ["RunSupervisor", "model_stem"]

# Seconds between tries to write to a database that another process holds.
_AGAIN: Final = 5.0

_log = structlog.stdlib.get_logger(__name__)


def model_stem(run_id: int, model_id: str) -> str:
    """What the files of a run's model are called where the registry finds them; never the same for two models."""
    return f"style-{run_id}-{model_id[:8]}"


class RunSupervisor:
    """An async context manager: on entry, what was open when the bot went away goes on from its last checkpoint."""

    def __init__(
        self,
        store: Database,
        engine: TrainerEngine,
        folders: TrainingFolders,
        styles: StyleOffers,
        clock: Callable[[], float],
    ) -> None:
        self._store = store
        self._engine = engine
        self._folders = folders
        self._styles = styles
        self._clock = clock
        self._came = asyncio.Event()
        self._tickets: dict[int, TrainingTicket] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._looking: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._came.set()
        self._looking = asyncio.create_task(self._look())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        tasks = [*self._tasks.values(), *([] if self._looking is None else [self._looking])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def wake(self) -> None:
        """There is a new run in the database."""
        self._came.set()

    def progress(self, run_id: int) -> Progress | None:
        """How far a run is, where the engine has it."""
        ticket = self._tickets.get(run_id)
        return None if ticket is None else ticket.progress

    def stop(self, run_id: int) -> None:
        """Lets the engine stop a run, whose end is in the database already."""
        if (ticket := self._tickets.get(run_id)) is not None:
            ticket.cancel()

    async def settled(self, run_id: int) -> None:
        """Waits until nothing is done for a run any more."""
        if (task := self._tasks.get(run_id)) is not None:
            await asyncio.wait([task])

    async def _look(self) -> None:
        # The only place where runs are taken up: they outlive the command that started them.
        while True:
            await self._came.wait()
            self._came.clear()
            try:
                for run in await self._store.read.runs.open_runs():
                    if run.id not in self._tasks:
                        await self._take_up(run)
            except (StoreError, TrainerClosed):
                _log.exception("runs could not be taken up")

    async def _take_up(self, run: Run) -> None:
        uploads = [] if run.collection_id is None else await self._store.read.uploads.of_collection(run.collection_id)
        job = TrainingJob(
            id=str(run.id),
            folder=await asyncio.to_thread(self._folders.run, run.folder),
            name=f"style-{run.id}",
            pictures=tuple(self._folders.picture(upload.sha256) for upload in uploads),
            steps=run.steps,
        )
        # In order, one after another: the engine's line is the order of the runs.
        ticket = self._tickets[run.id] = await self._engine.submit(job)
        self._tasks[run.id] = asyncio.create_task(self._follow(run, ticket))

    async def _follow(self, run: Run, ticket: TrainingTicket) -> None:
        try:
            await self._watch(run, ticket)
            try:
                finished = await ticket.result()
            except TrainingFailed as failure:
                _log.warning("a training failed", run=run.id, problem=str(failure))
                await self._end(run, "failed", error=str(failure))
                if not await self._store.read.runs.sharing(run.folder):
                    await asyncio.to_thread(self._folders.prune_run, run.folder)
            except TrainingCancelled:
                await self._tidy(run)
            except TrainerClosed:
                _log.info("a training waits for the next start", run=run.id)
            else:
                await self._finish(run, finished)
        except Exception:  # one run must not keep the others from being followed
            _log.exception("a run could not be followed", run=run.id)
        finally:
            self._tickets.pop(run.id, None)
            self._tasks.pop(run.id, None)

    async def _watch(self, run: Run, ticket: TrainingTicket) -> None:
        begun = run.state == "running"
        async for progress in ticket.changes():
            if not begun and progress.position == 0:
                begun = True
                await self._written(lambda rows: rows.runs.begin(run.id, int(self._clock())))

    async def _finish(self, run: Run, finished: Finished) -> None:
        await asyncio.to_thread(self._folders.keep_report, run.id, grid=finished.grid, strip=finished.strip)
        style_id: int | None = None
        if finished.passed:
            stem = model_stem(run.id, finished.model_id)
            try:
                await asyncio.to_thread(self._folders.publish, stem, finished.card, finished.weights, finished.model_id)
            except (OSError, ModelError) as error:
                _log.exception("a model could not be published", run=run.id)
                await self._end(run, "failed", error=f"The model could not be kept: {error}")
                return
            style_id = await self._offer(run, finished.model_id)
        outcome: dict[str, Any] = {
            "step": finished.step,
            "model": finished.model_id,
            "gates": [asdict(gate) for gate in finished.gates],
        }
        await self._end(run, "finished", outcome=outcome, style_id=style_id)

    async def _offer(self, run: Run, model_id: str) -> int | None:
        """What it is offered as; None where it cannot be, which costs the adoption and not the training."""
        while True:
            try:
                return await self._styles.offer(run.guild_id, run.name, model_id, run.id, int(self._clock()))
            except StoreError:
                _log.warning("a style could not be offered yet", run=run.id, exc_info=True)
                await asyncio.sleep(_AGAIN)
            except MemberError:
                _log.exception("a style could not be offered", run=run.id)
                return None

    async def _end(
        self,
        run: Run,
        state: RunState,
        *,
        outcome: dict[str, Any] | None = None,
        error: str | None = None,
        style_id: int | None = None,
    ) -> None:
        async def write(rows: Repositories) -> None:
            await rows.runs.end(run.id, state, int(self._clock()), outcome=outcome, error=error, style_id=style_id)

        await self._written(write)

    async def _tidy(self, run: Run) -> None:
        """Deletes the folder of a run that was stopped, or only its pictures where another's result lies in it."""
        shared = await self._store.read.runs.sharing(run.folder)
        remove = self._folders.remove_run_pictures if shared else self._folders.remove_run
        await asyncio.to_thread(remove, run.folder)

    async def _written(self, write: Callable[[Repositories], Awaitable[None]]) -> None:
        """Writes, as long as it takes: hours of training must not be lost to a backup that holds the database."""
        while True:
            try:
                async with self._store.write() as rows:
                    await write(rows)
            except StoreError:
                _log.warning("the state of a training could not be written", exc_info=True)
                await asyncio.sleep(_AGAIN)
            else:
                return
