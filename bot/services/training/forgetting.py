"""Taking pictures back: they go with their files, and what learns from them stops."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.services.audit import AuditLog
from bot.services.training.pictures import PictureService
from bot.services.training.supervision import RunSupervisor
from bot.store.database import Database, Repositories
from bot.store.training_rows import Run, Upload

__all__ = ["WITHDRAWN", "TakenBack", "UploadForgetting"]

# Why a run was stopped whose pictures were taken back; the words are the catalogue's.
WITHDRAWN: Final = "withdrawn"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back.

    Attributes:
        pictures: how many.
        learned: names of the styles that had learned from them already, and still do what they learned.
        stopped: names of those whose training was stopped.
    """

    pictures: int = 0
    learned: tuple[str, ...] = ()
    stopped: tuple[str, ...] = ()


class UploadForgetting:
    """Deletes what a member handed in."""

    def __init__(
        self,
        store: Database,
        pictures: PictureService,
        supervisor: RunSupervisor,
        audit: AuditLog,
        clock: Callable[[], float],
    ) -> None:
        self._store = store
        self._audit = audit
        self._pictures = pictures
        self._supervisor = supervisor
        self._clock = clock

    async def count(self, guild_id: int, user_id: int) -> int:
        """How many pictures a member handed in on a server."""
        return len(await self._store.read.uploads.of_member(user_id, guild_id))

    async def forget(self, guild_id: int, user_id: int, admin_id: int) -> TakenBack:
        """Deletes the pictures that a member handed in on a server; raises `StoreBusy`."""
        async with self._store.write() as rows:
            uploads = await rows.uploads.of_member(user_id, guild_id)
            runs = await self.touched(rows, uploads)
            await rows.uploads.delete([upload.id for upload in uploads])
            detail = {"member": user_id, "pictures": len(uploads)}
            await self._audit.note(rows, guild_id, admin_id, "uploads_forgotten", detail)
        return await self.gone(uploads, runs)

    async def touched(self, rows: Repositories, uploads: Sequence[Upload]) -> list[Run]:
        """The runs that have to do with these pictures, the open ones ended; within the caller's transaction."""
        runs = await rows.runs.learned_from([upload.id for upload in uploads])
        for run in runs:
            if run.open:
                await rows.runs.end(run.id, "cancelled", int(self._clock()), error=WITHDRAWN)
        return runs

    async def gone(self, uploads: Sequence[Upload], runs: Sequence[Run]) -> TakenBack:
        """Once the rows are gone: stops the trainers and deletes the files."""
        stopped = [run for run in runs if run.open]
        for run in stopped:
            self._supervisor.stop(run.id)
        for run in stopped:
            await self._supervisor.settled(run.id)
        await self._pictures.sweep()
        learned = [run.name for run in runs if run.state == "finished" and run.verdict != "discarded"]
        return TakenBack(len(uploads), _once(learned), _once([run.name for run in stopped]))


def _once(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
