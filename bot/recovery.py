"""After a restart: the members whose drawings were open when the bot went away get their answer."""

from __future__ import annotations

import discord
import structlog

from bot.answers import edit_by_token
from bot.client import MoeClient
from bot.errors import MemberError
from bot.locales import text
from bot.replies import token_is_dead, was_deleted
from bot.services.drawn import Drawn
from bot.store.rows import PRIVATE_KINDS, Origin, StoredDraw
from bot.views.page import Page, notice_page
from bot.views.words import mention

__all__ = ["answer_open_requests"]

_log = structlog.stdlib.get_logger("bot.recovery")


async def answer_open_requests(client: MoeClient) -> None:
    """Draws and answers what is open; where a token has died, says so in the channel."""

    async def on_drawn(drawn: Drawn) -> None:
        private = _private(drawn)
        message_id = await _place(client, drawn.origin, await client.render(drawn), private=private)
        if message_id is not None and not private:
            await client.services.drawing.answered(drawn.request_id, message_id, drawn.origin.channel_id)

    async def on_failed(draw: StoredDraw, error: MemberError) -> None:
        page = notice_page(error.say(draw.origin.locale))
        await _place(client, draw.origin, page, private=_private(draw))

    async def on_expired(draw: StoredDraw) -> None:
        if _private(draw) or draw.origin.channel_id is None:
            return
        sentence = text("ui.lost", draw.origin.locale, member=mention(draw.origin.user_id))
        await _send(client, draw.origin, notice_page(sentence))

    recovered = await client.services.recovery.recover(on_drawn, on_failed, on_expired)
    _log.info("recovered", redrawn=recovered.redrawn, failed=recovered.failed, expired=recovered.expired)


def _private(draw: Drawn | StoredDraw) -> bool:
    """Whether only the asker sees the answer."""
    return draw.kind in PRIVATE_KINDS or draw.origin.private


async def _place(client: MoeClient, origin: Origin, page: Page, *, private: bool) -> int | None:
    """Edits the waiting answer, or sends a message where its token has died; returns the message's id."""
    page = page if private else client.as_public(page, origin.guild_id)
    try:
        return await edit_by_token(client, origin, page)
    except discord.HTTPException as error:
        if was_deleted(error):
            return None
        if not token_is_dead(error):
            raise
    return None if private else await _send(client, origin, page)


async def _send(client: MoeClient, origin: Origin, page: Page) -> int | None:
    if origin.channel_id is None:
        return None
    channel = client.get_partial_messageable(origin.channel_id, guild_id=origin.guild_id)
    try:
        message = await channel.send(view=page.build(), files=page.files(), allowed_mentions=page.mentions())
    except (discord.Forbidden, discord.NotFound):
        _log.info("a late answer had nowhere to go", channel=origin.channel_id)
        return None
    return message.id
