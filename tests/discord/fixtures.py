"""Pytest fixtures for tests that need the loopback; `conftest.py` here offers them, others may import them."""

import os
import warnings
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.discord.patching import patched_discord
from tests.discord.schemas import SCHEMA_PATH, Schemas
from tests.discord.server import LoopbackDiscord

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


@pytest_asyncio.fixture
async def loopback(found_schemas: Schemas | None) -> AsyncIterator[LoopbackDiscord]:
    """A loopback Discord that discord.py is pointed at. The test fails if it saw a rule of Discord's broken."""
    if found_schemas is None:
        warnings.warn(ABSENT, stacklevel=1)
    async with LoopbackDiscord(found_schemas) as server:
        with patched_discord(server):
            yield server
        verify(server)
