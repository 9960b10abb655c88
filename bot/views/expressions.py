"""Emojis and stickers that an exported avatar becomes: who may add them, and what Discord says to it."""

from __future__ import annotations

import asyncio
import io
from typing import Final

import discord
import structlog

from bot.answers import Answer
from bot.places import Place, needed_server
from bot.services.errors import ServiceError
from bot.services.export_errors import (
    AddingNotAllowed,
    AddingNotYours,
    AddingTooLarge,
    AddingTooSlow,
    NoEmojiSlots,
    NoStickerSlots,
)
from bot.services.exporting import EXPRESSIONS, Adding
from bot.services.labels import emoji_name, sticker_name
from bot.views.words import plain

__all__ = ["PATIENCE", "add_to_server", "adding", "check_adding"]

# Seconds that Discord has for taking one. Where too many were added before it asks to wait, for minutes or an hour, and
# discord.py would.
PATIENCE: Final = 20.0
# What a sticker is suggested for while somebody types.
_STICKER_TAG: Final = "🙂"

_EMOJI_SLOTS: Final = 30008
_STICKER_SLOTS: Final = 30039
_TOO_LARGE: Final = (40005, 50045, 50138)

_log = structlog.stdlib.get_logger("bot.expressions")


def adding(answer: Answer, purpose: str) -> Adding:
    """Whether the answer to an export offers to add it to the server, or says who could allow that."""
    if purpose not in EXPRESSIONS or answer.place is not Place.SERVER:
        return "none"
    if not _may_create(answer.interaction.app_permissions):
        return "not_allowed"
    return "offered" if _may_create(answer.interaction.permissions) else "none"


def check_adding(answer: Answer) -> None:
    """Passes where member and bot may both add emojis and stickers now.

    Raises:
        ServersOnly, AddingNotYours, AddingNotAllowed
    """
    needed_server(answer.interaction)
    if not _may_create(answer.interaction.permissions):
        raise AddingNotYours
    if not _may_create(answer.interaction.app_permissions):
        raise AddingNotAllowed


async def add_to_server(answer: Answer, purpose: str, name: str | None, file: bytes) -> str:
    """Makes an emoji or a sticker of a PNG; the sentence that says so.

    Args:
        name: the avatar's; None for one without.

    Raises:
        AddingNotAllowed, NoEmojiSlots, NoStickerSlots, AddingTooSlow, AddingTooLarge
        discord.HTTPException: something else is wrong.
    """
    guild = answer.interaction.guild
    if guild is None:
        raise AddingNotAllowed
    # For the server's audit log.
    reason = f"/avatar export, {answer.interaction.user}"
    try:
        async with asyncio.timeout(PATIENCE):
            if purpose == "emoji":
                emoji = await guild.create_custom_emoji(name=emoji_name(name), image=file, reason=reason)
                return answer.text("ui.export.added_emoji", name=emoji.name)
            sticker = await guild.create_sticker(
                name=sticker_name(name),
                description=answer.text("ui.export.sticker_about"),
                emoji=_STICKER_TAG,
                file=discord.File(io.BytesIO(file), filename="sticker.png"),
                reason=reason,
            )
            return answer.text("ui.export.added_sticker", name=plain(sticker.name))
    except TimeoutError as error:
        _log.warning("an expression was not taken in time", guild=guild.id, purpose=purpose)
        raise AddingTooSlow from error
    except discord.HTTPException as error:
        if (refusal := _refusal(error)) is None:
            raise
        _log.info("an expression was refused", guild=guild.id, purpose=purpose, code=error.code)
        raise refusal from error


def _may_create(permissions: discord.Permissions) -> bool:
    # Since February 2026 Manage Expressions is no longer enough.
    return permissions.create_expressions or permissions.administrator


def _refusal(error: discord.HTTPException) -> ServiceError | None:
    """The member's words for what Discord answered; None where it is no refusal that was foreseen."""
    if isinstance(error, discord.Forbidden):
        return AddingNotAllowed()
    if error.status == 413 or error.code in _TOO_LARGE:
        return AddingTooLarge()
    if error.status == 429:
        return AddingTooSlow()
    return {_EMOJI_SLOTS: NoEmojiSlots, _STICKER_SLOTS: NoStickerSlots}.get(error.code, lambda: None)()
