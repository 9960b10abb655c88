"""`/avatar new` and `/avatar restyle`."""

from __future__ import annotations

from discord import app_commands

from bot.answers import Interaction, Manner, answering
from bot.commands.names import own_names, styles_to_pick
from bot.commands.wishes import OFFERS
from bot.locales import text
from bot.services.wishing import Asked
from bot.views.delivery import deliver

__all__ = ["add_drawing"]

_OPTIONS = ("describe", *OFFERS, "style", "seed", "count")


def add_drawing(group: app_commands.Group) -> None:
    """Adds the commands that draw to the group."""

    @group.command(name="new", description=text("command.new"))
    @app_commands.describe(**{option: text(f"command.new.{option}") for option in _OPTIONS})
    @app_commands.choices(count=[app_commands.Choice(name=str(count), value=count) for count in (4, 1)])
    @app_commands.autocomplete(style=styles_to_pick, **OFFERS)
    async def _new(
        interaction: Interaction,
        describe: str | None = None,
        hair_color: str | None = None,
        hair_style: str | None = None,
        eye_color: str | None = None,
        eye_shape: str | None = None,
        age: str | None = None,
        presentation: str | None = None,
        skin: str | None = None,
        mood: str | None = None,
        outfit: str | None = None,
        accessory: str | None = None,
        background: str | None = None,
        style: str | None = None,
        seed: str | None = None,
        count: int | None = None,
    ) -> None:
        options = {
            "hair_color": hair_color,
            "hair_style": hair_style,
            "eye_color": eye_color,
            "eye_shape": eye_shape,
            "age": age,
            "presentation": presentation,
            "skin": skin,
            "mood": mood,
            "outfit": outfit,
            "accessory": accessory,
            "background": background,
        }
        asked = Asked({name: typed for name, typed in options.items() if typed}, describe or "")
        async with answering(interaction, Manner.PUBLIC) as answer:
            drawing = await answer.services.drawing.new(answer.origin(), seed, count, style=style, asked=asked)
            await deliver(answer, drawing)

    @group.command(name="restyle", description=text("command.restyle"))
    @app_commands.describe(name=text("command.name"), style=text("command.restyle.style"))
    @app_commands.autocomplete(name=own_names, style=styles_to_pick)
    async def _restyle(interaction: Interaction, name: str, style: str) -> None:
        async with answering(interaction, Manner.PUBLIC) as answer:
            await deliver(answer, await answer.services.restyling.restyle(answer.origin(), name, style))
