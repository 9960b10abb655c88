"""What the tests of training have in common: files as members hand them in, and styles on their way."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from bot.services.training.runs import RunStatus
from bot.store.training_rows import Collection, NewUpload, Run
from tests.bot.services.house import AKI, House
from tests.fakes import FakeTraining, tiny_png
from tests.gan.engine.processes import until
from tests.gan.uploads.files import drawing, encoded

GUILD = 1


@dataclass(frozen=True)
class File:
    """A file of a form."""

    name: str
    content: bytes | None

    @property
    def size(self) -> int:
        return len(self.content or b"")

    async def read(self) -> bytes | None:
        return self.content


def pictures(numbers: Iterable[int]) -> list[File]:
    """Pictures that are all different."""
    return [File(f"{number}.png", encoded(drawing(number))) for number in numbers]


async def collected(house: House, name: str = "Ink", count: int = 10, user_id: int = AKI) -> Collection:
    """A collection of pictures that this member handed in."""
    numbers = range(user_id % 1000, user_id % 1000 + count)
    done = await house.services.training.pictures.hand_in(GUILD, user_id, name, pictures(numbers), consented=True)
    assert done.collection is not None
    assert done.added == count
    return done.collection


async def stocked(house: House, name: str = "Ink", count: int = 10, user_id: int = AKI) -> Collection:
    """The same at once: as if the pictures had been handed in and read."""
    hashes = [hashlib.sha256(f"{name} {user_id} {number}".encode()).hexdigest() for number in range(count)]
    for sha256 in hashes:
        path = house.path.parent / "training" / "pictures" / sha256[:2] / f"{sha256}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"picture")
        path.with_suffix(".webp").write_bytes(tiny_png(b"abc"))
    async with house.store.write() as rows:
        key = name.casefold()
        style = await rows.uploads.named(GUILD, key) or await rows.uploads.add_collection(GUILD, name, key, user_id, 0)
        new = [NewUpload(sha256, f"{number}.png", 96, 96, number) for number, sha256 in enumerate(hashes)]
        await rows.uploads.add(style.id, user_id, new, int(house.clock.now))
        found = await rows.uploads.collection(style.id)
    assert found is not None
    return found


async def started(house: House, collection: Collection, user_id: int = AKI) -> tuple[RunStatus, FakeTraining]:
    """A run that the trainer has."""
    before = len(house.trainer.jobs)
    status = await house.services.training.runs.start(house.origin(user_id), collection.id)
    await until(lambda: len(house.trainer.jobs) > before)
    return status, house.trainer.jobs[-1]


async def ended(house: House, run_id: int) -> Run:
    """The run, once its end is written down."""
    while (run := await house.store.read.runs.get(run_id)) is not None and run.open:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    assert run is not None
    return run
