"""After a restart: the members whose drawings were open when the bot went away get their answer."""

from __future__ import annotations

from contextlib import suppress

import discord
import structlog

from bot.answers import edit_by_token
from bot.client import MoeClient
from bot.errors import MemberError
from bot.late import Sent, UndeliverableError, send_late
from bot.locales import text
from bot.replies import token_is_dead, was_deleted
from bot.services.drawn import Drawn
from bot.store.rows import PRIVATE_KINDS, Origin, StoredDraw
from bot.views.page import Page, notice_page
from bot.views.words import mention

__all__ = ["answer_open_requests"]

_log = structlog.stdlib.get_logger("bot.recovery")


async def answer_open_requests(client: MoeClient) -> None:
    """Draws and answers what is open; where a token has died, the channel or the member directly is told."""

    async def on_drawn(drawn: Drawn) -> None:
        private = _private(drawn)
        page = await client.render(drawn)
        try:
            sent = await _show(client, drawn.origin, page, private=private)
        except UndeliverableError:
            await client.services.missed.note(drawn.request_id)
            return
        if sent is None:
            # The member did not get them, and they count towards no quota.
            await client.services.drawing.give_back(drawn.request_id)
        elif not private:
            await client.services.drawing.answered(drawn.request_id, sent.message_id, sent.channel_id)

    async def on_failed(draw: StoredDraw, error: MemberError) -> None:
        page = notice_page(error.say(draw.origin.locale))
        with suppress(UndeliverableError):
            await _show(client, draw.origin, page, private=_private(draw))

    async def on_expired(draw: StoredDraw) -> None:
        if _private(draw):
            return
        # A search that was lost had not found out yet what to draw.
        lost = "ui.like.lost" if draw.kind == "like" and not draw.subjects else "ui.lost"
        sentence = text(lost, draw.origin.locale, member=mention(draw.origin.user_id))
        with suppress(UndeliverableError):
            await send_late(client, draw.origin, notice_page(sentence))

    recovered = await client.services.recovery.recover(on_drawn, on_failed, on_expired)
    _log.info("recovered", redrawn=recovered.redrawn, failed=recovered.failed, expired=recovered.expired)


def _private(draw: Drawn | StoredDraw) -> bool:
    """Whether only the asker sees the answer."""
    return draw.kind in PRIVATE_KINDS or draw.origin.private


async def _show(client: MoeClient, origin: Origin, page: Page, *, private: bool) -> Sent | None:
    """Edits the waiting answer, or sends a message where its token has died; None where somebody deleted it.

    Raises:
        UndeliverableError: nobody can be shown it, or nobody else may.
    """
    page = page if private else client.as_public(page, origin.guild_id)
    try:
        message_id = await edit_by_token(client, origin, page)
    except discord.HTTPException as error:
        if was_deleted(error):
            return None
        if not token_is_dead(error):
            raise
    else:
        return None if origin.channel_id is None else Sent(origin.channel_id, message_id)
    if private:
        raise UndeliverableError
    return await send_late(client, origin, page)
