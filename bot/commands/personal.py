"""`/avatar my-data`, `/avatar forget-me` and `/avatar help`."""

from __future__ import annotations

from discord import app_commands

from bot.admission import ANYWHERE
from bot.answers import Interaction, Manner, answering
from bot.locales import text
from bot.places import Place
from bot.views.delivery import deliver
from bot.views.my_data import data_page
from bot.views.page import notice_page
from bot.views.questions import confirm_forget

__all__ = ["add_personal"]


def add_personal(group: app_commands.Group) -> None:
    """Adds the commands about the member themselves to the group."""

    @group.command(name="my-data", description=text("command.my_data"), extras=ANYWHERE)
    async def _my_data(interaction: Interaction) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            my_data = answer.services.my_data
            drawing = await my_data.begin(answer.origin())
            if drawing is None:
                await answer.show(data_page(await my_data.put_together(answer.user_id, answer.locale), answer.text))
            else:
                await deliver(answer, drawing)

    @group.command(name="forget-me", description=text("command.forget_me"), extras=ANYWHERE)
    async def _forget_me(interaction: Interaction) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            await answer.show(confirm_forget(answer.user_id, answer.locale))

    @group.command(name="help", description=text("command.help"))
    async def _help(interaction: Interaction) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            words = [answer.text("ui.help")]
            if answer.place is not Place.SERVER:
                words.append(answer.text("ui.help_here"))
            await answer.show(notice_page("\n".join(words)))
