"""Autocomplete for the names of saved avatars."""

from __future__ import annotations

import structlog
from discord import app_commands

from bot.answers import Interaction
from bot.errors import MemberError

__all__ = ["own_names", "shown_names"]

_log = structlog.stdlib.get_logger("bot.autocomplete")


async def _names(interaction: Interaction, user_id: int, typed: str) -> list[app_commands.Choice[str]]:
    try:
        names = await interaction.client.services.collection.names(user_id, typed)
    except MemberError as error:
        # A list of suggestions is no place for an error; the command itself will say it.
        _log.warning("no names to suggest", key=error.key)
        return []
    return [app_commands.Choice(name=name, value=name) for name in names[:25]]


async def own_names(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """The member's own saved names."""
    return await _names(interaction, interaction.user.id, current)


async def shown_names(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """The saved names of the member chosen in the same command, else one's own."""
    chosen = getattr(interaction.namespace, "member", None)
    return await _names(interaction, int(getattr(chosen, "id", interaction.user.id)), current)
