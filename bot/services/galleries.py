"""Gallery channels: a server's wall, posted every Monday with the winner of the week before."""

from __future__ import annotations

from collections.abc import Callable

import structlog

from bot.services.audit import BOT, AuditLog
from bot.services.housekeeping import HousekeepingService
from bot.services.wall import Wall, WallService
from bot.services.weeks import week_of
from bot.store.community_rows import Gallery
from bot.store.database import Database
from bot.store.rows import PICTURE_SIZE
from gan.engine.batches import submit_in_batches
from gan.engine.interface import DrawRequest, Engine

__all__ = ["GalleryService"]

_log = structlog.stdlib.get_logger(__name__)


class GalleryService:
    """Knows where walls are posted, and which are due. Each is posted once a week at most, whatever happens."""

    def __init__(
        self,
        store: Database,
        engine: Engine,
        wall: WallService,
        audit: AuditLog,
        housekeeping: HousekeepingService,
        clock: Callable[[], float],
    ) -> None:
        self._store = store
        self._engine = engine
        self._wall = wall
        self._audit = audit
        self._housekeeping = housekeeping
        self._clock = clock
        self._week: str | None = None

    async def get(self, guild_id: int) -> int | None:
        """The channel that a server's wall is posted to."""
        gallery = await self._store.read.walls.gallery(guild_id)
        return None if gallery is None else gallery.channel_id

    async def set(self, guild_id: int, admin_id: int, channel_id: int | None) -> None:
        """Posts it there from next Monday on, or nowhere any more; raises `StoreBusy`."""
        async with self._store.write() as rows:
            if channel_id is None:
                if await rows.walls.drop_gallery(guild_id):
                    await self._audit.note(rows, guild_id, admin_id, "gallery_off", {})
                return
            await rows.walls.set_gallery(guild_id, channel_id, week_of(self._clock()))
            await self._audit.note(rows, guild_id, admin_id, "gallery_set", {"channel": channel_id})

    async def due(self) -> tuple[Gallery, ...]:
        """The servers whose wall is to be posted now: those for which no post of this week was claimed yet.

        The first time that this is asked in a week, the winners of those before are written down, and what is kept for
        a while only goes. Raises `StoreBusy`.
        """
        week = week_of(self._clock())
        if week != self._week:
            async with self._store.write() as rows:
                await rows.votes.decide(week, int(self._clock()))
            await self._housekeeping.tidy_community()
            self._week = week
        return await self._store.read.walls.galleries_due(week)

    async def drawn(self, gallery: Gallery) -> Wall:
        """The first page of a server's wall, drawn.

        Raises:
            EngineError: the pictures cannot be had now.
            StoreBusy
        """
        wall = await self._wall.page(gallery.guild_id)
        if not wall.avatars:
            return wall
        request = DrawRequest(
            id=f"gallery-{gallery.guild_id}-{wall.week}",
            member="galleries",
            recipes=tuple(avatar.recipe for avatar in wall.avatars),
            size=PICTURE_SIZE,
        )
        pictures = await (await submit_in_batches(self._engine, request)).result()
        return wall.with_pictures(
            {avatar.id: picture.png for avatar, picture in zip(wall.avatars, pictures, strict=True)}
        )

    async def claim(self, gallery: Gallery, week: str) -> bool:
        """Written before a post; False where that week's was begun before. Raises `StoreBusy`.

        Args:
            week: of the wall that is posted; another one may have begun while it was drawn.
        """
        async with self._store.write() as rows:
            return await rows.walls.claim_post(gallery.guild_id, week)

    async def failed(self, gallery: Gallery, problem: str) -> None:
        """A post that Discord did not take: the admins find it in the audit log, the operator in the log."""
        _log.warning("gallery_not_posted", guild=gallery.guild_id, channel=gallery.channel_id, problem=problem)
        await self._audit.record(gallery.guild_id, BOT, "gallery_failed", {"channel": gallery.channel_id})
