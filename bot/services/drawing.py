"""Drawing: from a member's wish to stored avatars and their pictures."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from random import Random
from types import TracebackType
from typing import Final, Self

import structlog

from bot.errors import MemberError
from bot.services.drawn import Drawing, Drawn, DrawnFace
from bot.services.errors import (
    AvatarGone,
    BadAttribute,
    BadCount,
    BadSeed,
    DrawingFailed,
    DrawTookTooLong,
    DrawWithdrawn,
    NotYours,
    QueueIsFull,
    RequestGone,
    Restarting,
    YourQueueIsFull,
)
from bot.services.faces import Face, base_model, new_reference
from bot.store.database import Database, Repositories
from bot.store.errors import StoreError
from bot.store.rows import Avatar, DrawKind, Message, Origin, Parent, StoredDraw, Subject
from gan.attributes import UnknownAttribute, check_attributes
from gan.engine.interface import (
    DrawCancelled,
    DrawRequest,
    DrawTimeout,
    Engine,
    EngineClosed,
    EngineError,
    MemberQueueFull,
    Picture,
    QueueFull,
    Ticket,
)
from gan.models import Registry
from gan.recipe import SEED_LIMIT, fresh, vary

__all__ = [
    "MOST_PICTURES",
    "SHORT_SEEDS",
    "TOKEN_SECONDS",
    "Drawing",
    "DrawingService",
    "Drawn",
    "DrawnFace",
    "Face",
    "parse_seed",
]

MOST_PICTURES: Final = 4
# Seeds that members get are short enough to be typed again.
SHORT_SEEDS: Final = 1_000_000_000
# An interaction token lives for 15 minutes; the margin is for the answer's own way.
TOKEN_SECONDS: Final = 14 * 60 + 30
# Finished drawings kept in memory, so that an interaction delivered twice finds its pictures.
_REMEMBERED: Final = 16

_log = structlog.stdlib.get_logger(__name__)

Accompany = Callable[[Repositories], Awaitable[None]]


def parse_seed(text: str) -> int:
    """The seed that a member typed; raises `BadSeed`."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= len(str(SEED_LIMIT))):
        raise BadSeed
    seed = int(digits)
    if seed >= SEED_LIMIT:
        raise BadSeed
    return seed


