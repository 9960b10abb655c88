"""Autocomplete for what may be wished for, option by option."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import structlog
from discord import app_commands

from bot.answers import Interaction
from bot.errors import MemberError
from bot.places import server_of
from bot.replies import language
from gan.wishes.options import OPTIONS

__all__ = ["OFFERS", "Offer"]

Offer = Callable[[Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]

# Characters of a choice's name.
_LONGEST = 100

_log = structlog.stdlib.get_logger("bot.autocomplete")


def _offer(option: str) -> Offer:
    """Offers the values of an option."""

    async def offer(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        wishing = interaction.client.services.wishing
        try:
            found = await wishing.suggest(server_of(interaction), option, current, language(interaction))
        except MemberError as error:
            # A list of suggestions is no place for an error; the command itself will say it.
            _log.warning("nothing to suggest", key=error.key)
            return []
        return [app_commands.Choice(name=one.label[:_LONGEST], value=one.value) for one in found]

    return offer


OFFERS = {option: _offer(option) for option in OPTIONS}
