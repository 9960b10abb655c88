"""Who may train: whoever manages the server, and whom its integration settings let use `/train`."""

from __future__ import annotations

from typing import Any, Final, cast

import discord
import structlog

from bot.answers import Answer
from bot.services.training.errors import NotAdmin

__all__ = ["COMMAND", "check_access"]

COMMAND: Final = "train"

_ROLE: Final = 1
_USER: Final = 2

_log = structlog.stdlib.get_logger("bot.access")


async def check_access(answer: Answer) -> None:
    """Passes for admins, else raises `NotAdmin`; buttons and forms are seen by more members than the command is."""
    permissions = answer.interaction.permissions
    if permissions.manage_guild or permissions.administrator:
        return
    try:
        if await _allowed_by_settings(answer):
            return
    except discord.HTTPException as error:
        _log.warning("the integration settings could not be asked", status=error.status, code=error.code)
    raise NotAdmin


async def _allowed_by_settings(answer: Answer) -> bool:
    """Whether the server's settings allow the command to this member, by name or by a role."""
    interaction = answer.interaction
    client, guild_id = interaction.client, interaction.guild_id
    if guild_id is None:
        return False
    found = [one for one in await client.tree.fetch_commands(guild=client.command_guild) if one.name == COMMAND]
    if not found:
        return False
    try:
        settings = await client.http.get_application_command_permissions(
            interaction.application_id, guild_id, found[0].id
        )
    except discord.NotFound:  # nobody has changed them
        return False
    entries = cast("list[dict[str, Any]]", settings["permissions"])
    of_user = [one["permission"] for one in entries if one["type"] == _USER and int(one["id"]) == answer.user_id]
    if of_user:
        return all(of_user)
    roles = {role.id for role in getattr(interaction.user, "roles", ())} | {guild_id}
    return any(one["permission"] for one in entries if one["type"] == _ROLE and int(one["id"]) in roles)
