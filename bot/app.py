"""The composition root: settings, store, engine and client, put together in this order and nowhere else."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Final

from bot.client import MoeClient
from bot.commands import avatar_commands, removal_menu, server_commands, style_commands, train_commands
from bot.following import EVERY, follow_runs
from bot.recovery import answer_open_requests
from bot.services import Services, open_services
from bot.services.training.styles import StyleOffers
from bot.settings import Settings
from bot.store.database import Database
from bot.views.community_presses import COMMUNITY_PRESSES
from bot.views.edit_presses import EDIT_PRESSES
from bot.views.export_presses import EXPORT_PRESSES
from bot.views.pictures import page_of
from bot.views.presses import PRESSES
from bot.views.settings.presses import SETTINGS_PRESSES
from bot.views.training.presses import TRAIN_PRESSES
from bot.weekly import post_walls
from gan.engine.interface import Engine
from gan.engine.local import LocalEngine
from gan.engine.seeking import FaceSeeker, LocalSeeker
from gan.engine.strengths import LocalStrengths
from gan.engine.trainer import LocalTrainer
from gan.engine.trainer_process import gpus
from gan.engine.training import TrainerEngine
from gan.models import SHIPPED, Registry

__all__ = ["ALL_PRESSES", "build_client", "local_engine", "open_bot", "registry_of"]

ALL_PRESSES: Final = (
    *PRESSES,
    *EDIT_PRESSES,
    *EXPORT_PRESSES,
    *TRAIN_PRESSES,
    *SETTINGS_PRESSES,
    *COMMUNITY_PRESSES,
)


def _folders(settings: Settings) -> tuple[Path, ...]:
    return (SHIPPED, settings.data / "models")


def registry_of(settings: Settings) -> Registry:
    """The shipped models, and those that this installation has trained."""
    return Registry(_folders(settings))


def local_engine(settings: Settings) -> LocalEngine:
    """The engine of this machine, not yet started."""
    return LocalEngine(
        _folders(settings),
        workers=settings.workers,
        queue_limit=settings.queue_limit,
        per_member_limit=settings.queue_per_member,
        draw_timeout=settings.draw_timeout,
    )


def build_client(
    services: Services, *, guild_id: int | None = None, always_sync: bool = False, follow_every: float = EVERY
) -> MoeClient:
    """The client with every command and button; it is not connected yet."""
    return MoeClient(
        services,
        render=partial(
            page_of,
            possibilities=services.editing.possibilities,
            family=services.lineage.family,
            my_data=services.my_data.of_drawing,
            wall=services.wall.of_drawing,
        ),
        commands=[avatar_commands(), style_commands(), train_commands(), server_commands(), removal_menu()],
        presses=ALL_PRESSES,
        guild_id=guild_id,
        on_first_ready=answer_open_requests,
        always_sync=always_sync,
        background=[partial(follow_runs, every=follow_every), post_walls],
    )


@asynccontextmanager
async def open_bot(
    settings: Settings,
    *,
    engine: Engine | None = None,
    registry: Registry | None = None,
    trainer: TrainerEngine | None = None,
    seeker: FaceSeeker | None = None,
    styles: StyleOffers | None = None,
    always_sync: bool = False,
) -> AsyncGenerator[MoeClient]:
    """Everything but the connection to Discord, open for as long as the context lasts.

    Args:
        engine: in place of the local one; entered and left here.
        registry: in place of the settings' own.
        trainer: in place of the local one; entered and left here.
        seeker: in place of the local one.
        styles: where trained styles are offered, in place of the bot's own.
        always_sync: see `MoeClient`.

    Raises:
        StoreError: the database cannot be used.
    """
    async with (
        Database.open(settings.database) as store,
        engine or local_engine(settings) as running,
        trainer or LocalTrainer() as training,
        open_services(
            store,
            running,
            registry or registry_of(settings),
            training,
            seeker or LocalSeeker(_folders(settings)),
            styles=styles,
            strengths=LocalStrengths(_folders(settings)),
            blend_request_seconds=settings.blend_request_hours * 3600,
            # The first training on this machine is said to take so long; the later ones go by the earlier ones.
            first_guess=(5 if gpus() else 10) * 60.0,
        ) as services,
    ):
        await services.housekeeping.tidy(settings.keep_unsaved_days)
        yield build_client(services, guild_id=settings.guild, always_sync=always_sync)
