"""Draw requests on their way: written down, queued, waited for, stored, and found again after a restart."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Final, Self

import structlog

from bot.errors import MemberError
from bot.services.drawn import Drawing, Drawn
from bot.services.errors import (
    DrawingFailed,
    DrawTookTooLong,
    DrawWithdrawn,
    QueueIsFull,
    RequestGone,
    Restarting,
    YourQueueIsFull,
)
from bot.services.faces import new_reference
from bot.services.like_errors import LikeLost
from bot.services.quotas import Quotas, pictures_of, written
from bot.services.storing import store_faces
from bot.store.database import Database, Repositories
from bot.store.errors import StoreError
from bot.store.rows import PICTURE_SIZE, TURNED, DrawKind, Message, Origin, StoredDraw, Subject
from bot.store.settings_rows import Standing
from gan.engine.batches import BATCH, submit_in_batches
from gan.engine.interface import (
    DrawCancelled,
    DrawRequest,
    DrawTimeout,
    Engine,
    EngineClosed,
    EngineError,
    MemberQueueFull,
    QueueFull,
    Ticket,
)
from gan.wishes.wish import Wish

__all__ = ["TOKEN_SECONDS", "DrawRequests"]

# An interaction token lives for 15 minutes; the margin is for the answer's own way.
TOKEN_SECONDS: Final = 14 * 60 + 30
# Finished drawings kept in memory, so that an interaction delivered twice finds its pictures.
_REMEMBERED: Final = 16

_log = structlog.stdlib.get_logger(__name__)

Accompany = Callable[[Repositories], Awaitable[None]]


class DrawRequests:
    """Every drawing goes through here; an async context manager, for drawings under way belong to it."""

    def __init__(self, store: Database, engine: Engine, clock: Callable[[], float], quotas: Quotas) -> None:
        self._store = store
        self._engine = engine
        self._clock = clock
        self._quotas = quotas
        self._drawings: OrderedDict[int, Drawing] = OrderedDict()
        self._reserved: set[int] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for drawing in self._drawings.values():
            if not drawing.done:
                drawing.stop()
        await self._settled(self._drawings.values())
        self._drawings.clear()

    async def repeated(self, origin: Origin) -> Drawing | None:
        """The drawing of this very interaction, where it was delivered before."""
        drawing = self._drawings.get(origin.interaction_id)
        if drawing is not None:
            return drawing.again()
        draw = await self._store.read.draws.of_interaction(origin.interaction_id)
        return None if draw is None else (await self.resume(draw)).again()

    async def start(
        self,
        origin: Origin,
        kind: DrawKind,
        subjects: Sequence[Subject],
        *,
        owner_user_id: int | None = None,
        owner_standing: Standing | None = None,
        partner_user_id: int | None = None,
        parent_avatar_id: int | None = None,
        wish: Wish | None = None,
        view: Mapping[str, str | int] | None = None,
        size: int = PICTURE_SIZE,
        accompany: Accompany | None = None,
        take_back: Accompany | None = None,
    ) -> Drawing:
        """Writes the request and queues it: what every drawing goes through.

        Args:
            owner_user_id: whose it is, where that is not the asker; their quota it goes by.
            owner_standing: what they are on the server, where that is not the asker.
            size: side of the pictures in pixels; those that become avatars have `PICTURE_SIZE`.
            accompany: written in the same transaction as the request; what it raises prevents both.
            take_back: undoes `accompany`, where the request then finds no place in the queue.

        Raises:
            QueueIsFull, DrawingFailed, StoreBusy
            QuotaReached, QuotaReachedByOther: it would be more pictures than the owner may have drawn now.
            ValueError: avatars would be stored with the hash of a picture of another size.
        """
        if size != PICTURE_SIZE and any(subject.role in ("new", "child") for subject in subjects):
            raise ValueError(f"New avatars are drawn with {PICTURE_SIZE} pixels, not with {size}.")
        now = int(self._clock())
        owner = origin.user_id if owner_user_id is None else owner_user_id
        wanted = pictures_of(kind, subjects)
        limits = self._quotas.limits(origin.guild_id, owner_standing or origin.standing) if wanted else {}
        async with self._store.write() as rows:
            draw = await rows.draws.of_interaction(origin.interaction_id)
            known = draw is not None
            if draw is None:
                await self._quotas.check(rows, origin, owner, limits, wanted, now)
                if accompany is not None:
                    await accompany(rows)
                draw = await rows.draws.add(
                    origin,
                    kind,
                    subjects,
                    size=size,
                    owner_user_id=owner,
                    partner_user_id=partner_user_id,
                    parent_avatar_id=parent_avatar_id,
                    wish=wish or Wish(),
                    view={**(view or {}), **written(limits)},
                    now=now,
                    expires_at=now + TOKEN_SECONDS,
                )
                if wanted and origin.guild_id is not None and self._quotas.counts(origin.guild_id):
                    await rows.charges.reserve(origin.guild_id, owner, draw.id, wanted, now)
        try:
            drawing = await self.resume(draw)
        except MemberError as error:
            await self._fail(draw, error, take_back)
            raise
        drawing.answered_here = True
        return drawing.again() if known else drawing

    async def reserve(self, origin: Origin, kind: DrawKind, view: Mapping[str, str | int]) -> StoredDraw:
        """Writes a request for one picture down before it is known what is to be drawn.

        `fill` says it later, or `give_up` why nothing is.

        Raises:
            RequestGone: the interaction has a request already.
            QuotaReached: the member may have no more drawn now.
            StoreBusy
        """
        now = int(self._clock())
        limits = self._quotas.limits(origin.guild_id, origin.standing)
        async with self._store.write() as rows:
            if await rows.draws.of_interaction(origin.interaction_id) is not None:
                raise RequestGone
            await self._quotas.check(rows, origin, origin.user_id, limits, 1, now)
            draw = await rows.draws.add(
                origin,
                kind,
                (),
                owner_user_id=origin.user_id,
                partner_user_id=None,
                parent_avatar_id=None,
                wish=Wish(),
                view={**view, **written(limits)},
                now=now,
                expires_at=now + TOKEN_SECONDS,
            )
            if origin.guild_id is not None and self._quotas.counts(origin.guild_id):
                await rows.charges.reserve(origin.guild_id, origin.user_id, draw.id, 1, now)
        self._reserved.add(origin.interaction_id)
        return draw

    async def fill(self, draw: StoredDraw, subjects: Sequence[Subject], view: Mapping[str, str | int]) -> StoredDraw:
        """Writes down what is to be drawn for a reserved request, which is for `resume` to queue.

        Raises:
            DrawWithdrawn: it was deleted meanwhile.
            StoreBusy
        """
        async with self._store.write() as rows:
            filled = await rows.draws.fill(draw.id, subjects, {**draw.view, **view})
        if filled is None:
            raise DrawWithdrawn
        return filled

    async def give_up(self, draw: StoredDraw, error: MemberError) -> None:
        """Closes a reserved request that comes to nothing; whoever waits for it is told by the caller."""
        await self._fail(draw, error)

    def released(self, draw: StoredDraw) -> None:
        """Nobody fills a reserved request any more."""
        self._reserved.discard(draw.origin.interaction_id)

    async def resume(self, draw: StoredDraw, *, here: bool = False) -> Drawing:
        """Queues a written request, unless it is under way already.

        Args:
            here: somebody waits for it since before.

        Raises:
            RequestGone: it failed or expired.
            LikeLost: what it was to draw was never found out.
            QueueIsFull, Restarting: the request stays open.
            DrawingFailed
        """
        if (under_way := self._drawings.get(draw.origin.interaction_id)) is not None:
            return under_way
        if draw.state in ("failed", "expired"):
            raise RequestGone
        if draw.kind == "like" and not draw.subjects:
            raise LikeLost
        request = DrawRequest(
            id=f"interaction-{draw.origin.interaction_id}",
            member=str(draw.owner_user_id),
            recipes=tuple(subject.recipe for subject in draw.subjects),
            size=draw.size,
        )
        try:
            ticket = await submit_in_batches(self._engine, request)
        except MemberQueueFull as error:
            raise YourQueueIsFull from error
        except QueueFull as error:
            raise QueueIsFull from error
        except EngineClosed as error:
            raise Restarting from error
        except EngineError as error:
            raise self._failure(draw, error) from error
        # Another delivery of the interaction may have come first while this one waited; the engine draws both once.
        drawing = self._drawings.get(draw.origin.interaction_id)
        if drawing is None:
            drawing = Drawing(draw, ticket, asyncio.create_task(self._finish(draw, ticket)))
            self._remember(draw.origin.interaction_id, drawing)
        else:
            ticket.cancel()
        drawing.answered_here = drawing.answered_here or here
        return drawing

    async def answered(self, request_id: int, message_id: int | None = None, channel_id: int | None = None) -> None:
        """Notes that the member has the answer (or the error): the token is erased, recovery leaves the request alone.

        With the ids of the public message that holds it, the member is recorded as its author and may delete it, unless
        they only turned its page. Leave them out for ephemeral messages.
        """
        async with self._store.write() as rows:
            draw = await rows.draws.get(request_id)
            if draw is None:
                return
            now = int(self._clock())
            await rows.draws.set_answered(request_id, now, message_id)
            if draw.state == "expired":
                # It was missed the first time (see `MissedService`), and is not any more.
                await rows.draws.set_state(request_id, "drawn")
            channel_id = draw.origin.channel_id if channel_id is None else channel_id
            if message_id is not None and channel_id is not None and TURNED not in draw.view:
                await rows.messages.add(Message(message_id, channel_id, draw.owner_user_id, now))
        if len(draw.subjects) > BATCH:
            # So many pictures would weigh on the bot for as long as they are remembered.
            self._drawings.pop(draw.origin.interaction_id, None)

    async def give_back(self, request_id: int) -> None:
        """Its pictures were drawn and never reached the member: they do not count."""
        async with self._store.write() as rows:
            await rows.charges.give_back(request_id)

    async def check_quota(self, origin: Origin, wanted: int) -> None:
        """Passes where the asker may have so many more pictures drawn now; raises `QuotaReached`.

        For what is drawn later: it is looked at again then.
        """
        limits = self._quotas.limits(origin.guild_id, origin.standing)
        await self._quotas.check(self._store.read, origin, origin.user_id, limits, wanted, int(self._clock()))

    def is_waited_for(self, interaction_id: int) -> bool:
        """Whether the interaction came since the bot started, so that its own task answers it."""
        drawing = self._drawings.get(interaction_id)
        return interaction_id in self._reserved or (drawing is not None and drawing.answered_here)

    async def withdraw(self, user_id: int) -> None:
        """Gives up every drawing that this member waits for."""
        theirs = {
            interaction_id: drawing
            for interaction_id, drawing in self._drawings.items()
            if user_id in (drawing.owner_user_id, drawing.user_id)
        }
        for interaction_id, drawing in theirs.items():
            drawing.withdraw()
            del self._drawings[interaction_id]
        await self._settled(theirs.values())

    async def _finish(self, draw: StoredDraw, ticket: Ticket) -> Drawn:
        """Waits for the pictures and stores what they became; runs in a task of its own."""
        try:
            pictures = await ticket.result()
        except EngineClosed as error:
            # The bot is going down, and the request stays open for recovery.
            raise asyncio.CancelledError from error
        except EngineError as error:
            failure = self._failure(draw, error)
            await self._fail(draw, failure)
            raise failure from error
        async with self._store.write() as rows:
            current = await rows.draws.get(draw.id)
            if current is None:
                raise DrawWithdrawn
            now = int(self._clock())
            faces = await store_faces(rows, current, pictures, now)
            await rows.charges.settle(draw.id)
            left = await self._quotas.left(rows, current, now)
        return Drawn(
            request_id=draw.id,
            kind=draw.kind,
            origin=draw.origin,
            owner_user_id=draw.owner_user_id,
            partner_user_id=current.partner_user_id,
            faces=faces,
            view=draw.view,
            left=left,
        )

    def _failure(self, draw: StoredDraw, error: EngineError) -> MemberError:
        """The member's words for an engine's error; the engine's own go to the log."""
        if isinstance(error, DrawCancelled):
            return DrawWithdrawn()
        if isinstance(error, DrawTimeout):
            _log.warning("draw_timeout", request=draw.id)
            return DrawTookTooLong()
        reference = new_reference()
        _log.error("draw_failed", request=draw.id, reference=reference, problem=str(error))
        return DrawingFailed(reference=reference)

    async def _fail(self, draw: StoredDraw, error: MemberError, take_back: Accompany | None = None) -> None:
        """Closes a request; a store that cannot be written must not hide why."""
        if isinstance(error, RequestGone):
            return
        try:
            async with self._store.write() as rows:
                await rows.draws.fail(draw.id, error.key)
                if take_back is not None:
                    await take_back(rows)
        except StoreError as problem:
            _log.error("failure_not_stored", request=draw.id, problem=str(problem))

    def _remember(self, interaction_id: int, drawing: Drawing) -> None:
        self._drawings[interaction_id] = drawing
        finished = [key for key, one in self._drawings.items() if one.done]
        for key in finished[:-_REMEMBERED]:
            del self._drawings[key]

    @staticmethod
    async def _settled(drawings: Iterable[Drawing]) -> None:
        """Returns once the drawings are over."""
        await asyncio.gather(*(drawing.over() for drawing in drawings))
