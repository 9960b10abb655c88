"""Lineage: whom an avatar descends from, and what its owner made of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, cast

from bot.services.drawn import Drawing, Drawn, DrawnFace
from bot.services.errors import AvatarGone, NoFamily, NoSuchName, NotYours
from bot.services.faces import can_draw, model_of
from bot.services.names import name_key, quotable
from bot.services.requests import DrawRequests
from bot.store.database import Database
from bot.store.rows import Avatar, Origin, Parent, Role, Subject
from gan.models import Registry
from gan.recipe import default_recipe

__all__ = ["MOST_CHILDREN", "MOST_FACES", "MOST_GENERATIONS", "Family", "LineageService", "Relative", "Standing"]

MOST_FACES: Final = 15
MOST_GENERATIONS: Final = 4
MOST_CHILDREN: Final = 6

Standing = Literal["saved", "unsaved", "default", "deleted"]


@dataclass(frozen=True, slots=True)
class Relative:
    """One face of a family.

    Attributes:
        owner_user_id: whose it is.
        name: None where it is not saved.
        standing: `default` for the face that a member was given; `deleted` for an avatar whose recipe its child keeps.
        of: the place in the family of the one that it is a parent (or a child) of; None for the first alone.
        child: it is a child of that one.
        png: the encoded picture.
    """

    owner_user_id: int
    name: str | None
    standing: Standing
    of: int | None
    child: bool
    png: bytes


@dataclass(frozen=True, slots=True)
class Family:
    """A family, as much of it as is shown.

    Attributes:
        relatives: the avatar itself, then the others, the nearest first; none, where it was deleted meanwhile.
        more: ancestors of the generations shown that are left out.
        more_children: children that are left out.
        earlier: there are generations before those shown.
        forgotten: somebody is missing who asked to be forgotten.
    """

    relatives: tuple[Relative, ...]
    more: int = 0
    more_children: int = 0
    earlier: bool = False
    forgotten: bool = False


@dataclass(frozen=True, slots=True)
class _Ancestor:
    """A parent that was found.

    Attributes:
        of: place of its child in the list of those found.
        child_avatar_id: of the same child; with role and recipe it finds the row that says whose face the parent is.
        avatar: None for a default face, and once it was deleted.
    """

    of: int
    child_avatar_id: int
    parent: Parent
    avatar: Avatar | None


@dataclass(slots=True)
class _Found:
    """What a search has found: the avatar itself is place 0, and is in no list."""

    relatives: list[_Ancestor | Avatar]
    more: int = 0
    more_children: int = 0
    earlier: bool = False
    forgotten: bool = False


class LineageService:
    """Finds families and has them drawn; stores no avatar. Only an avatar's owner sees its family."""

    def __init__(self, store: Database, requests: DrawRequests, registry: Registry) -> None:
        self._store = store
        self._requests = requests
        self._registry = registry

    async def of_name(self, origin: Origin, name: str) -> Drawing:
        """The family of one of the member's saved avatars.

        Raises:
            NoSuchName, NoFamily, ModelUnavailable, QueueIsFull, StoreBusy
        """
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        avatar = await self._store.read.avatars.named(origin.user_id, name_key(name))
        if avatar is None:
            raise NoSuchName(name=quotable(name))
        return await self._start(origin, avatar)

    async def of_avatar(self, origin: Origin, avatar_id: int) -> Drawing:
        """The same by row id, for buttons; raises `AvatarGone` and `NotYours` in place of `NoSuchName`."""
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        avatar = await self._store.read.avatars.get(avatar_id)
        if avatar is None:
            raise AvatarGone
        if avatar.owner_user_id != origin.user_id:
            raise NotYours
        return await self._start(origin, avatar)

    async def family(self, drawn: Drawn) -> Family:
        """What to show of a drawing of kind `lineage`: who has been forgotten meanwhile is left out, with their own."""
        itself = drawn.faces[0].avatar
        if itself is None:
            return Family(())
        relatives = [Relative(itself.owner_user_id, itself.name, _standing(itself), None, False, drawn.faces[0].png)]
        # From places in the drawing to places in the family.
        places: dict[int, int] = {0: 0}
        gone = 0
        links = cast("list[tuple[int, bool, int, Role]]", json.loads(str(drawn.view["links"])))
        for number, (face, link) in enumerate(zip(drawn.faces[1:], links, strict=True), start=1):
            relative = await self._relative(face, link, places)
            if relative is not None:
                places[number] = len(relatives)
                relatives.append(relative)
            elif not link[1]:
                gone += 1
        return Family(
            tuple(relatives),
            more=int(drawn.view["more"]) + gone,
            more_children=int(drawn.view["more_children"]),
            earlier=bool(drawn.view["earlier"]),
            forgotten=bool(drawn.view["forgotten"]),
        )

    async def _relative(
        self, face: DrawnFace, link: tuple[int, bool, int, Role], places: dict[int, int]
    ) -> Relative | None:
        of, child, child_avatar_id, role = link
        if child:
            avatar = face.avatar
            if avatar is None:
                return None
            return Relative(avatar.owner_user_id, avatar.name, _standing(avatar), 0, True, face.png)
        parent = _parent(await self._store.read.avatars.parents(child_avatar_id), face, role)
        if parent is None or of not in places:
            return None
        standing = _standing(face.avatar)
        if face.avatar is None and face.recipe == default_recipe(face.recipe.model_id, parent.user_id):
            standing = "default"
        name = None if face.avatar is None else face.avatar.name
        return Relative(parent.user_id, name, standing, places[of], False, face.png)

    async def _start(self, origin: Origin, avatar: Avatar) -> Drawing:
        model_of(self._registry, avatar.recipe)
        found = await self._find(avatar)
        if not found.relatives and not (found.more or found.more_children or found.forgotten):
            raise NoFamily(name=avatar.name or "")
        subjects = [Subject("shown", avatar.recipe, avatar.id)]
        links: list[tuple[int, bool, int, Role]] = []
        for one in found.relatives:
            if isinstance(one, Avatar):
                subjects.append(Subject("shown", one.recipe, one.id))
                links.append((0, True, one.id, "shown"))
            else:
                subjects.append(Subject("shown", one.parent.recipe, one.parent.avatar_id))
                links.append((one.of, False, one.child_avatar_id, one.parent.role))
        view: dict[str, str | int] = {
            "links": json.dumps(links),
            "more": found.more,
            "more_children": found.more_children,
            "earlier": int(found.earlier),
            "forgotten": int(found.forgotten),
        }
        return await self._requests.start(origin, "lineage", subjects, view=view)

    async def _find(self, avatar: Avatar) -> _Found:
        """Parents, then children, then generation after generation of those before, as far as there are places."""
        found = _Found([])
        generation = await self._parents(found, 0, avatar)
        await self._children(found, avatar)
        for _ in range(MOST_GENERATIONS - 1):
            before: list[tuple[int | None, Avatar]] = []
            for place, one in generation:
                before += await self._parents(found, place, one)
            generation = before
        for _, one in generation:
            found.earlier = found.earlier or bool(await self._store.read.avatars.parents(one.id))
        return found

    async def _parents(self, found: _Found, place: int | None, child: Avatar) -> list[tuple[int | None, Avatar]]:
        """Notes the parents of an avatar, and returns those whose own parents can be asked for.

        Args:
            place: of the avatar; None where it is left out itself, and its parents with it.
        """
        parents = await self._store.read.avatars.parents(child.id)
        if {parent.role for parent in parents} in ({"mine"}, {"theirs"}):
            found.forgotten = True  # a blend has two parents, always
        known: list[tuple[int | None, Avatar]] = []
        for parent in parents:
            avatar = None if parent.avatar_id is None else await self._store.read.avatars.get(parent.avatar_id)
            own_place = None
            if place is None or len(found.relatives) + 1 >= MOST_FACES or not can_draw(self._registry, parent.recipe):
                found.more += 1
            else:
                found.relatives.append(_Ancestor(place, child.id, parent, avatar))
                own_place = len(found.relatives)
            if avatar is not None:
                known.append((own_place, avatar))
        return known

    async def _children(self, found: _Found, avatar: Avatar) -> None:
        children = await self._store.read.avatars.saved_children(avatar.id, avatar.owner_user_id)
        shown = [one for one in children if can_draw(self._registry, one.recipe)][:MOST_CHILDREN]
        found.relatives += shown
        found.more_children = len(children) - len(shown)


def _parent(parents: Sequence[Parent], face: DrawnFace, role: Role) -> Parent | None:
    """Which of the parents a face is of; None where that one was forgotten. Of a mix several have the same role."""
    # Two members may wear the very same face, by a code; and an avatar may have been deleted since it was drawn.
    ids = {None} if face.avatar is None else {None, face.avatar.id}
    alike = [one for one in parents if (one.role, one.recipe) == (role, face.recipe) and one.avatar_id in ids]
    return max(alike, key=lambda one: one.avatar_id or 0, default=None)


def _standing(avatar: Avatar | None) -> Standing:
    if avatar is None:
        return "deleted"
    return "saved" if avatar.saved else "unsaved"
