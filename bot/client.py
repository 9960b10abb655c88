"""The Discord client: what it listens to, when commands are synced, and where errors end."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from contextvars import Context
from typing import Any

import discord
import structlog
from discord import app_commands, ui

from bot.admission import admitted, works_anywhere
from bot.locales import text
from bot.places import check_command
from bot.replies import language, refuse
from bot.reporting import explain
from bot.services import Services
from bot.services.drawn import Drawn
from bot.services.errors import ServersOnly
from bot.store.rows import Origin
from bot.translation import CatalogueTranslator
from bot.views.page import Page

__all__ = ["CommandDefinition", "MoeClient", "MoeTree", "command_digest"]

CommandDefinition = app_commands.Group | app_commands.Command[Any, ..., Any] | app_commands.ContextMenu

_log = structlog.stdlib.get_logger("bot.client")


class MoeTree(app_commands.CommandTree["MoeClient"]):
    """The command tree; commands answer their own errors, this catches what happens around them."""

    async def interaction_check(self, interaction: discord.Interaction[MoeClient], /) -> bool:
        """Lets through what works in the place that it comes from, and in channels where the bot answers."""
        typing = interaction.type is discord.InteractionType.autocomplete
        try:
            check_command(interaction)
        except ServersOnly as error:
            if not typing:
                await refuse(interaction, error.say(language(interaction)))
            return False
        # What is offered while somebody types is no answer; the command itself is refused.
        return typing or await admitted(interaction, anywhere=works_anywhere(interaction.command))

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
        background: what goes on from the first connection until the client is closed.

    Attributes:
        status_origins: by run id, the interaction whose token still edits the message that shows how far the run is.
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
        background: Iterable[Callable[[MoeClient], Coroutine[Any, Any, None]]] = (),
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
        self._background = tuple(background)
        self._tasks: list[asyncio.Future[None]] = []
        self.status_origins: dict[int, Origin] = {}
        self._always_sync = always_sync

    def as_public(self, page: Page, guild_id: int | None) -> Page:
        """A page as everybody on a server may see it."""
        return page.covered() if self.services.settings.of(guild_id).spoiler else page

    @property
    def command_guild(self) -> discord.Object | None:
        """Where the commands are registered; None for everywhere."""
        return self._guild

    async def setup_hook(self) -> None:
        """Sends the commands to Discord where they changed since they were last sent."""
        await self.tree.set_translator(CatalogueTranslator())
        await self._sync()

    async def on_ready(self) -> None:
        """Notes the connection, and does once what waits for it."""
        _log.info("connected", user=str(self.user), guilds=len(self.guilds))
        first, self._on_first_ready = self._on_first_ready, None
        if first is not None:
            # In a context of their own: they belong to no command and no event (see `bot.tryout.outside`).
            self._tasks = [Context().run(asyncio.ensure_future, work(self)) for work in self._background]
            await first(self)

    async def close(self) -> None:
        """Stops what goes on in the background, and disconnects."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        await super().close()

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Logs what failed in an event handler."""
        _log.exception("an event handler failed", handler=event_method)

    async def _sync(self) -> None:
        scope = f"{self.application_id}:{'global' if self._guild is None else self._guild.id}"
        digest = await command_digest(self.tree, self._guild)
        if not self._always_sync and await self.services.sync.hash(scope) == digest:
            _log.info("commands are up to date", scope=scope)
            return
        try:
            synced = await self.tree.sync(guild=self._guild)
        except discord.HTTPException as error:
            # Whether Discord takes them where User Install is off in its portal is written nowhere; a bot that does not
            # start for it would help nobody.
            if error.status != 400 or not _without_user_installs(self.tree, self._guild):
                raise
            _log.warning("commands are for servers alone, for Discord refused user installs", problem=str(error))
            synced = await self.tree.sync(guild=self._guild)
            # What was sent, and not what is to be: once User Install is on, a restart sends that.
            digest = await command_digest(self.tree, self._guild)
        await self.services.sync.synced(scope, digest)
        _log.info("commands synced", scope=scope, commands=len(synced))


def _without_user_installs(tree: app_commands.CommandTree[Any], guild: discord.abc.Snowflake | None) -> bool:
    """Leaves commands to servers and the bot's direct messages; whether any of them had been for users' installs."""
    changed = False
    for command in tree.get_commands(guild=guild):
        if command.allowed_installs is not None and command.allowed_installs.user:
            command.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
            changed = True
    return changed


async def command_digest(tree: app_commands.CommandTree[Any], guild: discord.abc.Snowflake | None = None) -> str:
    """SHA-256 of the command definitions as Discord gets them, translations included."""
    translator = tree.translator or CatalogueTranslator()
    payload = [await command.get_translated_payload(tree, translator) for command in tree.get_commands(guild=guild)]
    return hashlib.sha256(json.dumps(payload, sort_keys=True, default=str).encode()).hexdigest()
