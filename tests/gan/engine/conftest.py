"""An engine of two workers with scripted painters, started once for a file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
import pytest_asyncio

from gan.engine.interface import DrawRequest, Ticket
from gan.engine.local import LocalEngine
from gan.recipe import fresh
from tests.gan.engine.painters import ScriptedPainters, begun, gate, write_flat_model
from tests.gan.engine.processes import until, workers

_numbers = count()


@dataclass(frozen=True)
class Atelier:
    """A running engine and what tests ask of it.

    Attributes:
        strangers: workers of other engines of this process.
    """

    engine: LocalEngine
    model_id: str
    diary: Path
    strangers: frozenset[int]

    def request(self, *seeds: int, member: str = "member", size: int | None = None) -> DrawRequest:
        """A request for these seeds."""
        recipes = tuple(fresh(self.model_id, seed) for seed in seeds)
        return DrawRequest(f"request {next(_numbers)}", member, recipes, size)

    async def submit(self, *seeds: int, member: str = "member") -> Ticket:
        """Submits a request for these seeds."""
        return await self.engine.submit(self.request(*seeds, member=member))

    def begun(self, seed: int) -> list[int]:
        """The workers that have begun to draw this seed."""
        return begun(self.diary, seed)

    def gate(self) -> AbstractContextManager[Callable[[], None]]:
        """See `painters.gate`."""
        return gate(self.diary)

    def workers(self) -> set[int]:
        """The process ids of its workers."""
        return workers() - self.strangers

    async def rested(self) -> None:
        """Waits until both workers have nothing to do: one may still draw what somebody gave up."""
        idle = self.engine._idle  # pyright: ignore[reportPrivateUsage]
        await until(lambda: sum(not turn.done() for turn in idle) == 2)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def atelier(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Atelier]:
    """Two workers; a picture may take a minute at each of three tries, on a machine with much else to do."""
    folder = tmp_path_factory.mktemp("models")
    model_id = write_flat_model(folder)
    diary = folder / "diary"
    strangers = frozenset(workers())
    async with LocalEngine(
        [folder], workers=2, queue_limit=8, draw_timeout=240, tries=3, painters=ScriptedPainters(diary)
    ) as engine:
        yield Atelier(engine, model_id, diary, strangers)
