"""Known faces in another style: an avatar restyled, and what a style would make of eight faces."""

from __future__ import annotations

from typing import Final

from bot.services.drawn import Drawing
from bot.services.errors import AvatarGone, NoSuchName
from bot.services.faces import base_model, kin
from bot.services.names import name_key, quotable
from bot.services.palette import Palette
from bot.services.requests import DrawRequests
from bot.services.style_errors import AlreadyInStyle, StyleIncompatible
from bot.store.database import Database, Repositories
from bot.store.rows import Origin, Subject
from gan.models import Registry
from gan.recipe import fresh

__all__ = ["PREVIEW_SEEDS", "RestylingService"]

# The same eight faces for every style, so that two previews can be compared.
PREVIEW_SEEDS: Final = range(1, 9)


class RestylingService:
    """Draws recipes under the models of styles."""

    def __init__(self, store: Database, requests: DrawRequests, registry: Registry, palette: Palette) -> None:
        self._store = store
        self._requests = requests
        self._registry = registry
        self._palette = palette

    async def restyle(self, origin: Origin, name: str, style: str) -> Drawing:
        """A saved avatar in a style, as a new avatar that descends from it; the saved one stays as it is.

        Args:
            name: of the member's own avatar.
            style: the name of one that the server has adopted, or `original`.

        Raises:
            NoSuchName, AvatarGone
            NoSuchStyle, StylesOnServers, StyleRetired, StyleNotAdopted, StyleUnavailable, ModelUnavailable
            StyleIncompatible: the avatar comes from a model of another family.
            AlreadyInStyle, QueueIsFull, StoreBusy
        """
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        avatar = await self._store.read.avatars.named(origin.user_id, name_key(name))
        if avatar is None:
            raise NoSuchName(name=quotable(name))
        choice = await self._palette.choose(origin.guild_id, style)
        if avatar.recipe.model_id == choice.model.id:
            raise AlreadyInStyle(name=avatar.name)
        if kin(self._registry, avatar.recipe) != (choice.model.family, choice.model.vocabulary):
            raise StyleIncompatible(name=avatar.name)

        async def still_there(rows: Repositories) -> None:
            if await rows.avatars.get(avatar.id) is None:
                raise AvatarGone

        return await self._requests.start(
            origin,
            "restyle",
            [Subject("new", avatar.recipe.under(choice.model.id))],
            parent_avatar_id=avatar.id,
            view={**choice.view, "name": avatar.name or ""},
            accompany=still_there,
        )

    async def preview(self, origin: Origin, guild_id: int, style: str) -> Drawing:
        """Eight faces in the original, then the same eight in the style; no avatar is stored.

        Args:
            style: the name of any style of the server, offered and retired ones among them.

        Raises:
            NoSuchStyle, StyleUnavailable, ModelUnavailable, QueueIsFull, StoreBusy
        """
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        found = await self._palette.find(guild_id, style)
        models = (base_model(self._registry), self._palette.model(found))
        subjects = [Subject("shown", fresh(model.id, seed)) for model in models for seed in PREVIEW_SEEDS]
        return await self._requests.start(origin, "preview", subjects, view={"style": found.name})
