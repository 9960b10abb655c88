"""Handing a member everything that is kept about them, with their pictures drawn anew."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.locales import text
from bot.services.archive import Archive, Picture, build
from bot.services.drawn import Drawing, Drawn, DrawnFace
from bot.services.errors import DataUnderWay, NothingKept
from bot.services.faces import can_draw
from bot.services.requests import DrawRequests
from bot.store.database import Database, Repositories
from bot.store.rows import Origin, Subject
from gan.models import Registry

__all__ = ["MOST_PICTURES", "MyData", "MyDataService"]

# About as many as fit into the file.
MOST_PICTURES: Final = 128


@dataclass(frozen=True, slots=True)
class MyData:
    """A member's data.

    Attributes:
        missing: how many saved avatars have no picture in it.
    """

    archive: Archive
    missing: int


class MyDataService:
    """Puts a member's data together, one such file at a time for each of them."""

    def __init__(self, store: Database, requests: DrawRequests, registry: Registry, clock: Callable[[], float]) -> None:
        self._store = store
        self._requests = requests
        self._registry = registry
        self._clock = clock

    async def begin(self, origin: Origin) -> Drawing | None:
        """Has the member's saved avatars drawn, the last saved first; None where none can be.

        Raises:
            NothingKept, DataUnderWay, QueueIsFull, StoreBusy
        """
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        if not any((await self._store.read.personal.export(origin.user_id)).values()):
            raise NothingKept
        saved = await self._store.read.avatars.saved(origin.user_id, 0, MOST_PICTURES)
        subjects = [Subject("shown", one.recipe, one.id) for one in saved if can_draw(self._registry, one.recipe)]
        if not subjects:
            return None

        async def alone(rows: Repositories) -> None:
            if await rows.draws.waits_for(origin.user_id, "my_data", int(self._clock())):
                raise DataUnderWay

        return await self._requests.start(origin, "my_data", subjects, accompany=alone)

    async def of_drawing(self, drawn: Drawn) -> MyData:
        """The data with the pictures of a drawing of kind `my_data`."""
        return await self.put_together(drawn.owner_user_id, drawn.origin.locale, drawn.faces)

    async def put_together(self, user_id: int, locale: str, faces: Sequence[DrawnFace] = ()) -> MyData:
        """The data as it is now, with these pictures, as far as they fit.

        Args:
            locale: the language of what is written beside the data.
        """
        personal = self._store.read.personal
        tables = {**await personal.export(user_id), **await personal.belongings(user_id)}
        pictures = [
            Picture(face.avatar.id, face.avatar.name, face.png)
            for face in faces
            if face.avatar is not None and face.avatar.name is not None
        ]
        archive = await asyncio.to_thread(build, tables, text("my_data.readme", locale), pictures)
        saved = await self._store.read.avatars.count_saved(user_id)
        return MyData(archive, max(0, saved - archive.pictures))
