"""From a drawing under way to the message that shows it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import discord
import structlog

from bot.answers import Answer
from bot.errors import MemberError
from bot.late import Sent
from bot.services.drawn import Drawing, Drawn
from bot.views.page import Page, notice_page
from bot.views.questions import missed_page

__all__ = ["deliver", "offer_missed", "open_gallery", "open_sheet"]

_log = structlog.stdlib.get_logger("bot.delivery")

# Avatars on one sheet.
_SHEET: Final = 100
# Sides of their pictures, in pixels: the fewer they are, the larger; a sheet is never much wider than 1,400.
_SIDES: Final = ((4, 256), (25, 192), (_SHEET, 128))
# Discord slows edits of one message down below this many seconds; whoever is served sooner sees no queue at all.
_BETWEEN_EDITS: Final = 2.0


async def deliver(answer: Answer, drawing: Drawing, make: Callable[[Drawn], Awaitable[Page]] | None = None) -> None:
    """Waits for a drawing, telling its place in the queue, and shows it; or says why there is nothing to show.

    Args:
        make: makes the page of the finished drawing, in place of the one that shows it; what it raises is the answer.
    """
    if drawing.repeated:
        _log.info("an interaction came twice", request=drawing.request_id)
        return
    try:
        drawn = await _watch(answer, drawing)
        page = await (make or answer.interaction.client.render)(drawn)
    except Exception as error:  # the member is told of any, so that the request is done with
        await answer.refuse(error)
        await _give_back(answer, drawing)
        await _note(answer, drawing, None)
        return
    try:
        sent = await answer.show(page)
    except discord.HTTPException:
        await _give_back(answer, drawing)
        raise
    if sent is None:
        await _give_back(answer, drawing)
    await _note(answer, drawing, sent if answer.public else None)


async def _give_back(answer: Answer, drawing: Drawing) -> None:
    """Pictures that the member did not get count towards no quota."""
    try:
        await answer.services.drawing.give_back(drawing.request_id)
    except MemberError:
        _log.warning("a charge could not be given back", request=drawing.request_id, exc_info=True)


async def _note(answer: Answer, drawing: Drawing, sent: Sent | None) -> None:
    """Closes the request, whose member was answered; with the public message that they were answered with."""
    service = answer.services.drawing
    try:
        if answer.missed:
            await answer.services.missed.note(drawing.request_id)
        elif sent is None:
            await service.answered(drawing.request_id)
        else:
            await service.answered(drawing.request_id, sent.message_id, sent.channel_id)
    except MemberError:
        # The member has their answer, and must not be told otherwise; at worst the next start answers once more.
        _log.warning("an answer could not be noted", request=drawing.request_id, exc_info=True)


async def _watch(answer: Answer, drawing: Drawing) -> Drawn:
    """The finished drawing; until then the member sees their place, at most every two seconds."""
    result = asyncio.ensure_future(drawing.result())
    told: int | None = None
    try:
        while not (await asyncio.wait({result}, timeout=_BETWEEN_EDITS))[0]:
            place = drawing.position
            if place != told:
                told = place
                await _tell_place(answer, place)
        return result.result()
    finally:
        result.cancel()


async def _tell_place(answer: Answer, place: int) -> None:
    sentence = answer.text("ui.drawing") if place == 0 else answer.text("ui.queue", place=place)
    try:
        await answer.progress(notice_page(sentence))
    except discord.HTTPException as error:
        _log.info("the place in the queue could not be told", status=error.status, code=error.code)


async def open_gallery(answer: Answer, page: int) -> None:
    """Shows a page of the member's saved avatars."""
    gallery = await answer.services.collection.gallery(answer.user_id, page)
    if not gallery.avatars:
        await answer.say("ui.gallery_empty")
        return
    view: dict[str, str | int] = {
        "page": gallery.page,
        "pages": gallery.pages,
        "total": gallery.total,
        "worn": gallery.worn_avatar_id or 0,
    }
    await deliver(
        answer, await answer.services.drawing.redraw(answer.origin(), gallery.faces, kind="gallery", view=view)
    )


async def offer_missed(answer: Answer) -> None:
    """Tells the member, after the answer, of a drawing that they have not seen yet, where there is one."""
    request_id = await answer.services.missed.last(answer.user_id)
    if request_id is not None:
        await answer.whisper(missed_page(request_id, answer.locale))


async def open_sheet(answer: Answer, page: int) -> None:
    """Shows the member's saved avatars in one picture, so many to a page."""
    gallery = await answer.services.collection.gallery(answer.user_id, page, _SHEET)
    if not gallery.avatars:
        await answer.say("ui.gallery_empty")
        return
    view: dict[str, str | int] = {"page": gallery.page, "pages": gallery.pages, "total": gallery.total}
    side = next(side for most, side in _SIDES if len(gallery.avatars) <= most)
    drawing = await answer.services.drawing.redraw(answer.origin(), gallery.faces, kind="sheet", view=view, size=side)
    await deliver(answer, drawing)
