"""`/avatar save`, `gallery`, `show`, `lineage`, `wear`, `rename` and `delete`."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.answers import Interaction, Manner, answering
from bot.commands.names import own_names, shown_names
from bot.locales import text
from bot.views.delivery import deliver, offer_missed, open_gallery
from bot.views.questions import confirm_erase
from bot.views.words import name as shown_name

__all__ = ["add_collection"]


def add_collection(group: app_commands.Group) -> None:
    """Adds the commands around saved avatars to the group."""
    _add_keeping(group)
    _add_looking(group)


def _add_keeping(group: app_commands.Group) -> None:
    @group.command(name="save", description=text("command.save"))
    @app_commands.describe(name=text("command.save.name"))
    async def _save(interaction: Interaction, name: str | None = None) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            saved = await answer.services.collection.save(answer.user_id, name)
            called = shown_name(saved.avatar)
            if saved.already:
                await answer.say("ui.saved_before", name=called)
            else:
                await answer.say("ui.saved_and_worn" if saved.worn else "ui.saved", name=called)

    @group.command(name="wear", description=text("command.wear"))
    @app_commands.describe(name=text("command.name"))
    @app_commands.autocomplete(name=own_names)
    async def _wear(interaction: Interaction, name: str) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            avatar = await answer.services.collection.wear(answer.user_id, name)
            await answer.say("ui.worn", name=shown_name(avatar))

    @group.command(name="rename", description=text("command.rename"))
    @app_commands.describe(name=text("command.name"), new_name=text("command.rename.new_name"))
    @app_commands.autocomplete(name=own_names)
    async def _rename(interaction: Interaction, name: str, new_name: str) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            avatar = await answer.services.collection.rename(answer.user_id, name, new_name)
            await answer.say("ui.renamed", name=shown_name(avatar))

    @group.command(name="delete", description=text("command.delete"))
    @app_commands.describe(name=text("command.name"))
    @app_commands.autocomplete(name=own_names)
    async def _delete(interaction: Interaction, name: str) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            avatar = await answer.services.collection.find(answer.user_id, name)
            await answer.show(confirm_erase(avatar, answer.locale))


def _add_looking(group: app_commands.Group) -> None:
    @group.command(name="gallery", description=text("command.gallery"))
    async def _gallery(interaction: Interaction) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await open_gallery(answer, 1)
            await offer_missed(answer)

    @group.command(name="show", description=text("command.show"))
    @app_commands.describe(name=text("command.show.name"), member=text("command.show.member"))
    @app_commands.autocomplete(name=shown_names)
    async def _show(interaction: Interaction, name: str | None = None, member: discord.User | None = None) -> None:
        async with answering(interaction, Manner.PUBLIC) as answer:
            whose = answer.user_id if member is None else member.id
            face = await answer.services.collection.face(whose, name)
            partner = None if whose == answer.user_id else whose
            drawing = await answer.services.drawing.redraw(answer.origin(), [face], partner_user_id=partner)
            await deliver(answer, drawing)

    @group.command(name="lineage", description=text("command.lineage"))
    @app_commands.describe(name=text("command.name"))
    @app_commands.autocomplete(name=own_names)
    async def _lineage(interaction: Interaction, name: str) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await deliver(answer, await answer.services.lineage.of_name(answer.origin(), name))
