"""How an interaction is answered: acknowledged before anything else, shown when ready, refused in private."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from enum import Enum
from typing import cast

import discord
import structlog

from bot.client import MoeClient
from bot.late import Sent, UndeliverableError, send_late
from bot.locales import FALLBACK, text
from bot.places import Place, needed_server, place_of, server_of
from bot.replies import language, public_language, refuse, settings_of, token_is_dead, was_deleted
from bot.reporting import explain
from bot.services import Services
from bot.store.rows import Origin
from bot.store.settings_rows import Standing
from bot.views.page import Page, notice_page

__all__ = ["Answer", "Interaction", "Manner", "answering", "edit_by_token", "name_of", "standing"]

Interaction = discord.Interaction[MoeClient]

_log = structlog.stdlib.get_logger("bot.answers")


class Manner(Enum):
    """Who sees an answer, and where.

    Attributes:
        PUBLIC: a new message for the channel; for the member alone, where the server wants that.
        PRIVATE: a message that only the member sees.
        UPDATE: the message whose button was pressed is edited.
    """

    PUBLIC = "public"
    PRIVATE = "private"
    UPDATE = "update"


class Answer:
    """The answer to one interaction, once it has been acknowledged.

    Attributes:
        own_locale: the member's own language, of what they alone read.
        public_locale: the language of what others read too.
        locale: of the answer, whichever it is.
        missed: it came too late to be shown anywhere.
    """

    def __init__(
        self, interaction: Interaction, manner: Manner, message_id: int | None, *, hidden: bool = False
    ) -> None:
        self.interaction = interaction
        self.manner = manner
        self._hidden = hidden
        self.own_locale = language(interaction)
        self.public_locale = public_language(interaction)
        self.locale = self.public_locale if self.public else self.own_locale
        self._message_id = message_id
        self.missed = False
        self._shown = False
        self._progress_shown = False

    @property
    def services(self) -> Services:
        """The use cases."""
        return self.interaction.client.services

    @property
    def user_id(self) -> int:
        """Who asked."""
        return self.interaction.user.id

    @property
    def place(self) -> Place:
        """What kind of place it comes from."""
        return place_of(self.interaction)

    @property
    def guild_id(self) -> int:
        """On which server, for what is about a server's own things; raises `ServersOnly` where it comes from none."""
        return needed_server(self.interaction)

    @property
    def public(self) -> bool:
        """Whether the answer is a message that others see and that can be found again by its id.

        Servers may let Discord hide the answers of apps that are not theirs.
        """
        if self.manner is Manner.UPDATE:
            message = self.interaction.message
            return message is not None and not message.flags.ephemeral
        return self.manner is Manner.PUBLIC and not self._hidden

    @property
    def in_company(self) -> bool:
        """Whether others see what is sent beside the answer: neither in direct messages, nor where Discord hides it."""
        return not self._hidden and self.place is not Place.DIRECT

    def origin(self) -> Origin:
        """Where the wish came from, for the services."""
        interaction = self.interaction
        return Origin(
            interaction_id=interaction.id,
            application_id=interaction.application_id,
            token=interaction.token,
            user_id=interaction.user.id,
            guild_id=server_of(interaction),
            channel_id=interaction.channel_id,
            locale=self.locale,
            private=not self.public,
            own_locale=self.own_locale,
            standing=standing(interaction.user, interaction.permissions),
        )

    def text(self, key: str, **params: object) -> str:
        """A sentence in the answer's language."""
        return text(key, self.locale, **params)

    async def show(self, page: Page) -> Sent | None:
        """Shows a page in the answer's place; returns the message that holds it, None where there is none.

        Past the token's 15 minutes the message is edited or sent without it, unless it was private: see `send_late`.
        """
        page = self._seen_by_all(page)
        try:
            message = await self.interaction.edit_original_response(
                view=page.build(), attachments=page.files(), allowed_mentions=page.mentions()
            )
        except discord.HTTPException as error:
            if was_deleted(error):
                _log.info("the answer was deleted before it was ready", interaction=self.interaction.id)
                return None
            if not token_is_dead(error):
                raise
            return await self._show_without_token(page)
        self._shown = True
        channel_id = self.interaction.channel_id
        return None if channel_id is None else Sent(channel_id, message.id)

    async def progress(self, page: Page) -> None:
        """Shows how far it is, in the answer's place; a question that is being answered stays as it is meanwhile."""
        if self.manner is Manner.UPDATE:
            return
        page = self._seen_by_all(page)
        await self.interaction.edit_original_response(
            view=page.build(), attachments=page.files(), allowed_mentions=page.mentions()
        )
        self._progress_shown = True

    async def say(self, key: str, **params: object) -> None:
        """Shows a sentence in the answer's place."""
        await self.show(notice_page(self.text(key, **params)))

    async def refuse(self, error: BaseException) -> None:
        """Tells the member, and nobody else, what went wrong and what to do."""
        sentence = explain(error, doing=name_of(self.interaction), locale=self.own_locale)
        await self.tell(sentence)

    async def tell(self, sentence: str) -> None:
        """Tells the member, and nobody else, in place of an answer that has not been shown."""
        # A private answer that is still empty is filled in by the sentence itself.
        waits = self.manner is Manner.PUBLIC or self._progress_shown
        await refuse(self.interaction, sentence, instead=waits and not self._shown)
        self._shown = True

    async def send(self, page: Page) -> int:
        """Sends a further public message; returns its id."""
        page = self.interaction.client.as_public(page, server_of(self.interaction))
        message = await self.interaction.followup.send(
            view=page.build(), files=page.files(), allowed_mentions=page.mentions(), wait=True
        )
        return message.id

    async def whisper(self, page: Page) -> None:
        """Sends a further message that only the member sees."""
        await self.interaction.followup.send(view=page.build(), allowed_mentions=page.mentions(), ephemeral=True)

    async def withdraw(self) -> None:
        """Deletes the answer's message."""
        try:
            await self.interaction.delete_original_response()
        except discord.HTTPException as error:
            if was_deleted(error):
                return
            if not token_is_dead(error) or self._message_id is None or self.interaction.channel_id is None:
                raise
            channel = self.interaction.client.get_partial_messageable(self.interaction.channel_id)
            await channel.get_partial_message(self._message_id).delete()

    def _seen_by_all(self, page: Page) -> Page:
        """The page as it is shown, which depends on whether others see it."""
        return self.interaction.client.as_public(page, server_of(self.interaction)) if self.public else page

    async def _show_without_token(self, page: Page) -> Sent | None:
        if not self.public:
            _log.warning("a private answer came after its token had died", interaction=self.interaction.id)
            self.missed = True
            return None
        try:
            return await send_late(self.interaction.client, self.origin(), page, self._message_id)
        except UndeliverableError:
            self.missed = True
            return None


