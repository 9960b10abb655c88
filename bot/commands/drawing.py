"""`/avatar new`."""

from __future__ import annotations

from discord import app_commands

from bot.answers import Interaction, Manner, answering
from bot.locales import text
from bot.views.delivery import deliver

__all__ = ["add_drawing"]


def add_drawing(group: app_commands.Group) -> None:
    """Adds the commands that draw to the group."""

    @group.command(name="new", description=text("command.new"))
    @app_commands.describe(seed=text("command.new.seed"), count=text("command.new.count"))
    @app_commands.choices(count=[app_commands.Choice(name=str(count), value=count) for count in (4, 1)])
    async def _new(interaction: Interaction, seed: str | None = None, count: int | None = None) -> None:
        async with answering(interaction, Manner.PUBLIC) as answer:
            await deliver(answer, await answer.services.drawing.new(answer.origin(), seed, count))
