"""`/avatar edit` and `/avatar vary`."""

from __future__ import annotations

from discord import app_commands

from bot.answers import Interaction, Manner, answering
from bot.commands.names import own_names
from bot.locales import text
from bot.views.delivery import deliver
from gan.family import DISTANCES, Distance

__all__ = ["add_editing"]


def add_editing(group: app_commands.Group) -> None:
    """Adds the commands that change a saved avatar to the group."""

    @group.command(name="edit", description=text("command.edit"))
    @app_commands.describe(name=text("command.name"))
    @app_commands.autocomplete(name=own_names)
    async def _edit(interaction: Interaction, name: str) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await deliver(answer, await answer.services.editing.open(answer.origin(), name))

    @group.command(name="vary", description=text("command.vary"))
    @app_commands.describe(name=text("command.name"), how=text("command.vary.how"))
    @app_commands.autocomplete(name=own_names)
    @app_commands.choices(how=[app_commands.Choice(name=text(f"command.vary.{how}"), value=how) for how in DISTANCES])
    async def _vary(interaction: Interaction, name: str, how: Distance = "medium") -> None:
        async with answering(interaction, Manner.PUBLIC) as answer:
            avatar = await answer.services.collection.find(answer.user_id, name)
            drawing = await answer.services.drawing.variations(answer.origin(), avatar.id, how)
            await deliver(answer, drawing)
