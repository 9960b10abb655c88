"""What the tests of commands and buttons share."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.bot.cafe import Cafe, open_cafe


@pytest.fixture
async def cafe(tmp_path: Path) -> AsyncGenerator[Cafe]:
    async with open_cafe(tmp_path) as one:
        yield one
