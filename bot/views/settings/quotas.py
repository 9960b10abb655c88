"""The pages of a server's quotas, and the line under a drawing that says what is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

import discord
from discord import ui

from bot.locales import text
from bot.services.drawn import Drawn
from bot.store.settings_rows import GuildSettings, QuotaRule
from bot.views.buttons import QUOTA_EVERYONE, QUOTA_EXEMPT, QUOTA_PAGE, QUOTA_REMOVE, QUOTA_ROLE, SETTINGS
from bot.views.page import Page, Panel
from bot.views.settings.panel import Place

__all__ = ["left_line", "quotas_page", "rule_words"]

# As many as one list takes.
_PER_PAGE: Final = 25
_LONGEST_LABEL: Final = 100

_Say = Callable[..., str]


def left_line(drawn: Drawn) -> str:
    """What the owner of a drawing has left, in small print; nothing where no quota is in force for them."""
    if not drawn.left:
        return ""
    say = partial(text, locale=drawn.origin.locale)
    parts = [say(f"ui.quota.left.{one.window}", left=one.left, of=one.of) for one in drawn.left]
    return say("ui.quota.left", windows="  ·  ".join(parts))


def rule_words(rule: QuotaRule, say: _Say) -> str:
    """A quota without whom it is for."""
    return say(f"ui.quota.rule.{rule.window}", pictures=rule.pictures)


def quotas_page(settings: GuildSettings, place: Place, page: int, locale: str) -> Page:
    """A page of the quotas, with what changes them; a page that there is not gives way to the nearest."""
    say = partial(text, locale=locale)
    pages = max(1, -(-len(settings.rules) // _PER_PAGE))
    page = min(max(1, page), pages)
    shown = settings.rules[(page - 1) * _PER_PAGE : page * _PER_PAGE]

    def build() -> Panel:
        exempt = say("ui.quota.exempt" if settings.admins_exempt else "ui.quota.not_exempt")
        words = [say("ui.heading.quotas"), *_lines(shown, say), exempt, say("ui.quota.counts")]
        rows: list[list[ui.Item[Any]]] = [[QUOTA_ROLE.roles(page, placeholder=say("ui.quota.role"), least=1, most=1)]]
        if shown:
            options = [
                discord.SelectOption(
                    label=say("ui.quota.of", whom=_plain_whom(rule, place, say), rule=rule_words(rule, say))[
                        :_LONGEST_LABEL
                    ],
                    value=str(rule.id),
                )
                for rule in shown
            ]
            rows.append([QUOTA_REMOVE.choice(page, placeholder=say("ui.quota.remove"), options=options)])
        rows.append(
            [
                QUOTA_EVERYONE.button(page, label=say("ui.button.quota_everyone"), style=discord.ButtonStyle.primary),
                QUOTA_EXEMPT.button(
                    int(not settings.admins_exempt),
                    page,
                    label=say("ui.button.exempt_off" if settings.admins_exempt else "ui.button.exempt_on"),
                ),
                SETTINGS.button(label=say("ui.button.settings")),
            ]
        )
        if pages > 1:
            rows.append(
                [
                    QUOTA_PAGE.button(page - 1, label=say("ui.button.previous"), disabled=page <= 1),
                    QUOTA_PAGE.button(page + 1, label=say("ui.button.next"), disabled=page >= pages),
                ]
            )
        return Panel(ui.TextDisplay("\n".join(words)), rows=rows)

    return Page(build)


def _lines(rules: Sequence[QuotaRule], say: _Say) -> list[str]:
    if not rules:
        return [say("ui.quota.none")]
    return [say("ui.quota.line", whom=_whom(rule, say), rule=rule_words(rule, say)) for rule in rules]


def _whom(rule: QuotaRule, say: _Say) -> str:
    return say("ui.quota.everyone") if rule.role_id is None else f"<@&{rule.role_id}>"


def _plain_whom(rule: QuotaRule, place: Place, say: _Say) -> str:
    """The same for a list, which shows no mentions."""
    if rule.role_id is None:
        return say("ui.quota.everyone")
    return place.roles.get(rule.role_id) or say("ui.quota.role_gone")
