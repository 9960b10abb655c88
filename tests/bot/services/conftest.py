from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.services.house import House, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """The services over a real database, with a fake engine and clock."""
    async with open_house(tmp_path) as opened:
        yield opened
