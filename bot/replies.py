"""The plumbing under an answer: which tokens are dead, and how a sentence reaches one person only."""

from __future__ import annotations

from typing import Any, Final

import discord
import structlog

from bot.locales import closest
from bot.places import server_of
from bot.store.settings_rows import GuildSettings
from bot.views.page import notice

__all__ = ["is_closed", "language", "public_language", "refuse", "settings_of", "token_is_dead", "was_deleted"]

_log = structlog.stdlib.get_logger("bot.replies")

_INVALID_TOKEN: Final = 50027
_UNKNOWN_MESSAGE: Final = 10008
_UNKNOWN_WEBHOOK: Final = 10015
_UNKNOWN_INTERACTION: Final = 10062
_ARCHIVED: Final = 50083


def token_is_dead(error: discord.HTTPException) -> bool:
    """Whether an interaction can no longer be answered through its token (15 minutes after it was made)."""
    return error.status == 401 or error.code in (_INVALID_TOKEN, _UNKNOWN_WEBHOOK, _UNKNOWN_INTERACTION)


def was_deleted(error: discord.HTTPException) -> bool:
    """Whether somebody deleted the message meanwhile."""
    return error.code == _UNKNOWN_MESSAGE


def is_closed(error: discord.HTTPException) -> bool:
    """Whether a channel (or the message there) cannot be reached by the bot: unseen, gone, forbidden, archived."""
    return isinstance(error, discord.NotFound | discord.Forbidden) or error.code == _ARCHIVED


def settings_of(interaction: discord.Interaction[Any]) -> GuildSettings:
    """The settings of the server that an interaction comes from; known without waiting."""
    return interaction.client.services.settings.of(server_of(interaction))


def public_language(interaction: discord.Interaction[Any]) -> str:
    """The language of what others read too: the server's, where it has one, else the member's."""
    return settings_of(interaction).language or language(interaction)


def language(interaction: discord.Interaction[Any]) -> str:
    """The member's own language, else their server's on Discord, else English."""
    return closest(str(interaction.locale), str(interaction.guild_locale or ""))


async def refuse(interaction: discord.Interaction[Any], sentence: str, *, instead: bool = False) -> None:
    """Tells the person concerned, and nobody else, whatever has been answered so far.

    Args:
        instead: the message that waits for an answer goes: a public "thinking" one, or one that told how far it was.
    """
    quiet = discord.AllowedMentions.none()
    try:
        if not interaction.response.is_done():
            await interaction.response.send_message(sentence, ephemeral=True, allowed_mentions=quiet)
            return
        if instead:
            # The first follow-up to a "thinking" message fills it in, for everybody to see: so it is filled in with
            # nothing to speak of, and goes once the sentence has been said.
            await interaction.edit_original_response(view=notice("…"), allowed_mentions=quiet)
        await interaction.followup.send(sentence, ephemeral=True, allowed_mentions=quiet)
        if instead:
            await interaction.delete_original_response()
    except discord.HTTPException as error:
        _log.warning("a refusal could not be delivered", status=error.status, code=error.code, sentence=sentence)
