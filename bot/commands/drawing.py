"""`/avatar new` and `/avatar restyle`."""

from __future__ import annotations

from discord import app_commands

from bot.answers import Interaction, Manner, answering
from bot.commands.names import own_names, styles_to_pick
from bot.locales import text
from bot.views.delivery import deliver

__all__ = ["add_drawing"]


def add_drawing(group: app_commands.Group) -> None:
    """Adds the commands that draw to the group."""

    @group.command(name="new", description=text("command.new"))
    @app_commands.describe(
        seed=text("command.new.seed"), count=text("command.new.count"), style=text("command.new.style")
    )
    @app_commands.choices(count=[app_commands.Choice(name=str(count), value=count) for count in (4, 1)])
    @app_commands.autocomplete(style=styles_to_pick)
    async def _new(
        interaction: Interaction, seed: str | None = None, count: int | None = None, style: str | None = None
    ) -> None:
        async with answering(interaction, Manner.PUBLIC) as answer:
            await deliver(answer, await answer.services.drawing.new(answer.origin(), seed, count, style=style))

    @group.command(name="restyle", description=text("command.restyle"))
    @app_commands.describe(name=text("command.name"), style=text("command.restyle.style"))
    @app_commands.autocomplete(name=own_names, style=styles_to_pick)
    async def _restyle(interaction: Interaction, name: str, style: str) -> None:
        async with answering(interaction, Manner.PUBLIC) as answer:
            await deliver(answer, await answer.services.restyling.restyle(answer.origin(), name, style))
