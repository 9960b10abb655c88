"""The Discord client: what it listens to, when commands are synced, and where errors end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import discord
import structlog
from discord import app_commands, ui

from bot.locales import text
from bot.replies import language, refuse
from bot.reporting import explain
from bot.services import Services
from bot.services.drawn import Drawn
from bot.views.page import Page

__all__ = ["CommandDefinition", "MoeClient", "MoeTree", "command_digest"]

CommandDefinition = app_commands.Group | app_commands.Command[Any, ..., Any]

_log = structlog.stdlib.get_logger("bot.client")


class MoeTree(app_commands.CommandTree["MoeClient"]):
    """The command tree; commands answer their own errors, this catches what happens around them."""

    async def interaction_check(self, interaction: discord.Interaction[MoeClient], /) -> bool:
        """Lets through what comes from a server."""
        if interaction.guild_id is not None:
            return True
        if interaction.type is not discord.InteractionType.autocomplete:
            await refuse(interaction, text("ui.servers_only", language(interaction)))
        return False

    async def on_error(
        self, interaction: discord.Interaction[MoeClient], error: app_commands.AppCommandError, /
    ) -> None:
        """Tells the member in plain words; the cause is in the log under the reference that they are given."""
        locale = language(interaction)
        if isinstance(error, (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)):
            _log.warning("a command is out of date", command=str(error))
            await refuse(interaction, text("ui.command_outdated", locale))
            return
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        if isinstance(cause, discord.NotFound) and not interaction.response.is_done():
            _log.warning("an interaction expired before it was acknowledged", interaction=interaction.id)
            return
        command = "?" if interaction.command is None else interaction.command.qualified_name
        await refuse(interaction, explain(cause, doing=f"/{command}", locale=locale))


class MoeClient(discord.Client):
    """MoeGAN on Discord: needs the `guilds` intent and no privileged one.

    Args:
        services: the use cases.
        render: makes the page of a finished drawing.
        commands: what goes into the command tree.
        presses: every kind of button; registered, so that those under old messages work.
        guild_id: where commands are registered; everywhere where absent.
        on_first_ready: called once, when the bot is first connected.
        always_sync: sends the commands at every start, for a Discord that forgets them (the simulated one).
    """

    def __init__(
        self,
        services: Services,
        *,
        render: Callable[[Drawn], Awaitable[Page]],
        commands: Iterable[CommandDefinition],
        presses: Iterable[type[ui.DynamicItem[Any]]],
        guild_id: int | None = None,
        on_first_ready: Callable[[MoeClient], Awaitable[None]] | None = None,
        always_sync: bool = False,
    ) -> None:
        # There is no voice here, so its missing libraries are no news.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
        )
        self.services = services
        self.render = render
        self.tree = MoeTree(self)
        self._guild = None if guild_id is None else discord.Object(guild_id)
        for command in commands:
            self.tree.add_command(command, guild=self._guild)
        self.add_dynamic_items(*presses)
        self._on_first_ready = on_first_ready
        self._always_sync = always_sync

    async def setup_hook(self) -> None:
        """Sends the commands to Discord where they changed since they were last sent."""
        await self._sync()

    async def on_ready(self) -> None:
        """Notes the connection, and does once what waits for it."""
        _log.info("connected", user=str(self.user), guilds=len(self.guilds))
        first, self._on_first_ready = self._on_first_ready, None
        if first is not None:
            await first(self)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Logs what failed in an event handler."""
        _log.exception("an event handler failed", handler=event_method)

    async def _sync(self) -> None:
        scope = f"{self.application_id}:{'global' if self._guild is None else self._guild.id}"
        digest = command_digest(self.tree, self._guild)
        if not self._always_sync and await self.services.sync.hash(scope) == digest:
            _log.info("commands are up to date", scope=scope)
            return
        synced = await self.tree.sync(guild=self._guild)
        await self.services.sync.synced(scope, digest)
        _log.info("commands synced", scope=scope, commands=len(synced))


def command_digest(tree: app_commands.CommandTree[Any], guild: discord.abc.Snowflake | None = None) -> str:
    """SHA-256 of the command definitions as Discord gets them."""
    payload = [command.to_dict(tree) for command in tree.get_commands(guild=guild)]
    return hashlib.sha256(json.dumps(payload, sort_keys=True, default=str).encode()).hexdigest()
