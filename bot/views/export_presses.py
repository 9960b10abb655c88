"""The buttons around taking avatars away."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from bot.answers import Answer, Manner
from bot.errors import MemberError
from bot.services.drawn import Drawn
from bot.services.errors import NotYours
from bot.services.exporting import ExportWish
from bot.views.buttons import ADD, EXPORT, SHEET
from bot.views.delivery import deliver, open_sheet
from bot.views.exports import added_page, export_file
from bot.views.expressions import add_to_server, check_adding
from bot.views.page import Page
from bot.views.press import Press

__all__ = ["EXPORT_PRESSES", "AddPress", "ExportPress", "SheetPress"]


class ExportPress(Press, action=EXPORT):
    """Hands out a saved avatar as a file, in the form that most want."""

    async def press(self, answer: Answer) -> None:
        """Answers in private with the file."""
        exporting = answer.services.exporting
        await deliver(answer, await exporting.export_avatar(answer.origin(), ExportWish(), self.numbers[0]))


class AddPress(Press, action=ADD):
    """Adds an exported emoji or sticker to the server."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Draws the picture once more, adds it, and says so in the place of the button."""
        check_adding(answer)
        with answer.services.exporting.adding(self.numbers[0]) as give_up:
            await self._add(answer, give_up)

    async def _add(self, answer: Answer, give_up: Callable[[], None]) -> None:
        drawing = await answer.services.exporting.again(answer.origin(), self.numbers[0])

        async def add(drawn: Drawn) -> Page:
            file, avatar = await export_file(drawn), drawn.faces[0].avatar
            name = None if avatar is None else avatar.name
            try:
                sentence = await add_to_server(answer, ExportWish.of(drawn.view).purpose, name, file)
            except MemberError:
                # Before the member is told to press again.
                give_up()
                raise
            return added_page(drawn, file, sentence)

        await deliver(answer, drawing, add)


class SheetPress(Press, action=SHEET):
    """Turns to a page of the sheet."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Turns the page in place."""
        owner, page = self.numbers
        if answer.user_id != owner:
            raise NotYours
        await open_sheet(answer, page)


EXPORT_PRESSES: tuple[type[Press], ...] = (ExportPress, AddPress, SheetPress)
