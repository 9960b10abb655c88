"""`/moegan`: the server's own affairs, for its admins."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.admission import ANYWHERE
from bot.answers import Interaction, Manner, answering
from bot.commands.community import add_community
from bot.locales import text
from bot.views.access import check_access
from bot.views.settings.showing import show_settings

__all__ = ["server_commands"]


def server_commands() -> app_commands.Group:
    """A new `/moegan` group with all its commands; they work in every channel."""
    group = app_commands.Group(
        name="moegan",
        description=text("command.moegan"),
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        extras=ANYWHERE,
    )
    _add_settings(group)
    add_community(group)
    return group


def _add_settings(group: app_commands.Group) -> None:
    @group.command(name="settings", description=text("command.moegan.settings"))
    async def _settings(interaction: Interaction) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await check_access(answer, "moegan")
            await show_settings(answer)
