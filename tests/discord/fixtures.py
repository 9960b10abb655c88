"""Pytest fixtures for tests that need the loopback; `conftest.py` here offers them, others may import them."""

import os
import warnings
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from bot.settings import Settings
from tests.discord.patching import patched_discord
from tests.discord.schemas import SCHEMA_PATH, Schemas
from tests.discord.server import LoopbackDiscord
from tests.discord.stage import PER_MEMBER, SharedEngine, Stage, open_engine

ABSENT = f"Discord's openapi.json is not at {SCHEMA_PATH}: requests are not checked against its schemas"


def load_schemas() -> Schemas | None:
    """Discord's schemas, or None where the file is absent; with `CI` set that is a failure."""
    schemas = Schemas.load()
    if schemas is None and os.environ.get("CI"):
        pytest.fail(ABSENT)
    return schemas


def require(schemas: Schemas | None) -> Schemas:
    """The schemas; without them the test is skipped."""
    if schemas is None:
        pytest.skip(ABSENT)
    return schemas


def verify(server: LoopbackDiscord) -> None:
    """Fail if the server saw a rule of Discord's broken."""
    assert not server.violations, "Discord's rules were broken:\n" + "\n".join(server.violations)


@pytest.fixture(scope="session")
def found_schemas() -> Schemas | None:
    """Discord's schemas, or None where the file is absent."""
    return load_schemas()


@pytest.fixture(scope="session")
def schemas(found_schemas: Schemas | None) -> Schemas:
    """Discord's schemas; a test that cannot do without them is skipped where the file is absent."""
    return require(found_schemas)


@asynccontextmanager
async def checked_loopback(schemas: Schemas | None) -> AsyncGenerator[LoopbackDiscord]:
    """A loopback Discord that discord.py is pointed at; fails at the end if it saw a rule of Discord's broken."""
    if schemas is None:
        warnings.warn(ABSENT, stacklevel=1)
    async with LoopbackDiscord(schemas) as server:
        with patched_discord(server):
            yield server
        verify(server)


@pytest_asyncio.fixture
async def loopback(found_schemas: Schemas | None) -> AsyncIterator[LoopbackDiscord]:
    """A loopback Discord that discord.py is pointed at. The test fails if it saw a rule of Discord's broken."""
    async with checked_loopback(found_schemas) as server:
        yield server


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def engine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[SharedEngine]:
    """A running engine of one worker with a small model, for tests in the session's event loop."""
    async with open_engine(tmp_path_factory.mktemp("engine")) as shared:
        yield shared


@pytest_asyncio.fixture(loop_scope="session")
async def stage(engine: SharedEngine, found_schemas: Schemas | None, tmp_path: Path) -> AsyncIterator[Stage]:
    """Everything that MoeGAN's bot needs, before it is started; for tests in the session's event loop.

    The test fails if the bot broke a rule of Discord's.
    """
    settings = Settings.model_construct(data=tmp_path, workers=1, queue_per_member=PER_MEMBER)
    async with checked_loopback(found_schemas) as server:
        yield Stage(server, engine, settings)
    engine.release()
