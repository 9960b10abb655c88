"""A drawing under way, and what it becomes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from copy import copy
from dataclasses import dataclass

from bot.services.errors import DrawWithdrawn
from bot.services.quotas import Left
from bot.store.rows import Avatar, DrawKind, Origin, Role, StoredDraw
from gan.engine.interface import Ticket
from gan.recipe import Recipe

__all__ = ["Drawing", "Drawn", "DrawnFace"]


@dataclass(frozen=True, slots=True)
class DrawnFace:
    """One picture of a finished drawing.

    Attributes:
        role: `new` and `child` can be saved and varied; `mine` and `theirs` are a blend's parents; `shown` is a redraw.
        avatar: the stored avatar; None for a default face, and for one deleted in the meantime.
        png: the encoded picture.
        pixel_hash: of this picture, as it is delivered.
        changed: the picture, at the size that is kept, differs from the one first drawn (another machine, another
            version).
        owner_user_id: whose face it is, in a mix of several members; None once they asked to be forgotten.
    """

    role: Role
    recipe: Recipe
    avatar: Avatar | None
    png: bytes
    pixel_hash: str
    changed: bool = False
    owner_user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished drawing, with everything that its answer shows.

    Attributes:
        request_id: row id of the draw request; goes into the reroll button.
        owner_user_id: whose drawing it is.
        partner_user_id: the other member of a blend, or the one whose avatar is shown.
        view: what the interface passed in with the request.
        left: how many pictures the owner has left, in each window that has a quota for them.
    """

    request_id: int
    kind: DrawKind
    origin: Origin
    owner_user_id: int
    partner_user_id: int | None
    faces: tuple[DrawnFace, ...]
    view: Mapping[str, str | int]
    left: tuple[Left, ...] = ()

    @property
    def new(self) -> tuple[DrawnFace, ...]:
        """The faces that this drawing made: those a member can save."""
        return tuple(face for face in self.faces if face.role in ("new", "child"))


class Drawing:
    """A drawing under way.

    Attributes:
        request_id: row id of the draw request.
        owner_user_id: whose drawing it is.
        repeated: this interaction was seen before (Discord delivered it twice): there is nothing to answer any more,
            or another task is answering already.
        answered_here: it was asked for since the bot started, so whoever asked is waiting for it.
    """

    def __init__(self, draw: StoredDraw, ticket: Ticket, finishing: asyncio.Task[Drawn]) -> None:
        self.request_id = draw.id
        self.owner_user_id = draw.owner_user_id
        self.user_id = draw.origin.user_id
        self.repeated = False
        self.answered_here = False
        self._ticket = ticket
        self._finishing = finishing
        self._withdrawn = False
        finishing.add_done_callback(_seen)

    @property
    def done(self) -> bool:
        """Whether the drawing is over, well or badly."""
        return self._finishing.done()

    @property
    def position(self) -> int:
        """How many requests will be started before this one; 0 once it is being drawn or done."""
        return self._ticket.position

    def positions(self) -> AsyncIterator[int]:
        """Yields the position now and at each change; ends when the drawing is over."""
        return self._ticket.positions()

    async def result(self) -> Drawn:
        """The pictures, once stored. Cancelling the caller does not stop the drawing.

        Raises:
            DrawTookTooLong, DrawingFailed, DrawWithdrawn, StoreBusy
            asyncio.CancelledError: the bot is going down; the request stays open for recovery.
        """
        try:
            return await asyncio.shield(self._finishing)
        except asyncio.CancelledError:
            if self._withdrawn:
                raise DrawWithdrawn from None
            raise

    def withdraw(self) -> None:
        """Gives the drawing up for good: whoever waits for the result gets `DrawWithdrawn`."""
        self._withdrawn = True
        self.stop()

    def stop(self) -> None:
        """Stops waiting for the pictures."""
        # In this order: an engine may answer a cancelled ticket with an error, which is no failure of the drawing.
        self._finishing.cancel()
        self._ticket.cancel()

    async def over(self) -> None:
        """Returns once the drawing is over, well or badly."""
        await asyncio.wait([self._finishing])

    def again(self) -> Drawing:
        """The same drawing as a second delivery of its interaction sees it."""
        twin = copy(self)
        twin.repeated = True
        return twin


def _seen(finishing: asyncio.Task[Drawn]) -> None:
    """Marks a failure as seen: nobody may be waiting for it any more, and it was logged and stored."""
    if not finishing.cancelled():
        finishing.exception()
