"""The panel as an admin sees it: with what is true now."""

from __future__ import annotations

from typing import Any

import discord

from bot.answers import Answer
from bot.views.settings.panel import Place, settings_page
from bot.views.settings.quotas import quotas_page

__all__ = ["here", "show_quotas", "show_settings"]


def here(interaction: discord.Interaction[Any]) -> Place:
    """The channels and roles of the server, as far as the bot knows them."""
    guild = interaction.guild
    if guild is None:
        return Place(frozenset(), {})
    return Place(frozenset(channel.id for channel in guild.channels), {role.id: role.name for role in guild.roles})


async def show_settings(answer: Answer) -> None:
    """Shows the panel in the answer's place."""
    book = await answer.services.styles.book(answer.guild_id)
    settings = answer.services.settings.of(answer.guild_id)
    await answer.show(settings_page(settings, book, here(answer.interaction), answer.locale))


async def show_quotas(answer: Answer, page: int = 1) -> None:
    """Shows a page of the quotas in the answer's place."""
    settings = answer.services.settings.of(answer.guild_id)
    await answer.show(quotas_page(settings, here(answer.interaction), page, answer.locale))
