"""`/moegan gallery` and `/moegan audit`."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.answers import Answer, Interaction, Manner, answering
from bot.locales import text
from bot.services.community_errors import CannotPostThere
from bot.views.access import check_access
from bot.views.community_presses import open_audit

__all__ = ["add_community"]


def add_community(group: app_commands.Group) -> None:
    """Adds the commands around the community to the group."""

    @group.command(name="gallery", description=text("command.moegan.gallery"))
    @app_commands.describe(channel=text("command.moegan.gallery.channel"), off=text("command.moegan.gallery.off"))
    async def _gallery(interaction: Interaction, channel: discord.TextChannel | None = None, off: bool = False) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await check_access(answer, "moegan")
            galleries = answer.services.galleries
            if off:
                await galleries.set(answer.guild_id, answer.user_id, None)
            elif channel is not None:
                _check_postable(answer, channel)
                await galleries.set(answer.guild_id, answer.user_id, channel.id)
            now = await galleries.get(answer.guild_id)
            if now is None:
                await answer.say("ui.gallery.off")
            else:
                await answer.say("ui.gallery.on", channel=f"<#{now}>")

    @group.command(name="audit", description=text("command.moegan.audit"))
    @app_commands.describe(page=text("command.moegan.audit.page"))
    async def _audit(interaction: Interaction, page: app_commands.Range[int, 1, 10000] = 1) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await check_access(answer, "moegan")
            await open_audit(answer, page)


def _check_postable(answer: Answer, channel: discord.TextChannel) -> None:
    """Raises `CannotPostThere` where the bot is known not to be allowed to post pictures to a channel."""
    guild = answer.interaction.guild
    itself = None if guild is None else guild.me
    # discord.py says that it is always there; it is not, before the server has been heard of.
    if itself is None:  # pyright: ignore[reportUnnecessaryComparison]
        return
    allowed = channel.permissions_for(itself)
    if not (allowed.view_channel and allowed.send_messages and allowed.attach_files):
        raise CannotPostThere(channel=channel.mention)
