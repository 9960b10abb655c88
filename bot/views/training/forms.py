"""The form that pictures are handed in with, and the consent to learn from them."""

from __future__ import annotations

from typing import Any, Final

import discord
from discord import ui

from bot.answers import Interaction, Manner, answering
from bot.locales import text
from bot.views.access import check_access
from bot.views.training import showing
from bot.views.uploads import Attached

__all__ = ["PicturesForm"]

_FILES: Final = 10
_LONGEST_NAME: Final = 32
# Seconds that somebody may take over the form.
_PATIENCE: Final = 3600.0


class PicturesForm(ui.Modal):
    """Asks for a style's name, pictures and consent.

    Args:
        locale: the language of the form.
        style: the style that more is handed in for; None asks for its name.
    """

    def __init__(self, locale: str, style: str | None = None) -> None:
        super().__init__(title=text("ui.form.title", locale), timeout=_PATIENCE)
        self._style = style
        self._name: ui.TextInput[Any] = ui.TextInput(custom_id="name", max_length=_LONGEST_NAME)
        self._files: ui.FileUpload[Any] = ui.FileUpload(custom_id="files", min_values=1, max_values=_FILES)
        self._consent: ui.CheckboxGroup[Any] = ui.CheckboxGroup(
            custom_id="consent",
            min_values=1,
            max_values=1,
            options=[discord.CheckboxGroupOption(label=text("ui.form.consent_option", locale), value="yes")],
        )
        if style is None:
            name = text("ui.form.name", locale)
            self.add_item(ui.Label(text=name, description=text("ui.form.name_about", locale), component=self._name))
        for label, about, component in (
            ("ui.form.files", "ui.form.files_about", self._files),
            ("ui.form.consent", "ui.form.consent_about", self._consent),
        ):
            self.add_item(ui.Label(text=text(label, locale), description=text(about, locale), component=component))

    async def on_submit(self, interaction: Interaction, /) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Takes in what was handed in; every file that is not used is named."""
        async with answering(interaction, Manner.PRIVATE) as answer:
            await check_access(answer, "train")
            done = await answer.services.training.pictures.hand_in(
                answer.guild_id,
                answer.user_id,
                self._style if self._style is not None else str(self._name.value),
                [Attached(one) for one in self._files.values],
                consented="yes" in self._consent.values,
            )
            await showing.show_handed_in(answer, done)
