"""Mixing: the child of a member's worn face and of those of two or three others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.services.drawn import Drawing
from bot.services.errors import MixedTwice
from bot.services.faces import Face, model_of
from bot.services.partners import check_partner, check_public, worn_together
from bot.services.requests import DrawRequests
from bot.store.database import Database, Repositories
from bot.store.rows import Origin, Subject
from gan.attributes import UnknownAttribute
from gan.family import child_of
from gan.models import Registry
from gan.recipe import Recipe, mean
from gan.rules import Contradiction

__all__ = ["MixingService", "Other"]


@dataclass(frozen=True, slots=True)
class Other:
    """Another member, or a bot that was mistaken for one."""

    user_id: int
    is_bot: bool = False


class MixingService:
    """Makes children of more than two."""

    def __init__(self, store: Database, requests: DrawRequests, registry: Registry) -> None:
        self._store = store
        self._requests = requests
        self._registry = registry

    async def mix(self, origin: Origin, others: Sequence[Other]) -> Drawing:
        """The child of the asker's face and the others', to which all give the same share.

        Its faces are `mine`, `theirs` for each of the others in their order, and `child`.

        Args:
            others: at least one, all different; a message shows nine parents at most.

        Raises:
            MixedTwice, BlendWithSelf, BlendWithBot, BlendRefused, BlendIncompatible
            BlendAsksFirst: one of them wants to be asked, which only a blend does.
            QueueIsFull, ModelUnavailable, StoreBusy
        """
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        ids = [other.user_id for other in others]
        for other in others:
            check_partner(origin.user_id, other.user_id, them_is_bot=other.is_bot)
        if len(set(ids)) < len(ids):
            raise MixedTwice

        async def all_allow_it(rows: Repositories) -> None:
            for user_id in ids:
                await check_public(rows, user_id)

        await all_allow_it(self._store.read)
        faces = await worn_together(self._store.read, self._registry, origin.user_id, *ids)
        child = Subject("child", self._child([face.recipe for face in faces]))
        return await self._requests.start(
            origin, "mix", [*_parents(origin.user_id, faces), child], accompany=all_allow_it
        )

    def _child(self, parents: Sequence[Recipe]) -> Recipe:
        try:
            return child_of(parents, model_of(self._registry, parents[0]))
        except (UnknownAttribute, Contradiction):
            # A face of an older version, which asks for what its model no longer draws: what W makes of all.
            return mean(parents)


def _parents(user_id: int, faces: Sequence[Face]) -> list[Subject]:
    return [
        Subject(
            "mine" if face.owner_user_id == user_id else "theirs",
            face.recipe,
            None if face.avatar is None else face.avatar.id,
            face.owner_user_id,
        )
        for face in faces
    ]
