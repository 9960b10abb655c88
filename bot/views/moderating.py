"""Moderators: who they are, and how a picture that the bot posted goes."""

from __future__ import annotations

from typing import Any, Final

import discord
import structlog
from discord import ui

from bot.answers import Answer, Interaction, Manner, answering
from bot.locales import text
from bot.services.community_errors import CannotRemove, NotModerator
from bot.services.moderation import LONGEST_REASON

__all__ = ["RemovalForm", "check_moderator", "check_wall_moderator", "is_moderator"]

# Seconds that somebody may take over the form.
_PATIENCE: Final = 3600.0
_ARCHIVED: Final = 50083

_log = structlog.stdlib.get_logger("bot.moderating")


def is_moderator(interaction: discord.Interaction[Any]) -> bool:
    """Whether somebody may manage messages where they are."""
    permissions = interaction.permissions
    return permissions.manage_messages or permissions.administrator


def check_moderator(interaction: discord.Interaction[Any]) -> None:
    """Passes for those who may manage messages here, else raises `NotModerator`."""
    if not is_moderator(interaction):
        raise NotModerator


def check_wall_moderator(interaction: discord.Interaction[Any]) -> None:
    """Passes for those who may manage messages on the whole server, whose wall it is, else raises `NotModerator`."""
    check_moderator(interaction)
    user = interaction.user
    if not (isinstance(user, discord.Member) and user.guild_permissions.manage_messages):
        raise NotModerator


class RemovalForm(ui.Modal):
    """Asks why, which may be left out, and removes a message of the bot's."""

    def __init__(self, locale: str, channel_id: int, message_id: int) -> None:
        super().__init__(title=text("ui.removal.title", locale), timeout=_PATIENCE)
        self._channel_id = channel_id
        self._message_id = message_id
        self._reason: ui.TextInput[Any] = ui.TextInput(custom_id="reason", required=False, max_length=LONGEST_REASON)
        self.add_item(
            ui.Label(
                text=text("ui.removal.reason", locale),
                description=text("ui.removal.reason_about", locale),
                component=self._reason,
            )
        )

    async def on_submit(self, interaction: Interaction, /) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Removes the message, and writes down who did it and why."""
        async with answering(interaction, Manner.PRIVATE) as answer:
            check_moderator(interaction)
            await _remove(answer, self._channel_id, self._message_id, str(self._reason.value or ""))


async def _remove(answer: Answer, channel_id: int, message_id: int, reason: str) -> None:
    client = answer.interaction.client
    channel = client.get_partial_messageable(channel_id, guild_id=answer.interaction.guild_id)
    try:
        await channel.get_partial_message(message_id).delete()
    except discord.NotFound:
        await answer.services.messages.deleted(message_id)
        await answer.say("ui.removal.gone")
        return
    except discord.HTTPException as error:
        if not isinstance(error, discord.Forbidden) and error.code != _ARCHIVED:
            raise
        _log.warning("a message could not be removed", status=error.status, code=error.code)
        raise CannotRemove from error
    await answer.services.moderation.removed(answer.guild_id, answer.user_id, channel_id, message_id, reason)
    await answer.say("ui.removal.done")
