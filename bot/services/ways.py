"""From one face to another: a strip of pictures, or a film there and back. Neither makes an avatar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot.services.drawn import Drawing
from bot.services.errors import MorphWithItself, NoSuchName, OwnIncompatible
from bot.services.faces import kin
from bot.services.names import name_key, quotable
from bot.services.partners import check_partner, check_public, worn_together
from bot.services.requests import DrawRequests
from bot.store.database import Database, Repositories
from bot.store.rows import Avatar, DrawKind, Origin, Subject
from gan.engine.film import FilmFormat
from gan.models import Registry
from gan.recipe import Recipe
from gan.way import way

__all__ = ["FRAMES", "STRIP", "WaysService"]

# Pictures of a strip: in steps of a sixth.
STRIP: Final = 7
# Different pictures of a film; `gan.engine.film` can leave out half of them, or all but every eighth.
FRAMES: Final = 25


class WaysService:
    """Draws the way from a member's face to another one, in W."""

    def __init__(self, store: Database, requests: DrawRequests, registry: Registry) -> None:
        self._store = store
        self._requests = requests
        self._registry = registry

    async def strip(self, origin: Origin, them_user_id: int, *, them_is_bot: bool = False) -> Drawing:
        """From the asker's worn face to theirs in even steps; both in the style of the asker's.

        Raises:
            BlendWithSelf, BlendWithBot, BlendRefused, BlendIncompatible
            BlendAsksFirst: the other member wants to be asked, which only a blend does.
            QueueIsFull, ModelUnavailable, StoreBusy
        """
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        one, other = await self._ends(origin, them_user_id, them_is_bot)
        return await self._start(origin, "strip", way(one, other, STRIP), them_user_id)

    async def morph(
        self, origin: Origin, them_user_id: int, *, them_is_bot: bool = False, file_format: FilmFormat = "webp"
    ) -> Drawing:
        """The pictures of a film from the asker's worn face to theirs; raises as `strip` does."""
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        one, other = await self._ends(origin, them_user_id, them_is_bot)
        frames = way(one, other, FRAMES, eased=True)
        return await self._start(origin, "morph", frames, them_user_id, {"format": file_format})

    async def morph_own(self, origin: Origin, name: str, other: str, *, file_format: FilmFormat = "webp") -> Drawing:
        """The pictures of a film from one saved avatar of the asker's to another.

        Raises:
            NoSuchName, MorphWithItself
            OwnIncompatible: the two come from models of different families.
            QueueIsFull, ModelUnavailable, StoreBusy
        """
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        one, two = await self._saved(origin.user_id, name), await self._saved(origin.user_id, other)
        if one.id == two.id:
            raise MorphWithItself
        if kin(self._registry, one.recipe) != kin(self._registry, two.recipe):
            raise OwnIncompatible(one=one.name, other=two.name)
        frames = way(one.recipe, two.recipe, FRAMES, eased=True)
        view = {"format": file_format, "one": one.name or "", "other": two.name or ""}
        return await self._start(origin, "morph", frames, None, view)

    async def _saved(self, user_id: int, name: str) -> Avatar:
        avatar = await self._store.read.avatars.named(user_id, name_key(name))
        if avatar is None:
            raise NoSuchName(name=quotable(name))
        return avatar

    async def _ends(self, origin: Origin, them_user_id: int, them_is_bot: bool) -> tuple[Recipe, Recipe]:
        check_partner(origin.user_id, them_user_id, them_is_bot=them_is_bot)
        await check_public(self._store.read, them_user_id)
        one, other = await worn_together(self._store.read, self._registry, origin.user_id, them_user_id)
        return one.recipe, other.recipe

    async def _start(
        self,
        origin: Origin,
        kind: DrawKind,
        recipes: Sequence[Recipe],
        them_user_id: int | None,
        view: Mapping[str, str | int] | None = None,
    ) -> Drawing:
        async def still_allowed(rows: Repositories) -> None:
            if them_user_id is not None:
                await check_public(rows, them_user_id)

        subjects = [Subject("shown", recipe) for recipe in recipes]
        return await self._requests.start(
            origin, kind, subjects, partner_user_id=them_user_id, view=view, accompany=still_allowed
        )