class DrawingService:
    """Draws; an async context manager, for drawings under way belong to it."""

    def __init__(
        self, store: Database, engine: Engine, registry: Registry, clock: Callable[[], float], rng: Random
    ) -> None:
        self._store = store
        self._engine = engine
        self._registry = registry
        self._clock = clock
        self._rng = rng
        self._drawings: OrderedDict[int, Drawing] = OrderedDict()

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

    async def new(
        self,
        origin: Origin,
        seed: str | None = None,
        count: int | None = None,
        attributes: Mapping[str, str] | None = None,
    ) -> Drawing:
        """New avatars: of the seed, seed + 1, ... where one is given, else of random seeds of at most nine digits.

        Args:
            seed: as the member typed it.
            count: how many, up to `MOST_PICTURES`; None for one of a given seed, else four.
            attributes: what was asked for in words, such as `{"hair_color": "pink"}`.

        Raises:
            BadSeed, BadCount, BadAttribute, QueueIsFull, ModelUnavailable, StoreBusy
        """
        if (known := await self.repeated(origin)) is not None:
            return known
        if count is None:
            count = MOST_PICTURES if seed is None else 1
        if not 1 <= count <= MOST_PICTURES:
            raise BadCount(most=MOST_PICTURES)
        if seed is None:
            seeds = self._rng.sample(range(SHORT_SEEDS), count)
        else:
            first = parse_seed(seed)
            seeds = [(first + step) % SEED_LIMIT for step in range(count)]
        try:
            asked = check_attributes(attributes or {})
        except UnknownAttribute as error:
            raise BadAttribute(problem=str(error)) from error
        return await self.start(origin, "new", self._fresh(seeds, asked), attributes=asked)

    async def variations(self, origin: Origin, avatar_id: int) -> Drawing:
        """Four siblings of one's own avatar, which thereby counts as picked.

        Raises:
            AvatarGone, NotYours, QueueIsFull, StoreBusy
        """
        if (known := await self.repeated(origin)) is not None:
            return known
        avatar = await self._store.read.avatars.get(avatar_id)
        if avatar is None:
            raise AvatarGone
        if avatar.owner_user_id != origin.user_id:
            raise NotYours
        return await self._vary(origin, avatar, MOST_PICTURES)

    async def reroll(self, origin: Origin, request_id: int) -> Drawing:
        """The same wish with new random seeds; for drawings of the kinds `new` and `variations`.

        Raises:
            RequestGone, NotYours, QueueIsFull, ModelUnavailable, StoreBusy
            AvatarGone: the avatar whose variations they were was deleted.
        """
        if (known := await self.repeated(origin)) is not None:
            return known
        draw = await self._store.read.draws.get(request_id)
        if draw is None or draw.kind not in ("new", "variations"):
            raise RequestGone
        if draw.owner_user_id != origin.user_id:
            raise NotYours
        count = len(draw.subjects)
        if draw.kind == "new":
            seeds = self._rng.sample(range(SHORT_SEEDS), count)
            return await self.start(origin, "new", self._fresh(seeds, draw.attributes), attributes=draw.attributes)
        parent = None if draw.parent_avatar_id is None else await self._store.read.avatars.get(draw.parent_avatar_id)
        if parent is None:
            raise AvatarGone
        return await self._vary(origin, parent, count)

    async def redraw(
        self,
        origin: Origin,
        faces: Sequence[Face],
        *,
        kind: DrawKind = "show",
        partner_user_id: int | None = None,
        view: Mapping[str, str | int] | None = None,
    ) -> Drawing:
        """Draws known faces again from their recipes, for `show` and `gallery`; stores no avatar.

        Args:
            partner_user_id: the member whose faces they are, where that is not the asker.
            view: small values that the answer needs (a page number); never user ids.

        Raises:
            QueueIsFull, StoreBusy
        """
        if (known := await self.repeated(origin)) is not None:
            return known
        subjects = [Subject("shown", face.recipe, None if face.avatar is None else face.avatar.id) for face in faces]
        return await self.start(origin, kind, subjects, partner_user_id=partner_user_id, view=view)

    async def answered(self, request_id: int, message_id: int | None = None, channel_id: int | None = None) -> None:
        """Notes that the member has the answer (or the error): the token is erased, recovery leaves the request alone.

        With the ids of the public message that holds it, the member is recorded as its author and may delete it. Leave
        them out for ephemeral messages.
        """
        async with self._store.write() as rows:
            draw = await rows.draws.get(request_id)
            if draw is None:
                return
            now = int(self._clock())
            await rows.draws.set_answered(request_id, now, message_id)
            channel_id = draw.origin.channel_id if channel_id is None else channel_id
            if message_id is not None and channel_id is not None:
                await rows.messages.add(Message(message_id, channel_id, draw.owner_user_id, now))

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
        partner_user_id: int | None = None,
        parent_avatar_id: int | None = None,
        attributes: Mapping[str, str] | None = None,
        view: Mapping[str, str | int] | None = None,
        accompany: Accompany | None = None,
        take_back: Accompany | None = None,
    ) -> Drawing:
        """Writes the request and queues it: what every drawing goes through.

        Args:
            owner_user_id: whose it is, where that is not the asker.
            accompany: written in the same transaction as the request; what it raises prevents both.
            take_back: undoes `accompany`, where the request then finds no place in the queue.

        Raises:
            QueueIsFull, DrawingFailed, StoreBusy
        """
        now = int(self._clock())
        async with self._store.write() as rows:
            draw = await rows.draws.of_interaction(origin.interaction_id)
            known = draw is not None
            if draw is None:
                if accompany is not None:
                    await accompany(rows)
                draw = await rows.draws.add(
                    origin,
                    kind,
                    subjects,
                    owner_user_id=origin.user_id if owner_user_id is None else owner_user_id,
                    partner_user_id=partner_user_id,
                    parent_avatar_id=parent_avatar_id,
                    attributes=attributes or {},
                    view=view or {},
                    now=now,
                    expires_at=now + TOKEN_SECONDS,
                )
        try:
            drawing = await self.resume(draw)
        except MemberError as error:
            await self._fail(draw, error, take_back)
            raise
        drawing.answered_here = True
        return drawing.again() if known else drawing

    async def resume(self, draw: StoredDraw) -> Drawing:
        """Queues a written request, unless it is under way already.

        Raises:
            RequestGone: it failed or expired.
            QueueIsFull, Restarting: the request stays open.
            DrawingFailed
        """
        if (under_way := self._drawings.get(draw.origin.interaction_id)) is not None:
            return under_way
        if draw.state in ("failed", "expired"):
            raise RequestGone
        request = DrawRequest(
            id=f"interaction-{draw.origin.interaction_id}",
            member=str(draw.owner_user_id),
            recipes=tuple(subject.recipe for subject in draw.subjects),
        )
        try:
            ticket = await self._engine.submit(request)
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
        return drawing

    def is_waited_for(self, interaction_id: int) -> bool:
        """Whether the interaction came since the bot started, so that its own task answers it."""
        drawing = self._drawings.get(interaction_id)
        return drawing is not None and drawing.answered_here

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

    def _fresh(self, seeds: Sequence[int], attributes: Mapping[str, str]) -> list[Subject]:
        model_id = base_model(self._registry).id
        return [Subject("new", fresh(model_id, seed, attributes)) for seed in seeds]

    async def _vary(self, origin: Origin, avatar: Avatar, count: int) -> Drawing:
        seeds = self._rng.sample(range(SHORT_SEEDS), count)

        async def pick(rows: Repositories) -> None:
            if await rows.avatars.get(avatar.id) is None:
                raise AvatarGone
            await rows.members.set_latest(origin.user_id, avatar.id)

        return await self.start(
            origin,
            "variations",
            [Subject("new", vary(avatar.recipe, seed)) for seed in seeds],
            parent_avatar_id=avatar.id,
            accompany=pick,
        )

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
            faces = await self._store_faces(rows, current, pictures)
        return Drawn(
            request_id=draw.id,
            kind=draw.kind,
            origin=draw.origin,
            owner_user_id=draw.owner_user_id,
            partner_user_id=current.partner_user_id,
            faces=faces,
            view=draw.view,
        )

    async def _store_faces(
        self, rows: Repositories, draw: StoredDraw, pictures: Sequence[Picture]
    ) -> tuple[DrawnFace, ...]:
        """Makes avatars of the new pictures, the first time that a request is drawn; later times finds them again."""
        first_time = draw.state == "queued"
        now = int(self._clock())
        parents = await self._parents(rows, draw) if first_time else ()
        faces: list[DrawnFace] = []
        for position, (subject, picture) in enumerate(zip(draw.subjects, pictures, strict=True)):
            if first_time and subject.role in ("new", "child"):
                avatar = await rows.avatars.add(
                    draw.owner_user_id, subject.recipe, picture.pixel_hash, draw.origin.guild_id, now
                )
                await rows.draws.set_avatar(draw.id, position, avatar.id)
                await rows.avatars.add_parents(avatar.id, parents)
            else:
                avatar = None if subject.avatar_id is None else await rows.avatars.get(subject.avatar_id)
            changed = avatar is not None and avatar.pixel_hash != picture.pixel_hash
            if changed:
                _log.warning("picture_changed", avatar=avatar.id if avatar else None, request=draw.id)
            faces.append(DrawnFace(subject.role, subject.recipe, avatar, picture.png, picture.pixel_hash, changed))
        if first_time:
            await rows.draws.set_state(draw.id, "drawn")
            new = next((face.avatar for face in faces if face.role in ("new", "child")), None)
            if new is not None:
                await rows.members.set_latest(draw.owner_user_id, new.id)
        return tuple(faces)

    async def _parents(self, rows: Repositories, draw: StoredDraw) -> tuple[Parent, ...]:
        """Whom the new avatars of a request descend from; a partner who asked to be forgotten is left out."""
        if draw.parent_avatar_id is not None:
            parent = await rows.avatars.get(draw.parent_avatar_id)
            if parent is None:
                return ()
            return (Parent(parent.id, parent.owner_user_id, "shown", parent.recipe),)
        owners = {"mine": draw.owner_user_id, "theirs": draw.partner_user_id}
        return tuple(
            Parent(subject.avatar_id, owner, subject.role, subject.recipe)
            for subject in draw.subjects
            if (owner := owners.get(subject.role)) is not None
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
