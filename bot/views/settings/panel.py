"""The panel of a server's settings: what is set, and a list or a button to change it with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import discord
from discord import ui

from bot.locales import language_name, languages, text
from bot.services.server_settings import MOST_CHANNELS, MOST_ROLES
from bot.services.styles import StyleBook
from bot.store.settings_rows import GuildSettings
from bot.views.buttons import (
    QUOTA_PAGE,
    SET_ANSWERS,
    SET_CHANNELS,
    SET_LANGUAGE,
    SET_SPOILER,
    SET_STYLE,
    SET_TRAIN_ROLES,
    Choice,
)
from bot.views.page import Page, Panel

__all__ = ["OWN_LANGUAGE", "PRIVATE", "PUBLIC", "Place", "settings_page"]

# Values of the lists.
PUBLIC: Final = "public"
PRIVATE: Final = "private"
OWN_LANGUAGE: Final = "own"

# As many as one list takes, the original among them.
_MOST_STYLES: Final = 24

_Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Place:
    """What there is on the server just now: Discord refuses a list that names a channel or role which is gone.

    Attributes:
        roles: their names, by id.
    """

    channels: frozenset[int]
    roles: dict[int, str]


def settings_page(settings: GuildSettings, book: StyleBook, place: Place, locale: str) -> Page:
    """All settings; quotas have pages of their own."""
    say = partial(text, locale=locale)

    def build() -> Panel:
        return Panel(
            ui.TextDisplay(say("ui.heading.settings")),
            *_channels(settings, place, say),
            *_asked("ui.settings.style", _style(book, say), say),
            *_asked("ui.settings.answers", _answers(settings, say), say),
            *_asked("ui.settings.language", _language(settings, say), say),
            *_train_roles(settings, place, say),
            *_quotas(settings, say),
            rows=[
                [
                    SET_SPOILER.button(
                        int(not settings.spoiler),
                        label=say("ui.button.spoiler_off" if settings.spoiler else "ui.button.spoiler_on"),
                    ),
                    QUOTA_PAGE.button(1, label=say("ui.button.quotas"), style=discord.ButtonStyle.primary),
                ]
            ],
        )

    return Page(build)


def _row(item: ui.Item[Any]) -> ui.ActionRow[Panel]:
    return ui.ActionRow(item)


def _asked(key: str, choice: Choice, say: _Say) -> list[ui.Item[Panel]]:
    return [ui.TextDisplay(say(key)), _row(choice)]


def _channels(settings: GuildSettings, place: Place, say: _Say) -> list[ui.Item[Panel]]:
    gone = [channel for channel in settings.channels if channel not in place.channels]
    if not settings.channels:
        words = say("ui.settings.channels_all")
    else:
        words = say("ui.settings.channels", channels=" ".join(f"<#{one}>" for one in settings.channels))
    if gone:
        words += "\n" + say("ui.settings.channels_gone", count=len(gone))
    chosen = [channel for channel in settings.channels if channel in place.channels]
    placeholder = say("ui.settings.channels_pick")
    listed = SET_CHANNELS.channels(placeholder=placeholder, chosen=chosen, most=MOST_CHANNELS)
    return [ui.TextDisplay(words), _row(listed)]


def _train_roles(settings: GuildSettings, place: Place, say: _Say) -> list[ui.Item[Panel]]:
    chosen = [role for role in settings.train_roles if role in place.roles]
    placeholder = say("ui.settings.train_pick")
    listed = SET_TRAIN_ROLES.roles(placeholder=placeholder, chosen=chosen, most=MOST_ROLES)
    return [ui.TextDisplay(say("ui.settings.train")), _row(listed)]


def _style(book: StyleBook, say: _Say) -> Choice:
    now = book.default
    # The default first, so that it is never among those left out.
    styles = sorted(book.adopted, key=lambda style: not style.is_default)[:_MOST_STYLES]
    options = [discord.SelectOption(label=say("ui.style_original"), value="0", default=now is None)]
    options += [
        discord.SelectOption(label=style.name, value=str(style.id), default=style.is_default) for style in styles
    ]
    return SET_STYLE.choice(placeholder=say("ui.settings.style_pick"), options=options)


def _answers(settings: GuildSettings, say: _Say) -> Choice:
    now = PRIVATE if settings.private_answers else PUBLIC
    return SET_ANSWERS.choice(
        placeholder=say("ui.settings.answers_pick"), options=_options((PUBLIC, PRIVATE), now, say)
    )


def _language(settings: GuildSettings, say: _Say) -> Choice:
    now = settings.language or OWN_LANGUAGE
    labels = {OWN_LANGUAGE: say("ui.settings.language.own"), **{one: language_name(one) for one in languages()}}
    return SET_LANGUAGE.choice(
        placeholder=say("ui.settings.language_pick"),
        options=[
            discord.SelectOption(label=label, value=value, default=value == now) for value, label in labels.items()
        ],
    )


def _options(values: Iterable[str], now: str, say: _Say) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(label=say(f"ui.settings.answers.{value}"), value=value, default=value == now)
        for value in values
    ]


def _quotas(settings: GuildSettings, say: _Say) -> list[ui.Item[Panel]]:
    spoiler = say("ui.settings.spoiler_is_on" if settings.spoiler else "ui.settings.spoiler_is_off")
    quotas = say("ui.settings.quotas", count=len(settings.rules)) if settings.rules else say("ui.settings.quotas_none")
    return [ui.TextDisplay(f"{spoiler}\n{quotas}")]
