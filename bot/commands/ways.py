"""`/avatar strip` and `morph`: from one face to another."""

from __future__ import annotations

from typing import Final

import discord
from discord import app_commands

from bot.answers import Interaction, Manner, answering
from bot.commands.names import own_names
from bot.locales import text
from bot.services.errors import MorphOfWhom
from bot.views.delivery import deliver
from gan.engine.film import FORMATS, FilmFormat

__all__ = ["add_ways"]

_FORMATS: Final = [app_commands.Choice(name=name, value=name) for name in FORMATS]


def add_ways(group: app_commands.Group) -> None:
    """Adds the commands that show how one face becomes another to the group."""

    @group.command(name="strip", description=text("command.strip"))
    @app_commands.describe(member=text("command.strip.member"))
    async def _strip(interaction: Interaction, member: discord.User) -> None:
        async with answering(interaction, Manner.PUBLIC) as answer:
            ways = answer.services.ways
            await deliver(answer, await ways.strip(answer.origin(), member.id, them_is_bot=member.bot))

    @group.command(name="morph", description=text("command.morph"))
    @app_commands.describe(
        member=text("command.morph.member"),
        name=text("command.morph.name"),
        other=text("command.morph.other"),
        file_format=text("command.morph.format"),
    )
    @app_commands.rename(file_format="format")
    @app_commands.choices(file_format=_FORMATS)
    @app_commands.autocomplete(name=own_names, other=own_names)
    async def _morph(
        interaction: Interaction,
        member: discord.User | None = None,
        name: str | None = None,
        other: str | None = None,
        file_format: FilmFormat = "webp",
    ) -> None:
        async with answering(interaction, Manner.PUBLIC) as answer:
            ways, origin = answer.services.ways, answer.origin()
            if member is not None and name is None and other is None:
                drawing = await ways.morph(origin, member.id, them_is_bot=member.bot, file_format=file_format)
            elif member is None and name is not None and other is not None:
                drawing = await ways.morph_own(origin, name, other, file_format=file_format)
            else:
                raise MorphOfWhom
            await deliver(answer, drawing)
