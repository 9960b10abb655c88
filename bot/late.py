"""Answers that come after their interaction's token has died: where they can still be shown."""

from __future__ import annotations

from dataclasses import dataclass

import discord
import structlog

from bot.locales import text
from bot.replies import is_closed
from bot.store.rows import Origin
from bot.views.page import Page

__all__ = ["Sent", "UndeliverableError", "send_late"]

_log = structlog.stdlib.get_logger("bot.late")


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was sent or edited, and where it is."""

    channel_id: int
    message_id: int


class UndeliverableError(Exception):
    """An answer that can be shown nowhere any more."""


async def send_late(client: discord.Client, origin: Origin, page: Page, waiting_message_id: int | None = None) -> Sent:
    """Shows a page without a token: in the message that waits for it, else in the channel, else to the member directly.

    A thread that was archived meanwhile opens again by the message. Where the bot is no member, or a thread is locked,
    no channel takes one, and the page goes into the member's direct messages.

    Raises:
        UndeliverableError: those are closed too. What was drawn is kept: note it with `MissedService`.
        discord.HTTPException: Discord fails; the place is not at fault.
    """
    if origin.channel_id is not None:
        channel = client.get_partial_messageable(origin.channel_id, guild_id=origin.guild_id)
        if waiting_message_id is not None:
            try:
                message = await channel.get_partial_message(waiting_message_id).edit(
                    view=page.build(), attachments=page.files(), allowed_mentions=page.mentions()
                )
            except discord.HTTPException as error:
                if not is_closed(error):
                    raise
                _log.info("a waiting message cannot be edited", message=waiting_message_id, code=error.code)
            else:
                return Sent(channel.id, message.id)
        try:
            return await _send(channel, page)
        except discord.HTTPException as error:
            if not is_closed(error):
                raise
            _log.info("a late answer is not taken by its channel", channel=channel.id, code=error.code)
    return await _send_directly(client, origin, page)


async def _send_directly(client: discord.Client, origin: Origin, page: Page) -> Sent:
    remark = text("ui.late", origin.locale)
    try:
        channel = await client.create_dm(discord.Object(origin.user_id))
        sent = await _send(channel, page.with_remark(remark))
    except discord.HTTPException as error:
        _log.warning("a late answer had nowhere to go", interaction=origin.interaction_id, code=error.code)
        raise UndeliverableError from error
    _log.info("a late answer went to direct messages", interaction=origin.interaction_id, channel=sent.channel_id)
    return sent


async def _send(channel: discord.PartialMessageable | discord.DMChannel, page: Page) -> Sent:
    message = await channel.send(view=page.build(), files=page.files(), allowed_mentions=page.mentions())
    return Sent(channel.id, message.id)
