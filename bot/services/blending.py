"""Blending: two worn faces, the other member's say in it, and the child."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, get_args

from bot.services.drawn import Drawing
from bot.services.errors import (
    BadMode,
    BadStrength,
    BlendAlreadyAnswered,
    BlendAlreadyAsked,
    BlendIncompatible,
    BlendNeedsConsent,
    BlendRefused,
    BlendRequestExpired,
    BlendRequestGone,
    BlendWithBot,
    BlendWithSelf,
    NotYourMessage,
    NotYourQuestion,
)
from bot.services.faces import kin, worn_face
from bot.services.requests import DrawRequests
from bot.store.database import Database, Repositories
from bot.store.rows import BlendPrivacy, BlendRequest, Origin, Subject
from gan.models import Registry
from gan.recipe import BlendMode, blend

__all__ = ["MODES", "BlendingService"]

MODES: Final[tuple[BlendMode, ...]] = get_args(BlendMode)


class BlendingService:
    """Blends the worn (or default) faces of two members."""

    def __init__(
        self,
        store: Database,
        requests: DrawRequests,
        registry: Registry,
        clock: Callable[[], float],
        request_seconds: float,
    ) -> None:
        self._store = store
        self._requests = requests
        self._registry = registry
        self._clock = clock
        self._request_seconds = request_seconds

    async def blend(
        self, origin: Origin, them_user_id: int, *, them_is_bot: bool = False, strength: int = 50, mode: str = "mix"
    ) -> Drawing:
        """The child of the asker's face and theirs; its faces are `mine`, `theirs`, `child`, in this order.

        Args:
            strength: 0 (all mine) to 100 (all theirs).
            mode: `mix`, `my_shape` or `their_shape`.

        Raises:
            BadStrength, BadMode, BlendWithSelf, BlendWithBot, BlendRefused, BlendIncompatible
            BlendNeedsConsent: the question is stored; send its buttons to `error.request.asked_user_id`.
            BlendAlreadyAsked: a question to the same member is open.
            QueueIsFull, ModelUnavailable, StoreBusy
        """
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        if (asked := await self._store.read.blends.of_interaction(origin.interaction_id)) is not None:
            raise BlendNeedsConsent(asked, repeated=True)
        if not 0 <= strength <= 100:
            raise BadStrength
        if mode not in MODES:
            raise BadMode
        if them_user_id == origin.user_id:
            raise BlendWithSelf
        if them_is_bot:
            raise BlendWithBot
        privacy = (await self._store.read.members.get(them_user_id)).privacy
        if privacy is BlendPrivacy.NOBODY:
            raise BlendRefused(member=_mention(them_user_id))
        subjects = await self._family(origin.user_id, them_user_id, strength, mode)
        if privacy is BlendPrivacy.ASK:
            raise BlendNeedsConsent(await self._ask(origin, them_user_id, strength, mode))

        async def still_allowed(rows: Repositories) -> None:
            if (await rows.members.get(them_user_id)).privacy is not BlendPrivacy.EVERYONE:
                raise BlendRefused(member=_mention(them_user_id))

        return await self._requests.start(
            origin, "blend", subjects, partner_user_id=them_user_id, accompany=still_allowed
        )

    async def accept(self, origin: Origin, blend_request_id: int) -> Drawing:
        """The asked member agrees: the blend is drawn and belongs to the asker (`Drawn.owner_user_id`).

        `origin` is the click of the asked member, which is what gets answered.

        Raises:
            BlendRequestGone, NotYourQuestion, BlendRequestExpired, BlendAlreadyAnswered, BlendIncompatible
            QueueIsFull, ModelUnavailable, StoreBusy: the question stays open.
        """
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        request = await self._answerable(self._store.read, origin.user_id, blend_request_id)
        subjects = await self._family(request.asker_user_id, request.asked_user_id, request.strength, request.mode)

        async def close(rows: Repositories) -> None:
            await self._answerable(rows, origin.user_id, blend_request_id)
            await rows.blends.set_state(blend_request_id, "accepted")

        async def open_again(rows: Repositories) -> None:
            newer = await rows.blends.pending(request.asker_user_id, request.asked_user_id)
            await rows.blends.set_state(blend_request_id, "pending" if newer is None else "expired")

        return await self._requests.start(
            origin,
            "blend",
            subjects,
            owner_user_id=request.asker_user_id,
            partner_user_id=request.asked_user_id,
            accompany=close,
            take_back=open_again,
        )

    async def decline(self, user_id: int, blend_request_id: int) -> BlendRequest:
        """The asked member says no; returns the question that was declined.

        Raises:
            BlendRequestGone, NotYourQuestion, BlendRequestExpired, BlendAlreadyAnswered, StoreBusy
        """
        async with self._store.write() as rows:
            request = await self._answerable(rows, user_id, blend_request_id)
            await rows.blends.set_state(blend_request_id, "declined")
        return request

    async def take_back(self, user_id: int, blend_request_id: int) -> bool:
        """The asker withdraws their question, and may ask again; False where there is no such question any more.

        Raises:
            NotYourMessage, StoreBusy
        """
        async with self._store.write() as rows:
            request = await rows.blends.get(blend_request_id)
            if request is None:
                return False
            if request.asker_user_id != user_id:
                raise NotYourMessage
            await rows.blends.delete(blend_request_id)
        return True

    async def _ask(self, origin: Origin, them_user_id: int, strength: int, mode: BlendMode) -> BlendRequest:
        now = int(self._clock())
        async with self._store.write() as rows:
            await rows.blends.expire(now)
            if await rows.blends.pending(origin.user_id, them_user_id) is not None:
                raise BlendAlreadyAsked(member=_mention(them_user_id))
            return await rows.blends.add(origin, them_user_id, strength, mode, now, now + int(self._request_seconds))

    async def _answerable(self, rows: Repositories, user_id: int, blend_request_id: int) -> BlendRequest:
        """The question, where this member may answer it now."""
        request = await rows.blends.get(blend_request_id)
        if request is None:
            raise BlendRequestGone
        if request.asked_user_id != user_id:
            raise NotYourQuestion(member=_mention(request.asked_user_id))
        if request.state in ("accepted", "declined"):
            raise BlendAlreadyAnswered
        if request.state == "expired" or request.expires_at <= self._clock():
            raise BlendRequestExpired
        return request

    async def _family(self, me: int, them: int, strength: int, mode: BlendMode) -> list[Subject]:
        """Both parents and their child, as pictures to draw."""
        mine = await worn_face(self._store.read, self._registry, me)
        theirs = await worn_face(self._store.read, self._registry, them)
        if kin(self._registry, mine.recipe) != kin(self._registry, theirs.recipe):
            raise BlendIncompatible(member=_mention(them))
        return [
            Subject("mine", mine.recipe, None if mine.avatar is None else mine.avatar.id),
            Subject("theirs", theirs.recipe, None if theirs.avatar is None else theirs.avatar.id),
            Subject("child", blend(mine.recipe, theirs.recipe, strength / 100, mode)),
        ]


def _mention(user_id: int) -> str:
    return f"<@{user_id}>"
