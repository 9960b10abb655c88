"""Posts walls to the gallery channels: every Monday at midnight (UTC), or as soon as the bot is there again."""

from __future__ import annotations

import asyncio
from typing import Final

import aiohttp
import discord
import structlog

from bot.client import MoeClient
from bot.locales import FALLBACK, closest
from bot.store.community_rows import Gallery
from bot.store.errors import StoreError
from bot.views.community_presses import look_after_members
from bot.views.walls import wall_page
from gan.engine.interface import EngineError

__all__ = ["EVERY", "post_due", "post_walls"]

# Seconds between two looks.
EVERY: Final = 30.0

_log = structlog.stdlib.get_logger("bot.weekly")


async def post_walls(client: MoeClient, every: float = EVERY) -> None:
    """Posts what is due, until cancelled."""
    while True:
        try:
            await post_due(client)
        except Exception:  # the next look may find the database well again
            _log.exception("walls could not be looked after")
        await asyncio.sleep(every)


async def post_due(client: MoeClient) -> None:
    """Posts what is due now; one server's trouble is not another's."""
    for gallery in await client.services.galleries.due():
        try:
            await _post(client, gallery)
        except (EngineError, StoreError) as error:
            _log.warning("a wall has to wait", guild=gallery.guild_id, problem=str(error))
        except Exception:  # the next look may find things well again
            _log.exception("a wall could not be posted", guild=gallery.guild_id)


async def _post(client: MoeClient, gallery: Gallery) -> None:
    galleries = client.services.galleries
    await look_after_members(client, gallery.guild_id)
    wall = await galleries.drawn(gallery)
    page = await wall_page(wall, _language(client, gallery.guild_id)) if wall.avatars else None
    # Written before it is sent: after a crash in between there is one post too few, and never one too many.
    if not await galleries.claim(gallery, wall.week) or page is None:
        return
    channel = client.get_partial_messageable(gallery.channel_id, guild_id=gallery.guild_id)
    page = client.as_public(page, gallery.guild_id)
    try:
        await channel.send(view=page.build(), files=page.files(), allowed_mentions=page.mentions())
    except discord.HTTPException as error:
        await galleries.failed(gallery, f"{error.status} {error.code}")
    except (aiohttp.ClientError, OSError) as error:
        await galleries.failed(gallery, repr(error))


def _language(client: MoeClient, guild_id: int) -> str:
    """The language of what everybody on the server reads: the one that was set, else the server's on Discord."""
    guild = client.get_guild(guild_id)
    otherwise = FALLBACK if guild is None else closest(str(guild.preferred_locale))
    return client.services.settings.language(guild_id, otherwise)
