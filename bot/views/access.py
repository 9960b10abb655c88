"""Who may use what is for admins: whoever manages the server, whom its settings let train, and whom its integration
settings let use the command.

Discord shows such commands to those alone, but for `/train`, which everybody sees: it knows nothing of the server's
settings. This looks again, and for buttons and forms too, which more members see than the command.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Final, cast

import discord
import structlog
from discord import ui

from bot.answers import Answer, Interaction, name_of
from bot.locales import Group
from bot.places import needed_server
from bot.replies import language, refuse
from bot.reporting import explain
from bot.services.errors import NotAdmin

__all__ = ["check_access", "may_use", "open_if_allowed"]

_ROLE: Final = 1
_USER: Final = 2
# Of the three seconds that Discord gives for an acknowledgement; discord.py waits for longer where it is told to.
_PATIENCE: Final = 2.0

_log = structlog.stdlib.get_logger("bot.access")


async def check_access(answer: Answer, command: str) -> None:
    """Passes for those who may use a command that is for admins, named without its slash.

    Raises:
        NotAdmin
        ServersOnly: on a server that the bot is no member of, whatever its admins may do there.
    """
    needed_server(answer.interaction)
    if not await may_use(answer.interaction, command):
        raise NotAdmin(command=Group(command))


def _known(interaction: Interaction, command: str) -> bool:
    """Whether it is known without asking Discord that a member may."""
    permissions = interaction.permissions
    if permissions.manage_guild or permissions.administrator:
        return True
    if command != "train":
        return False
    return interaction.client.services.settings.may_train(interaction.guild_id, _roles(interaction))


async def open_if_allowed(interaction: Interaction, command: str, make: Callable[[], ui.Modal]) -> None:
    """Opens a form for those who may use the command; others are refused in private.

    The form is the acknowledgement, so that Discord can only be asked before it: those whom it has to be asked about
    wait for it, as long as Discord waits for the form. What comes back with the form is checked again.
    """
    error: Exception = NotAdmin(command=Group(command))
    try:
        async with asyncio.timeout(_PATIENCE):
            allowed = await may_use(interaction, command)
    except TimeoutError as timeout:
        allowed, error = False, timeout
    if allowed:
        await interaction.response.send_modal(make())
        return
    await refuse(interaction, explain(error, doing=name_of(interaction), locale=language(interaction)))


async def may_use(interaction: Interaction, command: str) -> bool:
    """Whether a member may use a command that is for admins; asks Discord where nothing else lets them."""
    if _known(interaction, command):
        return True
    try:
        return await _allowed_by_settings(interaction, command)
    except discord.HTTPException as error:
        _log.warning("the integration settings could not be asked", status=error.status, code=error.code)
    return False


def _roles(interaction: Interaction) -> set[int]:
    return {role.id for role in getattr(interaction.user, "roles", ())}


async def _allowed_by_settings(interaction: Interaction, command: str) -> bool:
    """Whether the server's integration settings allow a command to this member, by name or by a role."""
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
    of_user = [one["permission"] for one in entries if one["type"] == _USER and int(one["id"]) == interaction.user.id]
    if of_user:
        return all(of_user)
    roles = _roles(interaction) | {guild_id}
    return any(one["permission"] for one in entries if one["type"] == _ROLE and int(one["id"]) in roles)
