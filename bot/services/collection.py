"""A member's collection: saving, naming, showing and wearing avatars."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from bot.services.errors import AlreadySaved, AvatarGone, NameTaken, NoSuchName, NothingDrawn, NotSaved, NotYours
from bot.services.faces import Face, worn_face
from bot.services.names import clean_name, made_up_name, name_key, quotable
from bot.store.database import Database, Repositories
from bot.store.rows import Avatar
from gan.models import Registry

__all__ = ["PAGE_SIZE", "CollectionService", "GalleryPage", "Saved"]

PAGE_SIZE: Final = 6


@dataclass(frozen=True, slots=True)
class Saved:
    """The outcome of saving.

    Attributes:
        already: it had been saved before (the button was clicked twice); nothing changed.
        worn: it is worn from now on, because it is the first that the member saved.
    """

    avatar: Avatar
    already: bool = False
    worn: bool = False


@dataclass(frozen=True, slots=True)
class GalleryPage:
    """One page of saved avatars, the last saved first.

    Attributes:
        page: from 1 to `pages`.
        pages: at least 1, even of an empty gallery.
        total: how many avatars are saved.
        worn_avatar_id: which of them is worn.
    """

    owner_user_id: int
    avatars: tuple[Avatar, ...]
    page: int
    pages: int
    total: int
    worn_avatar_id: int | None

    @property
    def faces(self) -> tuple[Face, ...]:
        """What `DrawingService.redraw` takes."""
        return tuple(Face(avatar.owner_user_id, avatar.recipe, avatar) for avatar in self.avatars)


class CollectionService:
    """Keeps, names and shows avatars. Capitals make no difference between names."""

    def __init__(self, store: Database, registry: Registry, clock: Callable[[], float]) -> None:
        self._store = store
        self._registry = registry
        self._clock = clock

    async def save(self, user_id: int, name: str | None = None, avatar_id: int | None = None) -> Saved:
        """Keeps an avatar under a name, or a name made up for it.

        Args:
            avatar_id: None for the one last drawn or picked (of several drawn at once, the first).

        Raises:
            NameInvalid, NameTaken, AvatarGone, NotYours, NothingDrawn, StoreBusy
            AlreadySaved: a name was given and the avatar has another.
        """
        chosen = None if name is None else clean_name(name)
        async with self._store.write() as rows:
            if avatar_id is None:
                avatar_id = (await rows.members.get(user_id)).latest_avatar_id
                if avatar_id is None:
                    raise NothingDrawn
            avatar = await _own(rows, user_id, avatar_id)
            if avatar.name is not None:
                if chosen is not None and name_key(chosen) != name_key(avatar.name):
                    raise AlreadySaved(name=avatar.name)
                return Saved(avatar, already=True)
            first = await rows.avatars.count_saved(user_id) == 0
            if chosen is None:
                chosen = made_up_name(avatar.recipe, {name_key(taken) for taken in await rows.avatars.names(user_id)})
            await self._name(rows, avatar, chosen)
            await rows.members.set_latest(user_id, avatar_id)
            if first:
                await rows.members.set_worn(user_id, avatar_id)
        return Saved(replace(avatar, name=chosen), worn=first)

    async def avatar(self, avatar_id: int) -> Avatar:
        """An avatar by row id; raises `AvatarGone`."""
        avatar = await self._store.read.avatars.get(avatar_id)
        if avatar is None:
            raise AvatarGone
        return avatar

    async def own(self, user_id: int, avatar_id: int) -> Avatar:
        """One's own avatar by row id; raises `AvatarGone` or `NotYours`."""
        return await _own(self._store.read, user_id, avatar_id)

    async def find(self, user_id: int, name: str) -> Avatar:
        """A member's saved avatar by name; raises `NoSuchName`."""
        return await _find(self._store.read, user_id, name)

    async def worn(self, user_id: int) -> Face:
        """The face that a member wears: the chosen avatar, or their default face; raises `ModelUnavailable`."""
        return await worn_face(self._store.read, self._registry, user_id)

    async def face(self, user_id: int, name: str | None = None) -> Face:
        """What `/avatar show` shows: the named avatar, or the worn face; raises `NoSuchName`, `ModelUnavailable`."""
        if name is None:
            return await self.worn(user_id)
        avatar = await self.find(user_id, name)
        return Face(user_id, avatar.recipe, avatar)

    async def gallery(self, user_id: int, page: int = 1, page_size: int = PAGE_SIZE) -> GalleryPage:
        """A page of a member's saved avatars; a page out of range becomes the nearest there is."""
        rows = self._store.read
        total = await rows.avatars.count_saved(user_id)
        pages = max(1, -(-total // page_size))
        page = min(max(page, 1), pages)
        avatars = await rows.avatars.saved(user_id, (page - 1) * page_size, page_size)
        member = await rows.members.get(user_id)
        return GalleryPage(user_id, avatars, page, pages, total, member.worn_avatar_id)

    async def wear(self, user_id: int, name: str) -> Avatar:
        """Wears a saved avatar; raises `NoSuchName`, `StoreBusy`."""
        async with self._store.write() as rows:
            avatar = await _find(rows, user_id, name)
            await rows.members.set_worn(user_id, avatar.id)
        return avatar

    async def wear_avatar(self, user_id: int, avatar_id: int) -> Avatar:
        """The same by row id, for buttons; raises `AvatarGone`, `NotYours`, `NotSaved`, `StoreBusy`."""
        async with self._store.write() as rows:
            avatar = await _own(rows, user_id, avatar_id)
            if not avatar.saved:
                raise NotSaved
            await rows.members.set_worn(user_id, avatar.id)
        return avatar

    async def take_off(self, user_id: int) -> Face:
        """Wears the default face again; raises `StoreBusy`, `ModelUnavailable`."""
        async with self._store.write() as rows:
            await rows.members.set_worn(user_id, None)
        return await self.worn(user_id)

    async def rename(self, user_id: int, name: str, new_name: str) -> Avatar:
        """Gives a saved avatar another name; raises `NoSuchName`, `NameInvalid`, `NameTaken`, `StoreBusy`."""
        chosen = clean_name(new_name)
        async with self._store.write() as rows:
            avatar = await _find(rows, user_id, name)
            await self._name(rows, avatar, chosen)
        return replace(avatar, name=chosen)

    async def delete(self, user_id: int, avatar_id: int) -> Avatar:
        """Deletes one's own avatar for good; ask first. Raises `AvatarGone`, `NotYours`, `StoreBusy`."""
        async with self._store.write() as rows:
            avatar = await _own(rows, user_id, avatar_id)
            await rows.avatars.delete(avatar_id)
        return avatar

    async def names(self, user_id: int, typed: str = "", limit: int = 25) -> list[str]:
        """Names for autocomplete: those that begin with what was typed, then those that hold it."""
        wanted = name_key(typed)
        names = [name for name in await self._store.read.avatars.names(user_id) if wanted in name_key(name)]
        return sorted(names, key=lambda name: not name_key(name).startswith(wanted))[:limit]

    async def parents(self, avatar_id: int) -> tuple[Face, ...]:
        """Whom an avatar descends from; empty for one of a seed of its own."""
        rows = self._store.read
        return tuple(
            [
                Face(
                    parent.user_id,
                    parent.recipe,
                    None if parent.avatar_id is None else await rows.avatars.get(parent.avatar_id),
                )
                for parent in await rows.avatars.parents(avatar_id)
            ]
        )

    async def _name(self, rows: Repositories, avatar: Avatar, name: str) -> None:
        holder = await rows.avatars.named(avatar.owner_user_id, name_key(name))
        if holder is not None and holder.id != avatar.id:
            raise NameTaken(name=holder.name)
        await rows.avatars.name(avatar.id, name, name_key(name), int(self._clock()))


async def _own(rows: Repositories, user_id: int, avatar_id: int) -> Avatar:
    avatar = await rows.avatars.get(avatar_id)
    if avatar is None:
        raise AvatarGone
    if avatar.owner_user_id != user_id:
        raise NotYours
    return avatar


async def _find(rows: Repositories, user_id: int, name: str) -> Avatar:
    avatar = await rows.avatars.named(user_id, name_key(name))
    if avatar is None:
        raise NoSuchName(name=quotable(name))
    return avatar
