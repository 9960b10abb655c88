"""The messages that ask: may I blend with you, shall this be deleted or shown, shall all be forgotten?"""

from __future__ import annotations

from functools import partial

import discord
from discord import ui

from bot.locales import text
from bot.store.rows import Avatar, BlendRequest
from bot.views.buttons import ACCEPT, DECLINE, ERASE, FORGET, KEEP, MISSED, TAKE_BACK
from bot.views.page import Page, Panel
from bot.views.words import mention, name

__all__ = ["ask_consent", "confirm_erase", "confirm_forget", "missed_page"]


def ask_consent(request: BlendRequest, locale: str) -> Page:
    """Asks a member, who is notified, whether another may blend with them."""
    say = partial(text, locale=locale)
    sentence = say("ui.consent", asked=mention(request.asked_user_id), asker=mention(request.asker_user_id))

    def build() -> Panel:
        accept = ACCEPT.button(request.id, label=say("ui.button.accept"), style=discord.ButtonStyle.success)
        decline = DECLINE.button(request.id, label=say("ui.button.decline"), style=discord.ButtonStyle.danger)
        take_back = TAKE_BACK.button(request.id, label=say("ui.button.delete"))
        return Panel(ui.TextDisplay(sentence), rows=[[accept, decline, take_back]])

    return Page(build, mention=request.asked_user_id)


def confirm_erase(avatar: Avatar, locale: str) -> Page:
    """Asks whether a saved avatar shall be deleted for good."""
    say = partial(text, locale=locale)

    def build() -> Panel:
        erase = ERASE.button(avatar.id, label=say("ui.button.erase"), style=discord.ButtonStyle.danger)
        keep = KEEP.button(avatar.owner_user_id, label=say("ui.button.keep"))
        return Panel(ui.TextDisplay(say("ui.confirm_erase", name=name(avatar))), rows=[[erase, keep]])

    return Page(build)


def confirm_forget(user_id: int, locale: str) -> Page:
    """Asks whether all that is known of a member shall be deleted."""
    say = partial(text, locale=locale)

    def build() -> Panel:
        forget = FORGET.button(user_id, label=say("ui.button.forget"), style=discord.ButtonStyle.danger)
        keep = KEEP.button(user_id, label=say("ui.button.keep"))
        return Panel(ui.TextDisplay(say("ui.confirm_forget")), rows=[[forget, keep]])

    return Page(build)


def missed_page(request_id: int, locale: str) -> Page:
    """Offers to show a drawing that was finished when Discord took no answer any more."""
    say = partial(text, locale=locale)

    def build() -> Panel:
        show = MISSED.button(request_id, label=say("ui.button.missed"), style=discord.ButtonStyle.primary)
        return Panel(ui.TextDisplay(say("ui.missed")), rows=[[show]])

    return Page(build)
