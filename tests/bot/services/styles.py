"""A house with models to make styles of, and a stand-in for what makes them weaker or stronger."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.store.rows import Style
from gan.models import ModelError
from tests.bot.services.house import CHI, House, open_house
from tests.fakes import fake_registry

__all__ = ["ADMIN", "CAFE", "LIBRARY", "FakeStrengths", "adopted", "lost", "model_of", "open_house_of_styles"]

CAFE, LIBRARY = 1, 2
ADMIN = CHI


def model_of(name: str) -> str:
    """The id of a model of the fake registry."""
    return hashlib.sha256(name.encode()).hexdigest()


@dataclass
class FakeStrengths:
    """Knows one weaker model; keeps `bot.services.styles.Strengths`."""

    asked: list[tuple[str, float]] = field(default_factory=list[tuple[str, float]])
    failure: ModelError | None = None

    async def with_strength(self, model_id: str, strength: float) -> str:
        """The model `weaker`, whatever is asked."""
        self.asked.append((model_id, strength))
        if self.failure is not None:
            raise self.failure
        return model_of("weaker")


_runs = itertools.count(7)


@asynccontextmanager
async def open_house_of_styles(folder: Path, strengths: FakeStrengths | None = None) -> AsyncGenerator[House]:
    """A house with a base, three models of its family and one of another."""
    registry = fake_registry(folder / "models", base="moe", ink="moe", paper="moe", weaker="moe", old="ancient")
    async with open_house(folder, registry=registry, strengths=strengths) as house:
        yield house


async def adopted(
    house: House, name: str = "Ink", model: str = "ink", *, guild_id: int = CAFE, default: bool = False
) -> Style:
    """A style that an admin adopted."""
    styles = house.services.styles
    style = await styles.adopt(await styles.offer(guild_id, name, model_of(model), next(_runs), now=1), ADMIN)
    if default:
        await styles.use(guild_id, name, ADMIN)
    return style


def lost(house: House, model: str) -> None:
    """The weights of a model vanish from the operator's folder."""
    (house.path.parent / "models" / f"{model}.safetensors").unlink()
