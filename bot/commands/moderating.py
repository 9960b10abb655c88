"""The entry of a message's menu with which moderators remove what the bot posted."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.admission import ANYWHERE
from bot.answers import Interaction
from bot.locales import text
from bot.replies import language, refuse
from bot.services.community_errors import NotModerator, NotOurMessage
from bot.views.moderating import RemovalForm, is_moderator

__all__ = ["removal_menu"]


def removal_menu() -> app_commands.ContextMenu:
    """A new menu entry, for those who may manage messages."""
    menu = app_commands.ContextMenu(
        name=text("command.remove"),
        callback=_remove,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        extras=ANYWHERE,
    )
    menu.default_permissions = discord.Permissions(manage_messages=True)
    return menu


async def _remove(interaction: Interaction, message: discord.Message) -> None:
    # The form, or the refusal, is the acknowledgement; what comes back with the form is checked again.
    locale = language(interaction)
    itself = interaction.client.user
    if not is_moderator(interaction):
        await refuse(interaction, NotModerator().say(locale))
    elif itself is None or message.author.id != itself.id:
        await refuse(interaction, NotOurMessage().say(locale))
    else:
        await interaction.response.send_modal(RemovalForm(locale, message.channel.id, message.id))
