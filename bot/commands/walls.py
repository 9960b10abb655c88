"""`/avatar wall`."""

from __future__ import annotations

from discord import app_commands

from bot.answers import Interaction, Manner, answering
from bot.locales import text
from bot.views.community_presses import open_wall

__all__ = ["add_wall"]


def add_wall(group: app_commands.Group) -> None:
    """Adds the wall to the group."""

    @group.command(name="wall", description=text("command.wall"))
    @app_commands.describe(page=text("command.wall.page"))
    async def _wall(interaction: Interaction, page: app_commands.Range[int, 1, 1000] = 1) -> None:
        async with answering(interaction, Manner.PUBLIC) as answer:
            await open_wall(answer, page)
