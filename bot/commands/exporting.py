"""`/avatar export`, `sheet`, `code` and `redeem`."""

from __future__ import annotations

from typing import cast

from discord import app_commands

from bot.answers import Interaction, Manner, answering
from bot.commands.names import own_names
from bot.locales import text
from bot.services.exporting import FORMATS, PURPOSES, SHAPES, ExportWish, Format, Shape
from bot.views.codes import code_page
from bot.views.delivery import deliver, open_sheet
from bot.views.expressions import adding

__all__ = ["add_exporting"]


def add_exporting(group: app_commands.Group) -> None:
    """Adds the commands with which members take their avatars away, and bring them back."""
    _add_pictures(group)
    _add_codes(group)


def _add_pictures(group: app_commands.Group) -> None:
    @group.command(name="export", description=text("command.export"))
    @app_commands.describe(
        name=text("command.export.name"),
        size=text("command.export.size"),
        file_format=text("command.export.format"),
        shape=text("command.export.shape"),
    )
    @app_commands.rename(file_format="format")
    @app_commands.choices(
        size=[app_commands.Choice(name=text(f"command.export.size.{one}"), value=one) for one in PURPOSES],
        file_format=[app_commands.Choice(name=text(f"command.export.format.{one}"), value=one) for one in FORMATS],
        shape=[app_commands.Choice(name=text(f"command.export.shape.{one}"), value=one) for one in SHAPES],
    )
    @app_commands.autocomplete(name=own_names)
    async def _export(
        interaction: Interaction,
        name: str | None = None,
        size: str = "512",
        file_format: str = "png",
        shape: str = "square",
    ) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            wish = ExportWish(size, cast("Format", file_format), cast("Shape", shape))
            exporting = answer.services.exporting
            await deliver(answer, await exporting.export(answer.origin(), wish, name, adding(answer, wish.purpose)))

    @group.command(name="sheet", description=text("command.sheet"))
    @app_commands.describe(page=text("command.sheet.page"))
    async def _sheet(interaction: Interaction, page: app_commands.Range[int, 1, 1000] = 1) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await open_sheet(answer, page)


def _add_codes(group: app_commands.Group) -> None:
    @group.command(name="code", description=text("command.code"))
    @app_commands.describe(name=text("command.export.name"))
    @app_commands.autocomplete(name=own_names)
    async def _code(interaction: Interaction, name: str | None = None) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await answer.show(code_page(await answer.services.codes.code(answer.user_id, name), answer.locale))

    @group.command(name="redeem", description=text("command.redeem"))
    @app_commands.describe(code=text("command.redeem.code"))
    async def _redeem(interaction: Interaction, code: str) -> None:
        async with answering(interaction, Manner.PUBLIC) as answer:
            await deliver(answer, await answer.services.codes.redeem(answer.origin(), code))
