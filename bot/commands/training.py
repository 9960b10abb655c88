"""`/train`: pictures, runs, and what becomes of them; for admins."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.answers import Interaction, Manner, answering
from bot.commands.names import collections, trained_styles
from bot.locales import text
from bot.replies import language
from bot.services.training.errors import NothingHandedIn
from bot.views.access import check_access, open_if_allowed
from bot.views.training import showing
from bot.views.training.forms import PicturesForm
from bot.views.training.pages import history_page
from bot.views.training.questions import ask_forget
from bot.views.words import plain

__all__ = ["train_commands"]


def train_commands() -> app_commands.Group:
    """A new `/train` group with all its commands."""
    group = app_commands.Group(
        name="train",
        description=text("command.train"),
        # Shown to all: Discord cannot be told of the roles that the server's settings let train. Others are refused.
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )
    _add_pictures(group)
    _add_runs(group)
    return group


def _add_pictures(group: app_commands.Group) -> None:
    @group.command(name="start", description=text("command.train.start"))
    @app_commands.describe(style=text("command.train.start.style"))
    @app_commands.autocomplete(style=collections)
    async def _start(interaction: Interaction, style: str | None = None) -> None:
        if style is None:
            await open_if_allowed(interaction, "train", lambda: PicturesForm(language(interaction)))
            return
        async with answering(interaction, Manner.PRIVATE) as answer:
            await check_access(answer, "train")
            collection = await answer.services.training.pictures.find(answer.guild_id, style)
            await showing.ask_to_start(answer, collection.id)

    @group.command(name="add", description=text("command.train.add"))
    @app_commands.describe(style=text("command.train.add.style"))
    @app_commands.autocomplete(style=collections)
    async def _add(interaction: Interaction, style: str) -> None:
        await open_if_allowed(interaction, "train", lambda: PicturesForm(language(interaction), style))

    @group.command(name="collection", description=text("command.train.collection"))
    @app_commands.describe(style=text("command.train.style"))
    @app_commands.autocomplete(style=collections)
    async def _collection(interaction: Interaction, style: str) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await check_access(answer, "train")
            collection = await answer.services.training.pictures.find(answer.guild_id, style)
            await showing.open_collection(answer, collection.id, 1)

    @group.command(name="forget", description=text("command.train.forget"))
    @app_commands.describe(member=text("command.train.forget.member"))
    async def _forget(interaction: Interaction, member: discord.User | None = None) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await check_access(answer, "train")
            whose = answer.user_id if member is None else member.id
            count = await answer.services.training.forgetting.count(answer.guild_id, whose)
            if not count:
                raise NothingHandedIn
            await answer.show(ask_forget(whose, count, answer.user_id, answer.locale))


def _add_runs(group: app_commands.Group) -> None:
    @group.command(name="status", description=text("command.train.status"))
    @app_commands.describe(style=text("command.train.status.style"))
    @app_commands.autocomplete(style=trained_styles)
    async def _status(interaction: Interaction, style: str | None = None) -> None:
        async with answering(interaction, Manner.PUBLIC) as answer:
            await check_access(answer, "train")
            status = await answer.services.training.runs.status(answer.guild_id, style)
            if status.run.state == "finished":
                await showing.show_report(answer, status.run.id)
            else:
                await showing.show_status(answer, status)

    @group.command(name="cancel", description=text("command.train.cancel"))
    @app_commands.describe(style=text("command.train.cancel.style"))
    @app_commands.autocomplete(style=trained_styles)
    async def _cancel(interaction: Interaction, style: str | None = None) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await check_access(answer, "train")
            run = await answer.services.training.runs.cancel(answer.guild_id, answer.user_id, style)
            await answer.say("ui.train.cancelled", name=plain(run.name))

    @group.command(name="history", description=text("command.train.history"))
    async def _history(interaction: Interaction) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await check_access(answer, "train")
            runs = await answer.services.training.runs.history(answer.guild_id)
            if runs:
                await answer.show(history_page(runs, answer.locale))
            else:
                await answer.say("ui.train.no_history")
