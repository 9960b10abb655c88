"""`/style`: which styles a server has, for its admins."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.answers import Interaction, Manner, answering
from bot.commands.names import adopted_styles, all_styles, styles_to_use
from bot.locales import text
from bot.views.access import check_access
from bot.views.delivery import deliver
from bot.views.styles import book_page
from bot.views.words import plain

__all__ = ["style_commands"]


def style_commands() -> app_commands.Group:
    """A new `/style` group with all its commands."""
    group = app_commands.Group(
        name="style",
        description=text("command.style"),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        default_permissions=discord.Permissions(manage_guild=True),
    )
    for add in (_add_looking, _add_choosing, _add_changing):
        add(group)
    return group


def _add_looking(group: app_commands.Group) -> None:
    @group.command(name="list", description=text("command.style.list"))
    async def _list(interaction: Interaction) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await answer.show(book_page(await answer.services.styles.book(answer.guild_id), answer.locale))

    @group.command(name="preview", description=text("command.style.preview"))
    @app_commands.describe(name=text("command.style.name"))
    @app_commands.autocomplete(name=all_styles)
    async def _preview(interaction: Interaction, name: str) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await check_access(answer, "style")
            await deliver(answer, await answer.services.restyling.preview(answer.origin(), answer.guild_id, name))


def _add_choosing(group: app_commands.Group) -> None:
    @group.command(name="use", description=text("command.style.use"))
    @app_commands.describe(name=text("command.style.use.name"))
    @app_commands.autocomplete(name=styles_to_use)
    async def _use(interaction: Interaction, name: str) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await check_access(answer, "style")
            style = await answer.services.styles.use(answer.guild_id, name, answer.user_id)
            if style is None:
                await answer.say("ui.style_used_original")
            else:
                await answer.say("ui.style_used", style=plain(style.name))

    @group.command(name="retire", description=text("command.style.retire"))
    @app_commands.describe(name=text("command.style.name"))
    @app_commands.autocomplete(name=adopted_styles)
    async def _retire(interaction: Interaction, name: str) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await check_access(answer, "style")
            style = await answer.services.styles.retire(answer.guild_id, name, answer.user_id)
            await answer.say("ui.style_retired", style=plain(style.name))


def _add_changing(group: app_commands.Group) -> None:
    @group.command(name="rename", description=text("command.style.rename"))
    @app_commands.describe(name=text("command.style.name"), new_name=text("command.style.rename.new_name"))
    @app_commands.autocomplete(name=all_styles)
    async def _rename(interaction: Interaction, name: str, new_name: str) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await check_access(answer, "style")
            style = await answer.services.styles.rename(answer.guild_id, name, new_name, answer.user_id)
            await answer.say("ui.style_renamed", style=plain(style.name))

    @group.command(name="strength", description=text("command.style.strength"))
    @app_commands.describe(name=text("command.style.name"), strength=text("command.style.strength.strength"))
    @app_commands.autocomplete(name=all_styles)
    async def _strength(interaction: Interaction, name: str, strength: app_commands.Range[int, 0, 100]) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await check_access(answer, "style")
            style = await answer.services.styles.set_strength(answer.guild_id, name, strength, answer.user_id)
            await answer.say("ui.style_strength_set", style=plain(style.name), strength=style.strength)
