"""Autocomplete for the names of saved avatars, of styles, and of what styles are trained on."""

from __future__ import annotations

from collections.abc import Awaitable, Iterable, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import Final

import structlog
from discord import app_commands

from bot.answers import Interaction
from bot.errors import MemberError
from bot.locales import text
from bot.places import server_of
from bot.replies import language
from bot.services.names import name_key
from bot.services.palette import ORIGINAL
from bot.store.rows import StyleState
from bot.store.training_rows import Collection, Run
from bot.views.access import may_use

__all__ = [
    "adopted_styles",
    "all_styles",
    "collections",
    "own_names",
    "shown_names",
    "styles_to_pick",
    "styles_to_use",
    "trained_styles",
]

_log = structlog.stdlib.get_logger("bot.autocomplete")


# As many as Discord shows.
_MOST: Final = 25


async def _choices(
    finding: Awaitable[Iterable[str]], labels: Mapping[str, str] = MappingProxyType({})
) -> list[app_commands.Choice[str]]:
    """The first of the names that are being found, each once, called as `labels` says."""
    try:
        names = dict.fromkeys(await finding)
    except MemberError as error:
        # A list of suggestions is no place for an error; the command itself will say it.
        _log.warning("no names to suggest", key=error.key)
        return []
    return [app_commands.Choice(name=labels.get(name, name), value=name) for name in islice(names, _MOST)]


async def own_names(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """The member's own saved names."""
    return await _choices(interaction.client.services.collection.names(interaction.user.id, current))


async def shown_names(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """The saved names of the member chosen in the same command, else one's own."""
    chosen = getattr(interaction.namespace, "member", None)
    user_id = int(getattr(chosen, "id", interaction.user.id))
    return await _choices(interaction.client.services.collection.names(user_id, current))


async def _styles(
    interaction: Interaction, typed: str, *states: StyleState, original: bool
) -> list[app_commands.Choice[str]]:
    palette = interaction.client.services.palette
    label = text("ui.style_original", language(interaction))

    async def found() -> list[str]:
        names = await palette.names(server_of(interaction), typed, states, original=original)
        # Members see it under its label, and go on typing that.
        return [ORIGINAL, *names] if original and name_key(typed) in name_key(label) else names

    return await _choices(found(), {ORIGINAL: label})


async def styles_to_pick(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """What members of this server may draw in."""
    return await _styles(interaction, current, "adopted", original=True)


async def styles_to_use(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """What can become the server's default."""
    return await _styles(interaction, current, "adopted", "retired", original=True)


async def adopted_styles(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """The server's styles that can be picked."""
    return await _styles(interaction, current, "adopted", original=False)


async def all_styles(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Every style of the server."""
    return await _styles(interaction, current, "offered", "adopted", "retired", original=False)


async def collections(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """The names of the server's collections of pictures, for those who may train."""
    if not await may_use(interaction, "train"):
        return []
    server = server_of(interaction)
    pictures = interaction.client.services.training.pictures
    return [] if server is None else await _choices(_named(pictures.collections(server), current))


async def trained_styles(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """The names of the styles that are or were trained on the server, for those who may train."""
    if not await may_use(interaction, "train"):
        return []
    server = server_of(interaction)
    runs = interaction.client.services.training.runs
    return [] if server is None else await _choices(_named(runs.history(server), current))


async def _named(finding: Awaitable[Sequence[Collection] | Sequence[Run]], typed: str) -> list[str]:
    return [one.name for one in await finding if typed.strip().casefold() in one.name.casefold()]
