"""Who may use what is for admins: whoever manages the server, and whom its integration settings let use the command.

Discord shows such commands to those alone; this looks again, for buttons and forms are seen by more members than the
command is.
"""

from __future__ import annotations

from typing import Any, Final, cast

import discord
import structlog

from bot.answers import Answer
from bot.locales import Group
from bot.places import needed_server
from bot.services.errors import NotAdmin

__all__ = ["check_access"]

_ROLE: Final = 1
_USER: Final = 2

_log = structlog.stdlib.get_logger("bot.access")


async def check_access(answer: Answer, command: str) -> None:
    """Passes for those who may use a command that is for admins, named without its slash.

    Raises:
        NotAdmin
        ServersOnly: on a server that the bot is no member of, whatever its admins may do there.
    """
    needed_server(answer.interaction)
    permissions = answer.interaction.permissions
    if permissions.manage_guild or permissions.administrator:
        return
    try:
        if await _allowed_by_settings(answer, command):
            return
    except discord.HTTPException as error:
        _log.warning("the integration settings could not be asked", status=error.status, code=error.code)
    raise NotAdmin(command=Group(command))


async def _allowed_by_settings(answer: Answer, command: str) -> bool:
    """Whether the server's settings allow a command to this member, by name or by a role."""
    interaction = answer.interaction
    client, guild_id = interaction.client, interaction.guild_id
    if guild_id is None:
        return False
    found = [one for one in await client.tree.fetch_commands(guild=client.command_guild) if one.name == command]
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
