"""Whether whoever uses a command for admins may: Discord shows such commands to some only, and this looks again."""

from __future__ import annotations

from typing import Any, cast

import discord

from bot.answers import Answer, Interaction
from bot.services.style_errors import NotAnAdmin

__all__ = ["require_admin"]


async def require_admin(answer: Answer) -> None:
    """Lets through who manages the server, and whom its integration settings let use this command.

    Raises:
        NotAnAdmin
    """
    granted = answer.interaction.permissions
    if granted.manage_guild or granted.administrator or await _let_in(answer.interaction):
        return
    raise NotAnAdmin


async def _let_in(interaction: Interaction) -> bool:
    """What the server's settings say of the member and their roles; they are asked for only where it is needed."""
    guild, member = interaction.guild, interaction.user
    data = cast("dict[str, Any]", interaction.data or {})
    if guild is None or not isinstance(member, discord.Member) or data.get("type") != 1:
        return False
    scope = discord.Object(guild.id) if data.get("guild_id") else None
    commands = await interaction.client.tree.fetch_commands(guild=scope)
    command = next((command for command in commands if command.id == int(data["id"])), None)
    try:
        settings = None if command is None else await command.fetch_permissions(guild)
    except (discord.NotFound, discord.Forbidden):
        # There are none: the command is as it was registered.
        settings = None
    if settings is None:
        return False
    allowed = {(entry.type, entry.id): entry.permission for entry in settings.permissions}
    own = allowed.get((discord.AppCommandPermissionType.user, member.id))
    if own is not None:
        return own
    return any(allowed.get((discord.AppCommandPermissionType.role, role.id), False) for role in member.roles)
