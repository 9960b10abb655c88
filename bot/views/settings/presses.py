"""The lists and buttons of the settings. Every one asks first whether the member may, and shows what is true then."""

from __future__ import annotations

from typing import Any, ClassVar

import discord
from discord import ui

from bot.answers import Answer, Manner
from bot.locales import text
from bot.replies import language, settings_of
from bot.views.access import check_access
from bot.views.buttons import (
    QUOTA_EVERYONE,
    QUOTA_EXEMPT,
    QUOTA_PAGE,
    QUOTA_REMOVE,
    QUOTA_ROLE,
    SET_ANSWERS,
    SET_CHANNELS,
    SET_LANGUAGE,
    SET_SPOILER,
    SET_STYLE,
    SET_TRAIN_ROLES,
    SETTINGS,
)
from bot.views.press import Bound, ChannelPick, FormPress, Pick, Press, RolePick, open_form
from bot.views.settings.forms import QuotaForm
from bot.views.settings.panel import OWN_LANGUAGE, PRIVATE
from bot.views.settings.showing import show_quotas, show_settings

__all__ = [
    "SETTINGS_PRESSES",
    "AnswersPick",
    "ChannelsPick",
    "LanguagePick",
    "QuotaEveryonePress",
    "QuotaExemptPress",
    "QuotaPagePress",
    "QuotaRemovePick",
    "QuotaRolePick",
    "SettingsPress",
    "SpoilerPress",
    "StylePick",
    "TrainRolesPick",
]


class SettingsPress(Press, action=SETTINGS):
    """Leads back from the quotas."""

    anywhere: ClassVar[bool] = True
    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Shows all settings."""
        await check_access(answer, "moegan")
        await show_settings(answer)


class ChannelsPick(ChannelPick, action=SET_CHANNELS):
    """Where the bot answers."""

    anywhere: ClassVar[bool] = True

    async def pick(self, answer: Answer, channels: list[int]) -> None:
        """Answers there alone from now on; everywhere where none is chosen."""
        await check_access(answer, "moegan")
        await answer.services.settings.set_channels(answer.guild_id, answer.user_id, channels)
        await show_settings(answer)


class StylePick(Pick, action=SET_STYLE):
    """The style of new avatars."""

    anywhere: ClassVar[bool] = True

    async def pick(self, answer: Answer, value: str) -> None:
        """Draws in it from now on."""
        await check_access(answer, "moegan")
        await answer.services.settings.set_style(answer.guild_id, answer.user_id, int(value) or None)
        await show_settings(answer)


class AnswersPick(Pick, action=SET_ANSWERS):
    """Who sees answers."""

    anywhere: ClassVar[bool] = True

    async def pick(self, answer: Answer, value: str) -> None:
        """Answers so from now on."""
        await check_access(answer, "moegan")
        await answer.services.settings.set_private_answers(answer.guild_id, answer.user_id, value == PRIVATE)
        await show_settings(answer)


class LanguagePick(Pick, action=SET_LANGUAGE):
    """The language of public answers."""

    anywhere: ClassVar[bool] = True

    async def pick(self, answer: Answer, value: str) -> None:
        """Speaks it from now on."""
        await check_access(answer, "moegan")
        chosen = None if value == OWN_LANGUAGE else value
        await answer.services.settings.set_language(answer.guild_id, answer.user_id, chosen)
        await show_settings(answer)


class SpoilerPress(Press, action=SET_SPOILER):
    """Whether pictures are covered."""

    anywhere: ClassVar[bool] = True
    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Covers them from now on, or covers them no more."""
        await check_access(answer, "moegan")
        await answer.services.settings.set_spoiler(answer.guild_id, answer.user_id, bool(self.numbers[0]))
        await show_settings(answer)


class TrainRolesPick(RolePick, action=SET_TRAIN_ROLES):
    """Who may train."""

    anywhere: ClassVar[bool] = True

    async def pick(self, answer: Answer, roles: list[int]) -> None:
        """Lets these train from now on."""
        await check_access(answer, "moegan")
        await answer.services.settings.set_train_roles(answer.guild_id, answer.user_id, roles)
        await show_settings(answer)


class QuotaPagePress(Press, action=QUOTA_PAGE):
    """Opens the quotas, or turns to another page of them."""

    anywhere: ClassVar[bool] = True
    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Shows what is set."""
        await check_access(answer, "moegan")
        await show_quotas(answer, self.numbers[0])


class QuotaEveryonePress(FormPress, action=QUOTA_EVERYONE):
    """Sets a quota for everyone."""

    anywhere: ClassVar[bool] = True

    def form(self, interaction: discord.Interaction[Any]) -> ui.Modal:
        """Asks how many pictures in how long."""
        return _form(interaction, None, text("ui.quota.everyone", language(interaction)), self.numbers[0])


class QuotaRolePick(RolePick, action=QUOTA_ROLE):
    """Sets a quota for a role."""

    anywhere: ClassVar[bool] = True

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Asks how many pictures in how long; the form is the acknowledgement."""
        await open_form(interaction, self.form)

    def form(self, interaction: discord.Interaction[Any]) -> ui.Modal:
        """The form for the role that was picked."""
        role = self.item.values[0]
        if role.id == interaction.guild_id:  # the role that every member has
            return _form(interaction, None, text("ui.quota.everyone", language(interaction)), self.numbers[0])
        return _form(interaction, role.id, role.name, self.numbers[0])


class QuotaRemovePick(Pick, action=QUOTA_REMOVE):
    """Removes a quota."""

    anywhere: ClassVar[bool] = True

    async def pick(self, answer: Answer, value: str) -> None:
        """Removes it, and shows those that are left."""
        await check_access(answer, "moegan")
        await answer.services.settings.remove_quota(answer.guild_id, answer.user_id, int(value))
        await show_quotas(answer, self.numbers[0])


class QuotaExemptPress(Press, action=QUOTA_EXEMPT):
    """Whether quotas are for admins too."""

    anywhere: ClassVar[bool] = True
    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Holds them to the quotas from now on, or does so no more."""
        await check_access(answer, "moegan")
        exempt, page = self.numbers
        await answer.services.settings.set_admins_exempt(answer.guild_id, answer.user_id, bool(exempt))
        await show_quotas(answer, page)


def _form(interaction: discord.Interaction[Any], role_id: int | None, whom: str, page: int) -> QuotaForm:
    now = tuple(rule for rule in settings_of(interaction).rules if rule.role_id == role_id)
    return QuotaForm(language(interaction), whom, role_id, now, page)


SETTINGS_PRESSES: tuple[type[Bound[Any]], ...] = (
    SettingsPress,
    ChannelsPick,
    StylePick,
    AnswersPick,
    LanguagePick,
    SpoilerPress,
    TrainRolesPick,
    QuotaPagePress,
    QuotaEveryonePress,
    QuotaRolePick,
    QuotaRemovePick,
    QuotaExemptPress,
)
