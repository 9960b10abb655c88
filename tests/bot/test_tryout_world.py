"""The friends of the try-out, whose faces outlast a start in a named data folder."""

from pathlib import Path

import pytest
import simcord

from bot.app import build_client
from bot.services.errors import DrawingFailed
from bot.tryout.world import build_world, give_faces
from gan.engine.interface import DrawFailed
from tests.bot.services.house import open_house


async def _start(folder: Path, failure: DrawFailed | None = None) -> list[int]:
    """One start of the try-out; returns how many faces each friend has at its end."""
    async with (
        open_house(folder) as house,
        simcord.run(build_client(house.services, always_sync=True), check_errors=False, settle_timeout=20) as env,
    ):
        world = await build_world(env)
        house.engine.failure = failure
        await give_faces(world, house.services)
        return [(await house.services.collection.gallery(friend.id)).total for friend in world.friends]


async def test_a_start_that_failed_half_way_is_made_up_for_by_the_next(tmp_path: Path) -> None:
    with pytest.raises(DrawingFailed):
        await _start(tmp_path, DrawFailed("The worker died twice."))
    assert await _start(tmp_path) == [1, 1, 1]
    assert await _start(tmp_path) == [1, 1, 1]
