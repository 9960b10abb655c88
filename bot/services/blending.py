"""Blending: two worn faces, the other member's say in it, and the child."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from bot.services.drawn import Drawing
from bot.services.errors import (
    BadMode,
    BadStrength,
    BlendAlreadyAnswered,
    BlendAlreadyAsked,
    BlendCannotAsk,
    BlendNeedsConsent,
    BlendRefused,
    BlendRequestExpired,
    BlendRequestGone,
    ModeAndSides,
    NotYourMessage,
    NotYourQuestion,
)
from bot.services.faces import model_of
from bot.services.partners import check_partner, mention, worn_together
from bot.services.requests import DrawRequests
from bot.store.database import Database, Repositories
from bot.store.rows import BlendPrivacy, BlendRequest, Origin, Subject
from bot.store.settings_rows import Standing
from gan.attributes import UnknownAttribute
from gan.family import child
from gan.models import Registry
from gan.recipe import MODES, BlendMode, Recipe, Sides, blend
from gan.rules import Contradiction

__all__ = ["BlendingService"]

_MODES: Final[tuple[BlendMode, ...]] = tuple(MODES)


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
        self,
        origin: Origin,
        them_user_id: int,
        *,
        them_is_bot: bool = False,
        strength: int = 50,
        mode: str = "mix",
        sides: Sides | None = None,
        can_ask: bool = True,
    ) -> Drawing:
        """The child of the asker's face and theirs; its faces are `mine`, `theirs`, `child`, in this order.

        Args:
            strength: 0 (all mine) to 100 (all theirs).
            mode: `mix`, `my_shape` or `their_shape`.
            sides: from whom each band comes, in place of a mode.
            can_ask: whether the other member would see a question where it was asked for.

        Raises:
            BadStrength, BadMode, ModeAndSides, BlendWithSelf, BlendWithBot, BlendRefused, BlendIncompatible
            BlendNeedsConsent: the question is stored; send its buttons to `error.request.asked_user_id`.
            BlendCannotAsk: they want to be asked, and cannot be.
            BlendAlreadyAsked: a question to the same member is open.
            QuotaReached, QueueIsFull, ModelUnavailable, StoreBusy
        """
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        if (asked := await self._store.read.blends.of_interaction(origin.interaction_id)) is not None:
            raise BlendNeedsConsent(asked, repeated=True)
        if not 0 <= strength <= 100:
            raise BadStrength
        if mode not in _MODES:
            raise BadMode
        if sides is not None and mode != "mix":
            raise ModeAndSides
        check_partner(origin.user_id, them_user_id, them_is_bot=them_is_bot)
        privacy = (await self._store.read.members.get(them_user_id)).privacy
        if privacy is BlendPrivacy.NOBODY:
            raise BlendRefused(member=mention(them_user_id))
        if privacy is BlendPrivacy.ASK and not can_ask:
            raise BlendCannotAsk(member=mention(them_user_id))
        subjects = await self._family(origin.user_id, them_user_id, strength, sides or mode)
        if privacy is BlendPrivacy.ASK:
            await self._requests.check_quota(origin, 1)
            raise BlendNeedsConsent(await self._ask(origin, them_user_id, strength, mode, sides))

        async def still_allowed(rows: Repositories) -> None:
            if (await rows.members.get(them_user_id)).privacy is not BlendPrivacy.EVERYONE:
                raise BlendRefused(member=mention(them_user_id))

        return await self._requests.start(
            origin, "blend", subjects, partner_user_id=them_user_id, accompany=still_allowed
        )

    async def accept(
        self,
        origin: Origin,
        blend_request_id: int,
        standing_of: Callable[[int], Awaitable[Standing]] | None = None,
    ) -> Drawing:
        """The asked member agrees: the blend is drawn and belongs to the asker (`Drawn.owner_user_id`).

        `origin` is the click of the asked member, which is what gets answered.

        Args:
            standing_of: what a member is on the server; asked of the asker, by whose quota it goes.

        Raises:
            QuotaReachedByOther: the question stays open.
            BlendRequestGone, NotYourQuestion, BlendRequestExpired, BlendAlreadyAnswered, BlendIncompatible
            QueueIsFull, ModelUnavailable, StoreBusy: the question stays open.
        """
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        request = await self._answerable(self._store.read, origin.user_id, blend_request_id)
        standing = Standing() if standing_of is None else await standing_of(request.asker_user_id)
        subjects = await self._family(
            request.asker_user_id, request.asked_user_id, request.strength, request.sides or request.mode
        )

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
            owner_standing=standing,
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

    async def _ask(
        self, origin: Origin, them_user_id: int, strength: int, mode: BlendMode, sides: Sides | None
    ) -> BlendRequest:
        now = int(self._clock())
        async with self._store.write() as rows:
            await rows.blends.expire(now)
            if await rows.blends.pending(origin.user_id, them_user_id) is not None:
                raise BlendAlreadyAsked(member=mention(them_user_id))
            expires_at = now + int(self._request_seconds)
            return await rows.blends.add(origin, them_user_id, strength, mode, now, expires_at, sides)

    async def _answerable(self, rows: Repositories, user_id: int, blend_request_id: int) -> BlendRequest:
        """The question, where this member may answer it now."""
        request = await rows.blends.get(blend_request_id)
        if request is None:
            raise BlendRequestGone
        if request.asked_user_id != user_id:
            raise NotYourQuestion(member=mention(request.asked_user_id))
        if request.state in ("accepted", "declined"):
            raise BlendAlreadyAnswered
        if request.state == "expired" or request.expires_at <= self._clock():
            raise BlendRequestExpired
        return request

    async def _family(self, me: int, them: int, strength: int, how: BlendMode | Sides) -> list[Subject]:
        """Both parents and their child, as pictures to draw."""
        mine, theirs = await worn_together(self._store.read, self._registry, me, them)
        return [
            Subject("mine", mine.recipe, None if mine.avatar is None else mine.avatar.id),
            Subject("theirs", theirs.recipe, None if theirs.avatar is None else theirs.avatar.id),
            Subject("child", _child(mine.recipe, theirs.recipe, strength / 100, how, self._registry)),
        ]


def _child(mine: Recipe, theirs: Recipe, strength: float, how: BlendMode | Sides, registry: Registry) -> Recipe:
    try:
        return child(mine, theirs, strength, how, model_of(registry, mine))
    except (UnknownAttribute, Contradiction):
        # A face of an older version, which asks for what its model no longer draws: what W makes of both.
        return blend(mine, theirs, strength, how)