@asynccontextmanager
async def answering(interaction: Interaction, manner: Manner) -> AsyncGenerator[Answer]:
    """Acknowledges at once, and turns whatever goes wrong inside into one private sentence.

    Usage::

        async with answering(interaction, Manner.PUBLIC) as answer:
            ...
    """
    # Nothing may be awaited before this: Discord gives three seconds, the project a tenth of one.
    if manner is Manner.PUBLIC and settings_of(interaction).private_answers:
        manner = Manner.PRIVATE
    if manner is Manner.UPDATE:
        await interaction.response.defer()
        hidden = False
        message_id = None if interaction.message is None else interaction.message.id
    else:
        response = await interaction.response.defer(ephemeral=manner is Manner.PRIVATE, thinking=True)
        message_id = None if response is None else response.message_id
        hidden = manner is Manner.PUBLIC and response is not None and response.is_ephemeral()
    answer = Answer(interaction, manner, message_id, hidden=hidden)
    try:
        yield answer
    except Exception as error:  # the one place where a member is told of any failure
        await answer.refuse(error)


def standing(user: discord.abc.User, permissions: discord.Permissions) -> Standing:
    """What a member is on a server, as far as quotas look at it."""
    roles = frozenset(role.id for role in getattr(user, "roles", ()))
    return Standing(roles, permissions.manage_guild or permissions.administrator)


class _Original(int):
    """The message that an interaction was answered with, as Discord names it where its id is not known.

    A number that is written as a word: discord.py escapes the @ of a string, and not every server takes that for the
    same address.
    """

    def __str__(self) -> str:
        return "@original"


async def edit_by_token(client: MoeClient, origin: Origin, page: Page) -> int:
    """Edits the answer to an earlier interaction through its token; returns the message's id.

    Raises:
        discord.HTTPException: see `token_is_dead` and `was_deleted`.
    """
    webhook = discord.Webhook.partial(origin.application_id, origin.token, client=client)
    message = await webhook.edit_message(
        _Original(), view=page.build(), attachments=page.files(), allowed_mentions=page.mentions()
    )
    return message.id


def name_of(interaction: Interaction) -> str:
    """The command or button, for the log."""
    if interaction.command is not None:
        return f"/{interaction.command.qualified_name}"
    data = cast("dict[str, object]", interaction.data or {})
    return str(data.get("custom_id") or data.get("name") or FALLBACK)
