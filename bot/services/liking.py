"""The face that is nearest to a picture: the picture is looked at, and never kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from contextvars import Context
from copy import copy
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Protocol, Self

import structlog

from bot.errors import MemberError
from bot.services.drawn import Drawing
from bot.services.errors import DrawingFailed, DrawTookTooLong, DrawWithdrawn, QueueIsFull
from bot.services.faces import new_reference
from bot.services.like_errors import LikeNotHanded, LikeTooLarge, LikeUnderWay, unusable
from bot.services.palette import Choice, Palette
from bot.services.requests import DrawRequests
from bot.store.rows import Origin, StoredDraw, Subject
from gan.engine.seeking import FaceSeeker, SeekingFailed, SeekingTimeout
from gan.uploads.archives import Refused
from gan.uploads.limits import in_words
from gan.uploads.single import read_one

__all__ = ["LARGEST", "NEARNESS", "HandedPicture", "Likening", "LikingService", "SearchProgress"]

# Bytes of a file. What is larger has no more to show to a search that looks at 64 pixels.
LARGEST: Final = 10_000_000
# Members whose search waits or goes on.
_MOST: Final = 8
# A search whose drawing finds the queue full asks again so often, after so many seconds.
_TRIES: Final = 30
_PAUSE: Final = 2.0
# Where the answer finds how near the face came, in percent.
NEARNESS: Final = "nearness"

_log = structlog.stdlib.get_logger(__name__)


class HandedPicture(Protocol):
    """A file that a member handed in with a command."""

    @property
    def size(self) -> int:
        """Bytes, as Discord says."""
        ...

    async def read(self) -> bytes | None:
        """Its bytes; None where it cannot be had."""
        ...


@dataclass(frozen=True, slots=True)
class SearchProgress:
    """How far a search is.

    Attributes:
        before: searches of others that come first; 0 once it is its turn.
        done: steps done.
        total: of how many; 0 where that is not known yet.
    """

    before: int = 0
    done: int = 0
    total: int = 0


class Likening:
    """A search under way.

    Attributes:
        user_id: who asked.
        repeated: this interaction was delivered before; another task answers it.
    """

    def __init__(self, user_id: int) -> None:
        self.user_id = user_id
        self.repeated = False
        self._told = [SearchProgress()]
        self._outcome: asyncio.Future[Drawing] = asyncio.get_running_loop().create_future()
        self._searching: asyncio.Task[None] | None = None
        # Whoever waits may be gone; what went wrong was logged and stored.
        self._outcome.add_done_callback(lambda outcome: outcome.cancelled() or outcome.exception())

    @property
    def progress(self) -> SearchProgress:
        """How far it is now."""
        return self._told[0]

    async def result(self) -> Drawing:
        """The drawing of what was found. Cancelling the caller does not stop the search.

        Raises:
            LikeNotHanded, UnusablePicture, DrawTookTooLong, DrawingFailed, DrawWithdrawn, QueueIsFull, StoreBusy
            asyncio.CancelledError: the bot is going down; the request is answered when it is back.
        """
        return await asyncio.shield(self._outcome)

    def again(self) -> Likening:
        """The same search as a second delivery of its interaction sees it."""
        twin = copy(self)
        twin.repeated = True
        return twin

    def tell(self, progress: SearchProgress) -> None:
        """Notes how far it is."""
        self._told[0] = progress

    def begin(self, searching: asyncio.Task[None]) -> None:
        """Notes the task that searches."""
        self._searching = searching

    def finish(self, outcome: Drawing | BaseException | None) -> None:
        """Answers, once; None where the bot goes down first."""
        if self._outcome.done():
            return
        if outcome is None:
            self._outcome.cancel()
        elif isinstance(outcome, BaseException):
            self._outcome.set_exception(outcome)
        else:
            self._outcome.set_result(outcome)

    async def stop(self) -> None:
        """Ends the search; returns when it is over."""
        if self._searching is not None:
            self._searching.cancel()
            await asyncio.wait([self._searching])


class LikingService:
    """Looks for faces, one search at a time; an async context manager, for searches under way belong to it.

    The picture is in memory alone: in the bot while it is handed on, then in the processes that read and search. All
    that is written down is that somebody asked. A bot that dies in mid-search tells them so when it is back.
    """

    def __init__(self, requests: DrawRequests, palette: Palette, seeker: FaceSeeker) -> None:
        self._requests = requests
        self._palette = palette
        self._seeker = seeker
        self._searches: dict[int, Likening] = {}
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for search in list(self._searches.values()):
            await search.stop()

    async def begin(self, origin: Origin, picture: HandedPicture, style: str | None = None) -> Likening:
        """Begins a search, or takes a place in line for it.

        Args:
            picture: it is read when its turn has come.
            style: the name of one that the server has adopted, or `original`; None for the server's default.

        Raises:
            LikeTooLarge, LikeUnderWay, QueueIsFull, ModelUnavailable, StoreBusy
            NoSuchStyle, StyleRetired, StyleNotAdopted, StyleUnavailable: of the style that was named.
            LikeLost: the interaction was delivered before, to a bot that did not survive it.
        """
        if (known := self._searches.get(origin.interaction_id)) is not None:
            return known.again()
        if picture.size > LARGEST:
            raise LikeTooLarge(most=in_words(LARGEST))
        if any(search.user_id == origin.user_id for search in self._searches.values()):
            raise LikeUnderWay
        if len(self._searches) >= _MOST:
            raise QueueIsFull
        # Before anything is awaited: a second delivery, or a second wish, must find it.
        search = self._searches[origin.interaction_id] = Likening(origin.user_id)
        try:
            if (drawing := await self._requests.repeated(origin)) is not None:
                search.finish(drawing)
                del self._searches[origin.interaction_id]
                return search.again()
            choice = await self._palette.choose(origin.guild_id, style)
            draw = await self._requests.reserve(origin, "like", choice.view)
        except BaseException as error:
            self._searches.pop(origin.interaction_id, None)
            search.finish(error if isinstance(error, Exception) else None)
            raise
        # In a context of its own: it belongs to no command (see `bot.tryout.outside`).
        search.begin(Context().run(asyncio.ensure_future, self._carry_out(search, draw, picture, choice)))
        return search

    async def withdraw(self, user_id: int) -> None:
        """Ends the searches of a member, for good."""
        for search in [search for search in self._searches.values() if search.user_id == user_id]:
            search.finish(DrawWithdrawn())
            await search.stop()

    async def _carry_out(self, search: Likening, draw: StoredDraw, picture: HandedPicture, choice: Choice) -> None:
        """From the file to the drawing; runs in a task of its own."""
        outcome: Drawing | BaseException | None = None
        try:
            async with self._in_turn(search):
                subject, view = await self._search(search, draw, picture, choice)
            outcome = await self._draw(draw, subject, view)
        except MemberError as error:
            outcome = error
            await self._requests.give_up(draw, error)
        except Exception as error:
            reference = new_reference()
            _log.exception("a search failed", request=draw.id, reference=reference)
            outcome = DrawingFailed(reference=reference)
            outcome.__cause__ = error
            await self._requests.give_up(draw, outcome)
        finally:
            self._searches.pop(draw.origin.interaction_id, None)
            self._requests.released(draw)
            search.finish(outcome)
            self._move_up()

    @asynccontextmanager
    async def _in_turn(self, search: Likening) -> AsyncGenerator[None]:
        """Waits until those before it are done."""
        self._move_up()
        async with self._turn:
            search.tell(SearchProgress())
            yield

    def _move_up(self) -> None:
        """Tells those who wait how many are before them."""
        for place, search in enumerate(self._searches.values()):
            if not search.progress.total:
                search.tell(SearchProgress(before=place))

    async def _search(
        self, search: Likening, draw: StoredDraw, picture: HandedPicture, choice: Choice
    ) -> tuple[Subject, Mapping[str, str | int]]:
        content = await picture.read()
        if content is None:
            raise LikeNotHanded
        if len(content) > LARGEST:
            raise LikeTooLarge(most=in_words(LARGEST))
        read = await read_one(content)
        if isinstance(read, Refused):
            raise unusable(read)
        try:
            sought = await self._seeker.find(
                choice.model.id, read, lambda done, total: search.tell(SearchProgress(0, done, total))
            )
        except SeekingTimeout as error:
            _log.warning("search_timeout", request=draw.id)
            raise DrawTookTooLong from error
        except SeekingFailed as error:
            reference = new_reference()
            _log.error("search_failed", request=draw.id, reference=reference, problem=str(error))
            raise DrawingFailed(reference=reference) from error
        return Subject("new", sought.recipe), {NEARNESS: round(100 * sought.nearness)}

    async def _draw(self, draw: StoredDraw, subject: Subject, view: Mapping[str, str | int]) -> Drawing:
        filled = await self._requests.fill(draw, [subject], view)
        for _ in range(_TRIES - 1):
            try:
                return await self._requests.resume(filled, here=True)
            except QueueIsFull:
                await asyncio.sleep(_PAUSE)
        return await self._requests.resume(filled, here=True)
