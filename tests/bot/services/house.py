"""What the tests of the services live in: a database on disk, a fake engine, a clock and members who ask."""

from __future__ import annotations

import itertools
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bot.services import Services, open_services
from bot.services.drawn import Drawn
from bot.services.recording import Recorder
from bot.services.styles import Strengths
from bot.store.database import Database
from bot.store.rows import Avatar, Origin
from bot.store.settings_rows import Standing
from gan.models import Registry
from tests.fakes import FakeClock, FakeEngine, FakeSeeker, FakeStyles, FakeTrainer, fake_registry

# Ids as long as Discord's, and of digits that occur in nothing else: the forget test looks for them in every cell.
AKI = 710_000_000_000_000_111
BEN = 720_000_000_000_000_222
CHI = 730_000_000_000_000_333

_interactions = itertools.count(910_000_000_000_000_000)


@dataclass
class House:
    services: Services
    store: Database
    engine: FakeEngine
    clock: FakeClock
    registry: Registry
    path: Path
    trainer: FakeTrainer
    styles: FakeStyles
    seeker: FakeSeeker
    seen: list[Drawn] = field(default_factory=list[Drawn])

    def origin(
        self,
        user_id: int,
        *,
        interaction_id: int | None = None,
        guild_id: int = 1,
        standing: Standing | None = None,
    ) -> Origin:
        """A new interaction of a member."""
        return Origin(
            interaction_id=next(_interactions) if interaction_id is None else interaction_id,
            application_id=5,
            token="secret-token",
            user_id=user_id,
            guild_id=guild_id,
            channel_id=2,
            standing=standing or Standing(),
        )

    async def draw(self, user_id: int, count: int = 1) -> Drawn:
        """New avatars of a member."""
        return await (await self.services.drawing.new(self.origin(user_id), count=count)).result()

    async def avatar(self, user_id: int) -> Avatar:
        """One new avatar of a member."""
        (face,) = (await self.draw(user_id)).new
        assert face.avatar is not None
        return face.avatar

    async def saved(self, user_id: int, name: str | None = None) -> Avatar:
        """One new avatar of a member, saved."""
        avatar = await self.avatar(user_id)
        return (await self.services.collection.save(user_id, name, avatar.id)).avatar


@asynccontextmanager
async def open_house(
    folder: Path,
    *,
    clock: FakeClock | None = None,
    registry: Registry | None = None,
    busy_timeout: float = 0.2,
    strengths: Strengths | None = None,
    recorder: Recorder | None = None,
) -> AsyncGenerator[House]:
    """Opens a house over `folder`; opened again over the same folder, it is the same bot after a restart."""
    path = folder / "moegan.sqlite3"
    clock = clock or FakeClock()
    registry = registry or fake_registry(folder / "models")
    styles, seeker = FakeStyles(), FakeSeeker()
    async with (
        Database.open(path, busy_timeout=busy_timeout, durable=False) as store,
        FakeEngine() as engine,
        FakeTrainer() as trainer,
        open_services(
            store,
            engine,
            registry,
            trainer,
            seeker,
            styles=styles,
            clock=clock,
            rng=Random(1),
            strengths=strengths,
            recorder=recorder,
        ) as services,
    ):
        yield House(services, store, engine, clock, registry, path, trainer, styles, seeker)
