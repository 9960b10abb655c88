"""`/avatar like`."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.answers import Interaction, Manner, answering
from bot.commands.names import styles_to_pick
from bot.locales import text
from bot.views.liking import deliver_likeness
from bot.views.uploads import Attached

__all__ = ["add_liking"]


def add_liking(group: app_commands.Group) -> None:
    """Adds the command that looks for a face like a picture to the group."""

    @group.command(name="like", description=text("command.like"))
    @app_commands.describe(image=text("command.like.image"), style=text("command.new.style"))
    @app_commands.autocomplete(style=styles_to_pick)
    async def _like(interaction: Interaction, image: discord.Attachment, style: str | None = None) -> None:
        async with answering(interaction, Manner.PUBLIC) as answer:
            likening = await answer.services.liking.begin(answer.origin(), Attached(image), style)
            await deliver_likeness(answer, likening)
