"""Where the bot answers: in the channels that a server has chosen, and in threads and posts of theirs."""

from __future__ import annotations

from typing import Any, Final

import discord
from discord import app_commands

from bot.locales import text
from bot.replies import language, refuse, settings_of

__all__ = ["ANYWHERE", "admitted", "works_anywhere"]

_ANYWHERE: Final = "anywhere"

# Extras of a command, or of a whole group, that answers in every channel: what the channels are changed with, and what
# every member has a right to, for they may not even see the channels where the bot answers.
ANYWHERE: Final[dict[Any, Any]] = {_ANYWHERE: True}


def works_anywhere(command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu | None) -> bool:
    """Whether a command was given `ANYWHERE`, or its group was."""
    if isinstance(command, app_commands.ContextMenu):
        return _ANYWHERE in command.extras
    if command is None:
        return False
    groups = (command.parent, command.root_parent)
    return any(_ANYWHERE in one.extras for one in (command, *groups) if one is not None)


async def admitted(interaction: discord.Interaction[Any], *, anywhere: bool = False) -> bool:
    """Whether the bot answers here; where it does not, says so in private and names the channels where it does."""
    channels = settings_of(interaction).channels
    if anywhere or not channels:
        return True
    # Of a thread, and of a post in a forum, the channel that it is in.
    here = {interaction.channel_id, getattr(interaction.channel, "parent_id", None)}
    if not here.isdisjoint(channels):
        return True
    named = " ".join(f"<#{channel}>" for channel in channels)
    await refuse(interaction, text("ui.elsewhere", language(interaction), channels=named))
    return False
