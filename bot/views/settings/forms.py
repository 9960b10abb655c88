"""The form that a quota is set with."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import discord
from discord import ui

from bot.answers import Interaction, Manner, answering
from bot.locales import text
from bot.services.quotas import parse_number
from bot.store.settings_rows import QuotaRule, Window
from bot.views.access import check_access
from bot.views.settings.quotas import rule_words
from bot.views.settings.showing import show_quotas

__all__ = ["QuotaForm"]

# Seconds that somebody may take over the form.
_PATIENCE: Final = 3600.0
_LONGEST_TITLE: Final = 45
_LONGEST_ABOUT: Final = 100
# More than any number needs, so that what is wrong with it is said by the bot and not cut off by Discord.
_LONGEST_NUMBER: Final = 20


class QuotaForm(ui.Modal):
    """Asks how many pictures in how long.

    Args:
        locale: the language of the form.
        whom: for whom the quota is, in words.
        role_id: the same; None for everyone.
        now: the quotas that are in force for them already.
        page: of the quotas, which is shown again.
    """

    def __init__(self, locale: str, whom: str, role_id: int | None, now: tuple[QuotaRule, ...], page: int) -> None:
        title = text("ui.quota.form.title", locale, whom=whom)
        super().__init__(title=title[:_LONGEST_TITLE], timeout=_PATIENCE)
        self._role_id, self._page = role_id, page
        self._window: ui.Select[Any] = ui.Select(
            custom_id="window",
            options=[
                discord.SelectOption(
                    label=text(f"ui.quota.form.{window}", locale), value=window.value, default=window is Window.DAY
                )
                for window in Window
            ],
        )
        self._pictures: ui.TextInput[Any] = ui.TextInput(custom_id="pictures", max_length=_LONGEST_NUMBER)
        rules = text("ui.list_separator", locale).join(rule_words(rule, partial(text, locale=locale)) for rule in now)
        about = text("ui.quota.form.now", locale, rules=rules) if rules else text("ui.quota.form.none_yet", locale)
        self.add_item(ui.Label(text=text("ui.quota.form.window", locale), component=self._window))
        self.add_item(
            ui.Label(
                text=text("ui.quota.form.pictures", locale),
                description=about[:_LONGEST_ABOUT],
                component=self._pictures,
            )
        )

    async def on_submit(self, interaction: Interaction, /) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Sets the quota, and shows all of them; whatever is wrong with it is said, and nothing else changes."""
        async with answering(interaction, Manner.UPDATE) as answer:
            await check_access(answer, "moegan")
            pictures = parse_number(str(self._pictures.value))
            window = Window(self._window.values[0])
            await answer.services.settings.set_quota(answer.guild_id, answer.user_id, self._role_id, window, pictures)
            await show_quotas(answer, self._page)
