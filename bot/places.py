"""Where an interaction comes from, and what works there: the one rule for commands, buttons and forms."""

from __future__ import annotations

from enum import Enum
from typing import Any, Final

import discord

from bot.services.errors import ServersOnly

__all__ = ["NEED_A_SERVER", "Place", "check_command", "needed_server", "place_of", "server_of"]

# Commands, without their slash, and entries of menus, that are about a server's own things. All others work anywhere.
NEED_A_SERVER: Final = frozenset({"moegan", "style", "train", "Remove (MoeGAN)"})


class Place(Enum):
    """What kind of place an interaction comes from.

    Attributes:
        SERVER: a server that the bot is a member of; threads and forum posts count as their server.
        ELSEWHERE: a server that the bot is no member of, where members have it through installs of their own.
        DIRECT: a member's direct messages with the bot.
        PRIVATE: group messages, or direct messages between two users; the bot sees neither.
    """

    SERVER = "server"
    ELSEWHERE = "elsewhere"
    DIRECT = "direct"
    PRIVATE = "private"


def place_of(interaction: discord.Interaction[Any]) -> Place:
    """Where an interaction comes from.

    Whether the bot is a member is asked of the gateway's list of servers. Discord's `authorizing_integration_owners`
    does not say it: a server may have the commands alone, without the bot.
    """
    if interaction.guild_id is not None:
        member = interaction.client.get_guild(interaction.guild_id) is not None
        return Place.SERVER if member else Place.ELSEWHERE
    return Place.PRIVATE if interaction.context.private_channel else Place.DIRECT


def server_of(interaction: discord.Interaction[Any]) -> int | None:
    """The server whose styles and settings count: one that the bot is a member of; None anywhere else."""
    return interaction.guild_id if place_of(interaction) is Place.SERVER else None


def needed_server(interaction: discord.Interaction[Any]) -> int:
    """The same, for what cannot do without one; raises `ServersOnly`."""
    server = server_of(interaction)
    if server is None:
        raise ServersOnly
    return server


def check_command(interaction: discord.Interaction[Any]) -> None:
    """Passes where the command works in its place; raises `ServersOnly`.

    Discord does not even show such a command elsewhere, as far as its definition says so. Buttons and forms are checked
    when they ask for their server.
    """
    data: Any = interaction.data
    if data is not None and data.get("name") in NEED_A_SERVER:
        needed_server(interaction)
