"""The button that hands in the sample pictures, for an admin who has none at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

import discord
from discord import ui

from bot.answers import Answer, Manner
from bot.locales import text
from bot.services.training.errors import NoSuchCollection
from bot.tryout.sample_pictures import SAMPLE_NAME, sample_archive
from bot.views.access import check_access
from bot.views.buttons import Action
from bot.views.page import Page, Panel
from bot.views.press import Press
from bot.views.training import showing

__all__ = ["SamplePress", "sample_page"]

_STYLE: Final = "Sample"
_HAND_IN: Final = Action("sample", 0)


@dataclass(frozen=True, slots=True)
class _Archive:
    """A file as if it had come with the form; keeps `bot.services.training.pictures.HandedFile`."""

    content: bytes
    name: str = SAMPLE_NAME

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content)

    async def read(self) -> bytes:
        """Its bytes."""
        return self.content


class SamplePress(Press, action=_HAND_IN):
    """Hands in the sample pictures, as the form would, and asks to start."""

    manner: ClassVar[Manner] = Manner.PRIVATE

    async def press(self, answer: Answer) -> None:
        """Pressed again, asks to start with what is there."""
        await check_access(answer, "train")
        pictures = answer.services.training.pictures
        try:
            known = await pictures.find(answer.guild_id, _STYLE)
        except NoSuchCollection:
            files = [_Archive(sample_archive())]
            done = await pictures.hand_in(answer.guild_id, answer.user_id, _STYLE, files, consented=True)
            await showing.show_handed_in(answer, done)
        else:
            await showing.ask_to_start(answer, known.id)


def sample_page(locale: str) -> Page:
    """What the bot tells the admins of the try-out in a language, with the button."""

    def build() -> Panel:
        press = _HAND_IN.button(label=text("ui.button.sample", locale), style=discord.ButtonStyle.primary)
        return Panel(ui.TextDisplay(text("ui.try.sample", locale)), rows=[[press]])

    return Page(build)
