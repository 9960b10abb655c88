"""What the admins make of a run that has ended: its card, and whether members get its style."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.services.audit import AuditLog
from bot.services.training.errors import AlreadyJudged, GatesFailed, RunGone, StylesUnavailable
from bot.services.training.folders import TrainingFolders, bytes_if_there
from bot.services.training.runs import run_of_guild
from bot.services.training.styles import StyleOffers
from bot.services.training.supervision import model_stem
from bot.store.database import Database
from bot.store.training_rows import Run, Verdict
from gan.engine.training import Gate

__all__ = ["Report", "VerdictService"]


@dataclass(frozen=True, slots=True)
class Report:
    """What the admins judge a finished run by.

    Attributes:
        grid: the same eight faces before and after (WebP).
        strip: the same eight faces at no, half and full strength of the style (WebP).
    """

    run: Run
    gates: tuple[Gate, ...]
    grid: bytes | None
    strip: bytes | None

    @property
    def passed(self) -> bool:
        """Whether it may be adopted."""
        return all(gate.passed for gate in self.gates)


class VerdictService:
    """Shows and judges finished runs. A guild's runs are that guild's alone."""

    def __init__(self, store: Database, folders: TrainingFolders, styles: StyleOffers, audit: AuditLog) -> None:
        self._store = store
        self._audit = audit
        self._folders = folders
        self._styles = styles

    async def report(self, run: Run) -> Report:
        """What a finished run is judged by."""
        grid, strip = await asyncio.to_thread(
            lambda: [bytes_if_there(self._folders.shown(run.id, what)) for what in ("grid", "strip")]
        )
        return Report(run, _gates(run), grid, strip)

    async def adopt(self, guild_id: int, admin_id: int, run_id: int) -> Run:
        """Members may pick the style from now on.

        Raises:
            RunGone, AlreadyJudged, GatesFailed, StylesUnavailable, StoreBusy
        """
        run = await run_of_guild(self._store.read, guild_id, run_id)
        if run.state != "finished":
            raise RunGone
        if not all(gate.passed for gate in _gates(run)):
            raise GatesFailed
        if run.style_id is None:
            raise StylesUnavailable
        await self._judge(run, "adopted")
        try:
            await self._styles.adopt(run.style_id, admin_id)
        except BaseException:
            async with self._store.write() as rows:
                await rows.runs.take_back_verdict(run_id)
            raise
        await self._audit.record(guild_id, admin_id, "training_adopted", {"style": run.name, "run": run.id})
        if [one.id for one in await self._store.read.runs.sharing(run.folder)] == [run_id]:
            await asyncio.to_thread(self._folders.prune_run, run.folder)
        return run

    async def discard(self, guild_id: int, admin_id: int, run_id: int) -> Run:
        """The style is not wanted: its model goes, unless somebody's avatar was drawn by it.

        Raises:
            RunGone, AlreadyJudged, StoreBusy
        """
        run = await run_of_guild(self._store.read, guild_id, run_id)
        if run.state != "finished" or run.outcome is None:
            raise RunGone
        await self._judge(run, "discarded")
        if run.style_id is not None:
            await self._styles.discard(run.style_id, admin_id)
        await self._audit.record(guild_id, admin_id, "training_discarded", {"style": run.name, "run": run.id})
        model_id = str(run.outcome["model"])
        if not await self._store.read.avatars.drawn_by(model_id):
            await asyncio.to_thread(self._folders.withdraw, model_stem(run.id, model_id))
        if not await self._store.read.runs.sharing(run.folder):
            await asyncio.to_thread(self._folders.remove_run, run.folder)
        return run

    async def _judge(self, run: Run, verdict: Verdict) -> None:
        async with self._store.write() as rows:
            if not await rows.runs.judge(run.id, verdict):
                raise AlreadyJudged


def _gates(run: Run) -> tuple[Gate, ...]:
    return tuple(Gate(**gate) for gate in (run.outcome or {}).get("gates", ()))
