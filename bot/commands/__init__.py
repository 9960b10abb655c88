"""The slash commands: a file per group of use cases; each acknowledges, calls a service and shows the result."""

from __future__ import annotations

from discord import app_commands

from bot.commands.blending import add_blending
from bot.commands.collection import add_collection
from bot.commands.drawing import add_drawing
from bot.commands.editing import add_editing
from bot.commands.exporting import add_exporting
from bot.commands.liking import add_liking
from bot.commands.moderating import removal_menu
from bot.commands.personal import add_personal
from bot.commands.server import server_commands
from bot.commands.styles import style_commands
from bot.commands.training import train_commands
from bot.commands.walls import add_wall
from bot.commands.ways import add_ways
from bot.locales import text

__all__ = ["avatar_commands", "removal_menu", "server_commands", "style_commands", "train_commands"]


def avatar_commands() -> app_commands.Group:
    """A new `/avatar` group with all its commands."""
    group = app_commands.Group(
        name="avatar",
        description=text("command.avatar"),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
    )
    for add in (
        *(add_drawing, add_liking, add_editing, add_collection),
        *(add_exporting, add_blending, add_ways, add_wall, add_personal),
    ):
        add(group)
    return group
