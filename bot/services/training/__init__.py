"""Teaching the generator a server's own style: pictures handed in with consent, and runs that learn from them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.services.audit import AuditLog
from bot.services.training.folders import TrainingFolders
from bot.services.training.forgetting import UploadForgetting
from bot.services.training.pictures import PictureService
from bot.services.training.runs import RunService
from bot.services.training.styles import StyleOffers
from bot.services.training.supervision import RunSupervisor
from bot.services.training.verdicts import VerdictService
from bot.store.database import Database
from gan.engine.training import TrainerEngine

__all__ = ["FIRST_GUESS", "Training", "open_training"]

# Seconds that the first training on a machine is said to take; the later ones go by the earlier ones.
FIRST_GUESS: Final = 30 * 60.0


@dataclass(frozen=True, slots=True)
class Training:
    """The use cases around training, wired."""

    pictures: PictureService
    runs: RunService
    verdicts: VerdictService
    forgetting: UploadForgetting


@asynccontextmanager
async def open_training(
    store: Database,
    trainer: TrainerEngine,
    styles: StyleOffers,
    data: Path,
    audit: AuditLog,
    clock: Callable[[], float],
    *,
    first_guess: float = FIRST_GUESS,
) -> AsyncGenerator[Training]:
    """Wires the services of training; runs that were open go on at once.

    Args:
        trainer: already entered.
        styles: where what passes is offered.
        data: the data folder.
        audit: where it is written down what admins do.
        first_guess: see `FIRST_GUESS`.
    """
    folders = TrainingFolders(data / "training", data / "models")
    pictures = PictureService(store, folders, audit, clock)
    await pictures.begin()
    async with RunSupervisor(store, trainer, folders, styles, clock) as supervisor:
        yield Training(
            pictures=pictures,
            runs=RunService(store, supervisor, audit, clock, first_guess),
            verdicts=VerdictService(store, folders, styles, audit),
            forgetting=UploadForgetting(store, pictures, supervisor, audit, clock),
        )
