"""Training a style: asked about, started, watched and stopped."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.services.audit import AuditLog
from bot.services.names import name_key
from bot.services.training.errors import (
    AlreadyJudged,
    AlreadyTraining,
    CollectionGone,
    NoRuns,
    NotTraining,
    RunEnded,
    RunGone,
    SeveralRuns,
    TooFewPictures,
)
from bot.services.training.folders import bytes_if_there
from bot.services.training.pictures import LEAST_PICTURES
from bot.services.training.supervision import RunSupervisor
from bot.store.database import Database, Repositories
from bot.store.rows import Origin
from bot.store.training_rows import Collection, Run
from gan.engine.training import Progress

__all__ = ["Plan", "RunService", "RunStatus", "run_of_guild"]

_HISTORY: Final = 10
# Of the last runs here, so many say how long the next one takes.
_COMPARED: Final = 5
# Training longer goes on for half as many steps again.
_LONGER: Final = 1.5


@dataclass(frozen=True, slots=True)
class Plan:
    """What starting would do.

    Attributes:
        seconds: an estimate, waiting not counted.
        before: how many runs are in line before it.
    """

    collection: Collection
    seconds: float
    before: int


@dataclass(frozen=True, slots=True)
class RunStatus:
    """A run and how far it is.

    Attributes:
        progress: None once it has ended.
    """

    run: Run
    progress: Progress | None


class RunService:
    """Starts and ends runs. A guild's runs are that guild's alone."""

    def __init__(
        self,
        store: Database,
        supervisor: RunSupervisor,
        audit: AuditLog,
        clock: Callable[[], float],
        first_guess: float,
    ) -> None:
        self._store = store
        self._audit = audit
        self._supervisor = supervisor
        self._clock = clock
        self._first_guess = first_guess

    async def plan(self, guild_id: int, collection_id: int) -> Plan:
        """What to say before a run is started; raises `CollectionGone`, `TooFewPictures`, `AlreadyTraining`."""
        collection = await self._trainable(self._store.read, guild_id, collection_id)
        open_runs = await self._store.read.runs.open_runs()
        durations = [seconds for seconds, _ in await self._store.read.runs.last_durations(_COMPARED)]
        seconds = statistics.median(durations) if durations else self._first_guess
        return Plan(collection, float(seconds), len(open_runs))

    async def start(self, origin: Origin, collection_id: int) -> RunStatus:
        """Puts a run in line.

        Raises:
            CollectionGone, TooFewPictures, AlreadyTraining, StoreBusy
        """
        async with self._store.write() as rows:
            collection = await self._trainable(rows, origin.guild_id, collection_id)
            before = len(await rows.runs.open_runs())
            run = await self._add(rows, origin, collection)
            await self._audit.note(rows, run.guild_id, origin.user_id, "training_started", _detail(run))
        self._supervisor.wake()
        # The engine has not had it yet, and will know better soon.
        return RunStatus(run, Progress(before))

    async def longer(self, origin: Origin, run_id: int) -> RunStatus:
        """Trains a finished run on from where it stopped; its own result stays as it is.

        Raises:
            RunGone, RunEnded, AlreadyJudged, CollectionGone, TooFewPictures, AlreadyTraining, StoreBusy
        """
        async with self._store.write() as rows:
            run = await run_of_guild(rows, origin.guild_id, run_id)
            if run.state != "finished" or run.outcome is None:
                raise RunEnded
            if run.verdict is not None:
                raise AlreadyJudged
            if run.collection_id is None:
                raise CollectionGone
            collection = await self._trainable(rows, run.guild_id, run.collection_id)
            furthest = max(
                int(one.outcome["step"]) for one in await rows.runs.sharing(run.folder) if one.outcome is not None
            )
            before = len(await rows.runs.open_runs())
            longer = await self._add(rows, origin, collection, steps=round(furthest * _LONGER), root_run_id=run.folder)
            await self._audit.note(rows, run.guild_id, origin.user_id, "training_longer", _detail(longer))
        self._supervisor.wake()
        return RunStatus(longer, Progress(before))

    def status_of(self, run: Run) -> RunStatus:
        """How far a run is."""
        return RunStatus(run, (self._supervisor.progress(run.id) or Progress(0)) if run.open else None)

    async def status(self, guild_id: int, name: str | None = None) -> RunStatus:
        """How far a guild's run is: of this name, else the one that is trained or was last. Raises `NoRuns`."""
        runs = [run for run in await self.history(guild_id) if name is None or name_key(run.name) == name_key(name)]
        if not runs:
            raise NoRuns
        open_runs = sorted((run for run in runs if run.open), key=lambda run: run.id)
        return self.status_of(open_runs[0] if open_runs else runs[0])

    async def current(self, run_id: int) -> RunStatus | None:
        """How far a run is now; None where it is gone."""
        run = await self._store.read.runs.get(run_id)
        return None if run is None else self.status_of(run)

    async def cancel(self, guild_id: int, admin_id: int, name: str | None = None) -> Run:
        """Stops a guild's run: of this name, else the only one.

        Raises:
            NotTraining, SeveralRuns, RunEnded, StoreBusy
        """
        runs = [run for run in await self._store.read.runs.open_runs() if run.guild_id == guild_id]
        chosen = [run for run in runs if name is None or name_key(run.name) == name_key(name)]
        if not chosen:
            raise NotTraining
        if len(chosen) > 1:
            raise SeveralRuns(names=tuple(run.name for run in chosen))
        run = chosen[0]
        async with self._store.write() as rows:
            if not await rows.runs.end(run.id, "cancelled", int(self._clock())):
                raise RunEnded
            await self._audit.note(rows, guild_id, admin_id, "training_cancelled", _detail(run))
        self._supervisor.stop(run.id)
        await self._supervisor.settled(run.id)
        return run

    async def history(self, guild_id: int) -> list[Run]:
        """A guild's runs, the last first."""
        return await self._store.read.runs.of_guild(guild_id, _HISTORY)

    async def preview(self, status: RunStatus) -> bytes | None:
        """The same eight faces before and after (WebP), as last drawn."""
        path = None if status.progress is None else status.progress.preview
        return None if path is None else await asyncio.to_thread(bytes_if_there, path)

    async def show_status_in(self, run_id: int, channel_id: int | None, message_id: int | None) -> None:
        """Which message shows how far a run is, from now on."""
        async with self._store.write() as rows:
            await rows.runs.show_status_in(run_id, channel_id, message_id)

    async def unreported(self) -> list[RunStatus]:
        """The runs that somebody is still to be told of: open ones, and those whose end nobody has seen."""
        return [self.status_of(run) for run in await self._store.read.runs.unreported()]

    async def reported(self, run_id: int) -> None:
        """The channel was told of a run's end."""
        async with self._store.write() as rows:
            await rows.runs.reported(run_id, int(self._clock()))

    async def _add(
        self,
        rows: Repositories,
        origin: Origin,
        collection: Collection,
        *,
        steps: int | None = None,
        root_run_id: int | None = None,
    ) -> Run:
        uploads = await rows.uploads.of_collection(collection.id)
        return await rows.runs.add(
            collection,
            [upload.id for upload in uploads],
            user_id=origin.user_id,
            locale=origin.locale,
            channel_id=origin.channel_id,
            steps=steps,
            root_run_id=root_run_id,
            now=int(self._clock()),
        )

    async def _trainable(self, rows: Repositories, guild_id: int | None, collection_id: int) -> Collection:
        collection = await rows.uploads.collection(collection_id)
        if collection is None or collection.guild_id != guild_id:
            raise CollectionGone
        if any(run.collection_id == collection_id for run in await rows.runs.open_runs()):
            raise AlreadyTraining(name=collection.name)
        if collection.pictures < LEAST_PICTURES:
            raise TooFewPictures(name=collection.name, has=collection.pictures, least=LEAST_PICTURES)
        return collection


def _detail(run: Run) -> dict[str, object]:
    return {"style": run.name, "run": run.id}


async def run_of_guild(rows: Repositories, guild_id: int | None, run_id: int) -> Run:
    """A run by its id; raises `RunGone`, too, where it is another guild's."""
    run = await rows.runs.get(run_id)
    if run is None or run.guild_id != guild_id:
        raise RunGone
    return run
