"""Autocomplete for the names of saved avatars and of styles."""

from __future__ import annotations

import structlog
from discord import app_commands

from bot.answers import Interaction
from bot.errors import MemberError
from bot.locales import text
from bot.replies import language
from bot.services.palette import ORIGINAL
from bot.store.rows import StyleState

__all__ = ["adopted_styles", "all_styles", "own_names", "shown_names", "styles_to_pick", "styles_to_use"]

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


async def _styles(
    interaction: Interaction, typed: str, *states: StyleState, original: bool
) -> list[app_commands.Choice[str]]:
    palette = interaction.client.services.palette
    try:
        names = await palette.names(interaction.guild_id, typed, states, original=original)
    except MemberError as error:
        _log.warning("no styles to suggest", key=error.key)
        return []
    labels = {ORIGINAL: text("ui.style_original", language(interaction))}
    return [app_commands.Choice(name=labels.get(name, name), value=name) for name in names[:25]]


async def styles_to_pick(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """What members of this server may draw in."""
    return await _styles(interaction, current, "adopted", original=True)


async def styles_to_use(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """What can become the server's default."""
    return await _styles(interaction, current, "adopted", "retired", original=True)


async def adopted_styles(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """The server's styles that can be picked."""
    return await _styles(interaction, current, "adopted", original=False)


async def all_styles(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Every style of the server."""
    return await _styles(interaction, current, "offered", "adopted", "retired", original=False)
