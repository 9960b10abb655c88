"""The use cases: plain async Python between the commands and the store; no discord, no SQL, no torch."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import Random

from bot.services.audit import AuditLog
from bot.services.blending import BlendingService
from bot.services.codes import CodeService
from bot.services.collection import CollectionService
from bot.services.drawing import DrawingService
from bot.services.editing import EditingService
from bot.services.exporting import ExportingService
from bot.services.forgetting import ForgettingService
from bot.services.galleries import GalleryService
from bot.services.housekeeping import HousekeepingService
from bot.services.liking import LikingService
from bot.services.lineage import LineageService
from bot.services.messages import MessageService
from bot.services.missed import MissedService
from bot.services.mixing import MixingService
from bot.services.moderation import ModerationService
from bot.services.my_data import MyDataService
from bot.services.palette import Palette
from bot.services.privacy import PrivacyService
from bot.services.quotas import Quotas
from bot.services.recording import Recorder
from bot.services.recovery import RecoveryService
from bot.services.requests import DrawRequests
from bot.services.restyling import RestylingService
from bot.services.server_settings import ServerSettings
from bot.services.styles import Strengths, Styles
from bot.services.sync import SyncService
from bot.services.training import FIRST_GUESS, Training, open_training
from bot.services.training.styles import StyleOffers
from bot.services.voting import VotingService
from bot.services.wall import WallService
from bot.services.ways import WaysService
from bot.services.wishing import Wishing
from bot.store.database import Database
from gan.engine.interface import Engine
from gan.engine.seeking import FaceSeeker
from gan.engine.training import TrainerEngine
from gan.models import Registry

__all__ = ["Services", "open_services"]


@dataclass(frozen=True, slots=True)
class Services:
    """All the use cases, wired."""

    drawing: DrawingService
    liking: LikingService
    wishing: Wishing
    blending: BlendingService
    mixing: MixingService
    ways: WaysService
    editing: EditingService
    palette: Palette
    restyling: RestylingService
    lineage: LineageService
    styles: Styles
    collection: CollectionService
    exporting: ExportingService
    codes: CodeService
    privacy: PrivacyService
    forgetting: ForgettingService
    my_data: MyDataService
    recovery: RecoveryService
    missed: MissedService
    messages: MessageService
    sync: SyncService
    housekeeping: HousekeepingService
    training: Training
    settings: ServerSettings
    quotas: Quotas
    audit: AuditLog
    moderation: ModerationService
    wall: WallService
    voting: VotingService
    galleries: GalleryService


@asynccontextmanager
async def open_services(
    store: Database,
    engine: Engine,
    registry: Registry,
    trainer: TrainerEngine,
    seeker: FaceSeeker,
    *,
    styles: StyleOffers | None = None,
    clock: Callable[[], float] = time.time,
    rng: Random | None = None,
    blend_request_seconds: float = 24 * 60 * 60,
    strengths: Strengths | None = None,
    first_guess: float = FIRST_GUESS,
    recorder: Recorder | None = None,
) -> AsyncGenerator[Services]:
    """Wires the services; drawings still under way at the end stay open in the database for recovery.

    Usage::

        async with Database.open(settings.database) as store, LocalEngine(...) as engine, LocalTrainer() as trainer:
            async with open_services(store, engine, Registry(), trainer, LocalSeeker(folders)) as services:
                ...

    Args:
        trainer: trains styles.
        seeker: looks for the faces that are nearest to pictures.
        styles: where they are offered to the admins, in place of the bot's own.
        clock: UTC epoch seconds.
        rng: where random seeds come from.
        blend_request_seconds: how long a member has for answering who asks to blend with them.
        strengths: makes weaker or stronger models of a style; without it a style stays as it was trained.
        first_guess: seconds that the first training on this machine is said to take.
        recorder: keeps what admins change in the settings, in place of the audit log.
    """
    palette = Palette(store, registry)
    wishing = Wishing(palette)
    audit = AuditLog(store, clock)
    own = Styles(store, palette, audit, clock, strengths)
    settings = ServerSettings(store, own, recorder or audit)
    await settings.load()
    quotas = Quotas(settings)
    async with (
        DrawRequests(store, engine, clock, quotas) as requests,
        LikingService(requests, palette, seeker) as liking,
        open_training(
            store, trainer, styles or own, store.path.parent, audit, clock, first_guess=first_guess
        ) as training,
    ):
        drawing = DrawingService(store, requests, registry, palette, wishing, rng or Random())
        collection = CollectionService(store, registry, clock)
        housekeeping = HousekeepingService(store, clock)
        wall = WallService(store, drawing, registry, audit, clock)
        yield Services(
            drawing=drawing,
            liking=liking,
            wishing=wishing,
            blending=BlendingService(store, requests, registry, clock, blend_request_seconds),
            mixing=MixingService(store, requests, registry),
            ways=WaysService(store, requests, registry),
            editing=EditingService(store, requests, registry),
            palette=palette,
            restyling=RestylingService(store, requests, registry, palette),
            lineage=LineageService(store, requests, registry),
            styles=own,
            collection=collection,
            exporting=ExportingService(store, drawing, collection),
            codes=CodeService(requests, registry, palette, collection),
            privacy=PrivacyService(store),
            forgetting=ForgettingService(store, requests, liking, training.forgetting),
            my_data=MyDataService(store, requests, registry, clock),
            recovery=RecoveryService(store, requests, clock),
            missed=MissedService(store, requests, clock),
            messages=MessageService(store, clock),
            sync=SyncService(store),
            housekeeping=housekeeping,
            training=training,
            settings=settings,
            quotas=quotas,
            audit=audit,
            moderation=ModerationService(store, audit),
            wall=wall,
            voting=VotingService(store, clock),
            galleries=GalleryService(store, engine, wall, audit, housekeeping, clock),
        )
