"""The wall of a server: the faces of those members who want to be seen there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.services.audit import AuditLog
from bot.services.community_errors import NotOnWall
from bot.services.drawing import DrawingService
from bot.services.drawn import Drawing, Drawn
from bot.services.faces import Face, can_draw
from bot.services.names import LONGEST_NAME
from bot.services.weeks import week_before, week_of
from bot.store.community_rows import Place, Spot
from bot.store.database import Database, Repositories
from bot.store.rows import TURNED, Avatar, BlendPrivacy, Origin
from gan.models import Registry
from gan.uploads.names import one_line

__all__ = ["WALL_PAGE", "Champion", "Standing", "Wall", "WallFace", "WallService", "asked_by"]

# As many as two lists to vote from hold.
WALL_PAGE: Final = 50
# Seconds after which it is asked again whether somebody is still a member, and how many are asked about at once.
_SEEN_FOR: Final = 24 * 60 * 60
_ASKED_AT_ONCE: Final = 25


@dataclass(frozen=True, slots=True)
class Champion:
    """Who won the week before.

    Attributes:
        name: what its member is called on the server.
        votes: that it had then.
    """

    user_id: int
    name: str
    avatar: Avatar
    votes: int

    @property
    def spot(self) -> Spot:
        """The same as a face that moderators take off, or put back."""
        return Spot(self.user_id, self.name, self.avatar, self.votes)


@dataclass(frozen=True, slots=True)
class WallFace:
    """A picture on a wall. `png` is empty before it is drawn."""

    spot: Spot
    png: bytes = b""


@dataclass(frozen=True, slots=True)
class Wall:
    """A page of a server's wall.

    Attributes:
        week: in which the votes of the faces are counted.
        faces: those that can be voted for.
        champion: who won the week before, on the first page; None where nobody did, or it may not be shown any more.
        champion_png: empty before it is drawn.
        leading: those with the most votes this week, the first first, on whatever page.
        page: from 1 to `pages`.
        total: faces on all pages.
    """

    week: str
    faces: tuple[WallFace, ...]
    champion: Champion | None
    champion_png: bytes
    leading: tuple[Spot, ...]
    page: int
    pages: int
    total: int

    @property
    def avatars(self) -> tuple[Avatar, ...]:
        """What is to be drawn, each once: the champion, and those faces that it is not."""
        champion = () if self.champion is None else (self.champion.avatar,)
        return (*champion, *(face.spot.avatar for face in self.faces if face.spot.avatar not in champion))

    @property
    def removable(self) -> tuple[Spot, ...]:
        """What moderators can take off of this page: the champion, who need not wear it any more, and the faces."""
        return _with_champion(self.champion, [face.spot for face in self.faces])

    def with_pictures(self, pngs: Mapping[int, bytes]) -> Wall:
        """The same with pictures by the avatars' ids; what has none is left out, for it was not asked for."""
        faces = tuple(
            replace(face, png=pngs[face.spot.avatar.id]) for face in self.faces if face.spot.avatar.id in pngs
        )
        champion = self.champion if self.champion is not None and self.champion.avatar.id in pngs else None
        png = b"" if champion is None else pngs[champion.avatar.id]
        return replace(self, faces=faces, champion=champion, champion_png=png)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a member stands towards a server's wall.

    Attributes:
        wanted: they want to be on it.
        shown: and they are.
        private: they are not, for they let nobody blend with them.
        bare: they are not, for they wear no avatar that they saved.
        removed: they are not, for moderators took this face off.
    """

    wanted: bool
    private: bool = False
    bare: bool = False
    removed: bool = False

    @property
    def shown(self) -> bool:
        """Whether their face is to be seen there."""
        return self.wanted and not (self.private or self.bare or self.removed)


class WallService:
    """Keeps each server's wall.

    Nobody is on a wall before they have said so themselves, on that very server, and they can take it back at any time.
    """

    def __init__(
        self,
        store: Database,
        drawing: DrawingService,
        registry: Registry,
        audit: AuditLog,
        clock: Callable[[], float],
    ) -> None:
        self._store = store
        self._drawing = drawing
        self._registry = registry
        self._audit = audit
        self._clock = clock

    async def join(self, guild_id: int, user_id: int, name: str) -> Standing:
        """A member wants to be on this server's wall; raises `StoreBusy`.

        Args:
            name: what they are called there.
        """
        async with self._store.write() as rows:
            await rows.walls.join(guild_id, user_id, _written(name), int(self._clock()))
            return await _standing(rows, guild_id, user_id)

    async def leave(self, guild_id: int, user_id: int) -> Standing:
        """They do not, or have left the server: their face goes with the votes of this week. Raises `StoreBusy`."""
        async with self._store.write() as rows:
            if await rows.walls.leave(guild_id, user_id):
                await rows.votes.drop_candidate(guild_id, week_of(self._clock()), user_id)
        return Standing(wanted=False)

    async def standing(self, guild_id: int, user_id: int) -> Standing:
        """How a member stands towards this server's wall."""
        return await _standing(self._store.read, guild_id, user_id)

    async def unseen(self, guild_id: int) -> tuple[Place, ...]:
        """Members on the wall of whom it is to be asked whether they are still on the server."""
        return await self._store.read.walls.unseen(guild_id, int(self._clock()) - _SEEN_FOR, _ASKED_AT_ONCE)

    async def seen(self, guild_id: int, user_id: int, name: str) -> None:
        """They are, and are called so; who has left the wall meanwhile stays off it. Raises `StoreBusy`."""
        async with self._store.write() as rows:
            if await rows.walls.place(guild_id, user_id) is not None:
                await rows.walls.join(guild_id, user_id, _written(name), int(self._clock()))

    async def page(self, guild_id: int, page: int = 1) -> Wall:
        """A page of the wall, with nothing drawn yet; the nearest one where there is no such page.

        Raises:
            StoreBusy: a week is over, and who won it could not be written down.
        """
        now = self._clock()
        week = week_of(now)
        if await self._store.read.votes.undecided(guild_id, week):
            async with self._store.write() as rows:
                await rows.votes.decide(week, int(now), guild_id)
        wanted = await self._store.read.walls.spots(guild_id, week)
        # Files are looked for once a model, of which there are few, and not once a face.
        models = {spot.avatar.recipe.model_id: spot.avatar.recipe for spot in wanted}
        missing = {model_id for model_id, recipe in models.items() if not can_draw(self._registry, recipe)}
        spots = [spot for spot in wanted if spot.avatar.recipe.model_id not in missing]
        pages = max(1, -(-len(spots) // WALL_PAGE))
        page = min(max(page, 1), pages)
        shown = spots[(page - 1) * WALL_PAGE : page * WALL_PAGE]
        voted = sorted((spot for spot in spots if spot.votes), key=lambda spot: (-spot.votes, spot.last_vote))
        return Wall(
            week=week,
            faces=tuple(map(WallFace, shown)),
            champion=await self._champion(self._store.read, guild_id, week) if page == 1 else None,
            champion_png=b"",
            leading=tuple(voted[:3]),
            page=page,
            pages=pages,
            total=len(spots),
        )

    async def draw(self, origin: Origin, wall: Wall, turned: int | None = None) -> Drawing:
        """Has a page drawn.

        Args:
            turned: the request that the message answers which shows it, where its page was turned; 0 where nobody
                asked for that message.

        Raises:
            QueueIsFull, StoreBusy
        """
        faces = [Face(avatar.owner_user_id, avatar.recipe, avatar) for avatar in wall.avatars]
        view = {"page": wall.page} if turned is None else {"page": wall.page, TURNED: turned}
        return await self._drawing.redraw(origin, faces, kind="wall", view=view)

    async def of_drawing(self, drawn: Drawn) -> Wall:
        """What to show of a drawing of kind `wall`: who has left the wall meanwhile is not on it."""
        wall = await self.page(drawn.origin.guild_id or 0, int(drawn.view["page"]))
        return wall.with_pictures({face.avatar.id: face.png for face in drawn.faces if face.avatar is not None})

    async def taken_off(self, guild_id: int) -> tuple[Spot, ...]:
        """The faces that moderators took off, and that would be there otherwise."""
        return await self._removed(self._store.read, guild_id, week_of(self._clock()))

    async def take_off(self, guild_id: int, moderator_id: int, avatar_id: int) -> Spot:
        """Takes a face off this server's wall, whoever wears it; the avatar itself stays its member's.

        Raises:
            NotOnWall, StoreBusy
        """
        week = week_of(self._clock())
        async with self._store.write() as rows:
            spots = await rows.walls.spots(guild_id, week)
            spot = _find(_with_champion(await self._champion(rows, guild_id, week), spots), avatar_id)
            await rows.walls.remove(guild_id, spot.avatar.pixel_hash, int(self._clock()))
            await rows.votes.drop_picture(guild_id, week, spot.avatar.pixel_hash)
            await self._audit.note(rows, guild_id, moderator_id, "wall_face_removed", _detail(spot))
        return spot

    async def put_back(self, guild_id: int, moderator_id: int, avatar_id: int) -> Spot:
        """Lets a face on the wall again; raises `NotOnWall`, `StoreBusy`."""
        async with self._store.write() as rows:
            spot = _find(await self._removed(rows, guild_id, week_of(self._clock())), avatar_id)
            await rows.walls.put_back(guild_id, spot.avatar.pixel_hash)
            await self._audit.note(rows, guild_id, moderator_id, "wall_face_put_back", _detail(spot))
        return spot

    async def _removed(self, rows: Repositories, guild_id: int, week: str) -> tuple[Spot, ...]:
        champion = await self._champion(rows, guild_id, week, removed=True)
        return _with_champion(champion, await rows.walls.removed_spots(guild_id, week))

    async def _champion(
        self, rows: Repositories, guild_id: int, week: str, *, removed: bool = False
    ) -> Champion | None:
        """Who won the week before this one, where that member still wants to be on the wall with it.

        Args:
            removed: it is asked for where moderators took it off, and not where they did not.
        """
        winner = await rows.votes.winner(guild_id, week_before(week))
        if winner is None or winner.user_id is None or winner.avatar_id is None:
            return None
        avatar = await rows.avatars.get(winner.avatar_id)
        place = await rows.walls.place(guild_id, winner.user_id)
        if avatar is None or place is None or not avatar.saved or not can_draw(self._registry, avatar.recipe):
            return None
        if await rows.walls.is_removed(guild_id, avatar.pixel_hash) is not removed:
            return None
        if (await rows.members.get(winner.user_id)).privacy is BlendPrivacy.NOBODY:
            return None
        return Champion(winner.user_id, place.name, avatar, winner.votes)


def asked_by(drawn: Drawn) -> int | None:
    """The request that the message of a drawing of kind `wall` answers; None where nobody asked for it."""
    return int(drawn.view.get(TURNED, drawn.request_id)) or None


def _written(name: str) -> str:
    """A name as it is kept: one line, and not too long for a picture."""
    return one_line(name)[:LONGEST_NAME].strip()


def _with_champion(champion: Champion | None, spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Faces, and first of them who won, unless it is among them."""
    if champion is None or any(spot.avatar.id == champion.avatar.id for spot in spots):
        return tuple(spots)
    return (champion.spot, *spots)


def _find(spots: Sequence[Spot], avatar_id: int) -> Spot:
    for spot in spots:
        if spot.avatar.id == avatar_id:
            return spot
    raise NotOnWall


def _detail(spot: Spot) -> dict[str, object]:
    return {"member": spot.user_id, "avatar": spot.avatar.id}


async def _standing(rows: Repositories, guild_id: int, user_id: int) -> Standing:
    if await rows.walls.place(guild_id, user_id) is None:
        return Standing(wanted=False)
    member = await rows.members.get(user_id)
    worn = None if member.worn_avatar_id is None else await rows.avatars.get(member.worn_avatar_id)
    return Standing(
        wanted=True,
        private=member.privacy is BlendPrivacy.NOBODY,
        bare=worn is None or not worn.saved,
        removed=worn is not None and await rows.walls.is_removed(guild_id, worn.pixel_hash),
    )
