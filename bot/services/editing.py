"""Editing: the same person with one thing changed, step by step, each step an avatar of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.services.drawn import Drawing
from bot.services.errors import (
    AvatarGone,
    BadAttribute,
    CannotGoFurther,
    NoSuchName,
    NothingToUndo,
    NotYours,
)
from bot.services.faces import model_of
from bot.services.names import name_key, quotable
from bot.services.requests import DrawRequests
from bot.store.database import Database, Repositories
from bot.store.rows import Avatar, Origin, Subject
from gan.appearance import appearance
from gan.attributes import Attribute, UnknownAttribute, Vocabulary
from gan.editing import change
from gan.models import ModelError, Registry
from gan.recipe import Recipe
from gan.rules import Contradiction
from gan.sliders import sliders

__all__ = ["SLIDERS", "EditPlace", "EditingService", "Possibilities"]

# Menus above this are of sliders.
SLIDERS: Final = 1000


@dataclass(frozen=True, slots=True)
class EditPlace:
    """Where a member is in an edit; what the buttons under it hold.

    Attributes:
        avatar_id: what is shown.
        root_id: where the edit began; nothing before it is undone.
        menu: which choice is open: 0 for the overview, the place of an attribute in the vocabulary, counted from 1, or
            `SLIDERS` and the place of a slider among the model's, counted from 1.
    """

    avatar_id: int
    root_id: int
    menu: int = 0


@dataclass(frozen=True, slots=True)
class Possibilities:
    """What can be changed of a recipe.

    Attributes:
        vocabulary: of its model.
        seen: what it looks like, by attribute; what the rules hide is missing.
        sliders: names of directions.
        moves: how far it is along each of them, in steps; 0 where absent.
    """

    vocabulary: Vocabulary
    seen: Mapping[str, str]
    sliders: tuple[str, ...]
    moves: Mapping[str, float]

    def attribute_at(self, menu: int) -> Attribute | None:
        """The attribute that a menu is about; None where it is about none."""
        attributes = tuple(self.vocabulary.values())
        return attributes[menu - 1] if 1 <= menu <= len(attributes) else None

    def slider_at(self, menu: int) -> str | None:
        """The slider that a menu is about; None where it is about none."""
        place = menu - SLIDERS
        return self.sliders[place - 1] if 1 <= place <= len(self.sliders) else None


class EditingService:
    """Changes one's own avatars; every step is stored as a child of the one before, which stays as it is."""

    def __init__(self, store: Database, requests: DrawRequests, registry: Registry) -> None:
        self._store = store
        self._requests = requests
        self._registry = registry

    def possibilities(self, recipe: Recipe) -> Possibilities:
        """What can be changed of a recipe; nothing, where its model is gone."""
        try:
            model = self._registry.get(recipe.model_id)
            seen = appearance(recipe, model)
        except (ModelError, UnknownAttribute, Contradiction):
            return Possibilities(Vocabulary(), {}, (), {})
        return Possibilities(model.vocabulary, seen, sliders(model), recipe.moves)

    async def open(self, origin: Origin, name: str) -> Drawing:
        """Begins with one of the member's saved avatars; raises `NoSuchName`, `QueueIsFull`, `StoreBusy`."""
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        avatar = await self._store.read.avatars.named(origin.user_id, name_key(name))
        if avatar is None:
            raise NoSuchName(name=quotable(name))
        return await self._shown(origin, avatar, EditPlace(avatar.id, avatar.id))

    async def show(self, origin: Origin, place: EditPlace) -> Drawing:
        """The same avatar with another choice open; raises `AvatarGone`, `NotYours`, `QueueIsFull`, `StoreBusy`."""
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        return await self._shown(origin, await self._own(origin, place), place)

    async def change(self, origin: Origin, place: EditPlace, attribute: str, value: str) -> Drawing:
        """One attribute changed; an earlier wish that cannot be seen beside it gives way, and is named in the answer.

        Raises:
            AvatarGone, NotYours, QueueIsFull, StoreBusy
            ModelUnavailable: the avatar's model is gone.
            BadAttribute: its model does not know the attribute or the value.
        """
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        avatar = await self._own(origin, place)
        try:
            edited = change(avatar.recipe, {attribute: value}, model_of(self._registry, avatar.recipe))
        except (UnknownAttribute, Contradiction) as error:
            raise BadAttribute(problem=str(error)) from error
        return await self._step(origin, avatar, edited.recipe, place, gave_way=",".join(edited.gave_way))

    async def slide(self, origin: Origin, place: EditPlace, steps: float) -> Drawing:
        """Some steps along the direction that the menu is about.

        Raises:
            AvatarGone, NotYours, QueueIsFull, StoreBusy
            ModelUnavailable: the avatar's model is gone.
            CannotGoFurther: it is at the slider's end, or its model has no such slider.
        """
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        avatar = await self._own(origin, place)
        model_of(self._registry, avatar.recipe)
        slider = self.possibilities(avatar.recipe).slider_at(place.menu)
        moved = avatar.recipe if slider is None else avatar.recipe.moved(slider, steps)
        if moved == avatar.recipe:
            raise CannotGoFurther
        return await self._step(origin, avatar, moved, place)

    async def undo(self, origin: Origin, place: EditPlace) -> Drawing:
        """The avatar before the last change; raises `NothingToUndo`, `AvatarGone`, `NotYours`, `QueueIsFull`."""
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        avatar = await self._own(origin, place)
        parents = await self._store.read.avatars.parents(avatar.id) if avatar.id != place.root_id else ()
        before = None if not parents or parents[0].avatar_id is None else parents[0].avatar_id
        if before is None:
            raise NothingToUndo
        place = EditPlace(before, place.root_id, place.menu)
        return await self._shown(origin, await self._own(origin, place), place)

    async def _shown(self, origin: Origin, avatar: Avatar, place: EditPlace) -> Drawing:
        view = {"root": place.root_id, "menu": place.menu}
        return await self._requests.start(origin, "edit", [Subject("shown", avatar.recipe, avatar.id)], view=view)

    async def _step(
        self, origin: Origin, avatar: Avatar, recipe: Recipe, place: EditPlace, *, gave_way: str = ""
    ) -> Drawing:
        if recipe == avatar.recipe:
            return await self._shown(origin, avatar, place)

        async def still_there(rows: Repositories) -> None:
            if await rows.avatars.get(avatar.id) is None:
                raise AvatarGone

        return await self._requests.start(
            origin,
            "edit",
            [Subject("new", recipe)],
            parent_avatar_id=avatar.id,
            view={"root": place.root_id, "menu": place.menu, "gave_way": gave_way},
            accompany=still_there,
        )

    async def _own(self, origin: Origin, place: EditPlace) -> Avatar:
        avatar = await self._store.read.avatars.get(place.avatar_id)
        if avatar is None:
            raise AvatarGone
        if avatar.owner_user_id != origin.user_id:
            raise NotYours
        return avatar
