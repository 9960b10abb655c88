"""Files that members hand in with a form or a command."""

from __future__ import annotations

import time

import aiohttp
import discord
import structlog

__all__ = ["Attached"]

_log = structlog.stdlib.get_logger("bot.forms")


class Attached:
    """A file that was handed in; for services that know no Discord."""

    def __init__(self, attachment: discord.Attachment) -> None:
        self._attachment = attachment

    @property
    def name(self) -> str:
        """What they call it."""
        return self._attachment.filename

    @property
    def size(self) -> int:
        """Bytes."""
        return self._attachment.size

    async def read(self) -> bytes | None:
        """Its bytes, from where Discord keeps them for now; None where it has them no more, or the connection fails."""
        begun = time.monotonic()
        try:
            return await self._attachment.read()
        except (discord.HTTPException, aiohttp.ClientError, TimeoutError) as error:
            _log.warning("a file could not be had", problem=repr(error), seconds=time.monotonic() - begun)
            return None
