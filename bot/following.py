"""Keeps the messages about trainings true: how far each is, and, at its end, the card for the admins."""

from __future__ import annotations

import asyncio
from typing import Final

import discord
import structlog

from bot.client import MoeClient
from bot.replies import is_closed, token_is_dead
from bot.services.training.runs import RunStatus
from bot.store.training_rows import Run
from bot.views.page import Page
from bot.views.training.pages import end_page, report_page, status_page

__all__ = ["EVERY", "follow_runs"]

# Seconds between two edits of one message.
EVERY: Final = 5.0

_log = structlog.stdlib.get_logger("bot.following")


async def follow_runs(client: MoeClient, every: float = EVERY) -> None:
    """Looks after every run that somebody is still to be told of, until cancelled."""
    shown: dict[int, RunStatus] = {}
    while True:
        try:
            for status in await client.services.training.runs.unreported():
                await _look_after(client, status, shown)
        except Exception:  # the next look may find Discord and the database well again
            _log.exception("trainings could not be looked after")
        await asyncio.sleep(every)


async def _look_after(client: MoeClient, status: RunStatus, shown: dict[int, RunStatus]) -> None:
    run = status.run
    try:
        if run.status_message_id is not None and shown.get(run.id) != status:
            page = status_page(status, await client.services.training.runs.preview(status), _language(client, run))
            await _edit(client, run, page)
            shown[run.id] = status
        if not run.open:
            await _tell_end(client, run)
            await client.services.training.runs.reported(run.id)
            client.status_origins.pop(run.id, None)
            shown.pop(run.id, None)
    except discord.HTTPException as error:
        _log.warning("a training's message could not be kept", run=run.id, status=error.status, code=error.code)


async def _edit(client: MoeClient, run: Run, page: Page) -> None:
    """Edits the message; through its token, while that lives, where the bot may not see the channel."""
    page = client.as_public(page, run.guild_id)
    assert run.status_message_id is not None  # noqa: S101  # asked before
    assert run.status_channel_id is not None  # noqa: S101
    channel = client.get_partial_messageable(run.status_channel_id, guild_id=run.guild_id)
    try:
        try:
            await channel.get_partial_message(run.status_message_id).edit(
                view=page.build(), attachments=page.files(), allowed_mentions=page.mentions()
            )
        except discord.Forbidden:
            origin = client.status_origins.get(run.id)
            if origin is None:
                raise
            webhook = discord.Webhook.partial(origin.application_id, origin.token, client=client)
            await webhook.edit_message(
                run.status_message_id,
                view=page.build(),
                attachments=page.files(),
                allowed_mentions=page.mentions(),
            )
    except discord.HTTPException as error:
        if not token_is_dead(error) and not is_closed(error):
            raise
        _log.info("a training's message cannot be edited any more", run=run.id, code=error.code)
        await client.services.training.runs.show_status_in(run.id, None, None)


async def _tell_end(client: MoeClient, run: Run) -> None:
    if run.channel_id is None:
        return
    if run.state == "finished":
        page = report_page(await client.services.training.verdicts.report(run), _language(client, run))
    else:
        page = end_page(run, _language(client, run))
    if page is None:
        return
    page = client.as_public(page, run.guild_id)
    channel = client.get_partial_messageable(run.channel_id, guild_id=run.guild_id)
    try:
        await channel.send(view=page.build(), files=page.files(), allowed_mentions=page.mentions())
    except discord.HTTPException as error:
        if not is_closed(error):
            raise
        _log.warning("a training's end had nowhere to be told; /train status shows it", run=run.id, code=error.code)


def _language(client: MoeClient, run: Run) -> str:
    """The server's, for nobody was asked; else that of who started it."""
    return client.services.settings.language(run.guild_id, run.locale)
