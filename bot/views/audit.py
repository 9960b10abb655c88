"""What `/moegan audit` shows: who did what, and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, cast

from discord import ui

from bot.locales import known, text
from bot.services.audit import AuditPage
from bot.store.community_rows import AuditEntry
from bot.views.buttons import AUDIT
from bot.views.page import Page, Panel, notice_page
from bot.views.words import mention, plain

__all__ = ["audit_page"]

# Letters that a value may take, marks that undo formatting counted: a message holds 4,000, and a page ten entries.
_LONGEST: Final = 160
# What ids are of: by the names of values, and for what a setting was and is, by the actions.
_KINDS: Final = {
    "channel": "channel",
    "role": "role",
    "settings.channels": "channel",
    "settings.train_roles": "role",
}
_MOST: Final = 5

_Say = Callable[..., str]


def audit_page(shown: AuditPage, locale: str) -> Page:
    """A page of the log, with buttons to turn it where there are more."""
    say: _Say = partial(text, locale=locale)
    if not shown.entries:
        return notice_page(say("ui.audit.empty"))
    heading = say("ui.heading.audit", page=shown.page, pages=shown.pages, total=shown.total)
    lines = [heading, *(f"<t:{entry.created_at}:f>  {_sentence(entry, say)}" for entry in shown.entries)]

    def build() -> Panel:
        turn = [
            AUDIT.button(shown.page - 1, label=say("ui.button.previous"), disabled=shown.page <= 1),
            AUDIT.button(shown.page + 1, label=say("ui.button.next"), disabled=shown.page >= shown.pages),
        ]
        return Panel(ui.TextDisplay("\n".join(lines)), rows=[turn] if shown.pages > 1 else [])

    return Page(build)


def _sentence(entry: AuditEntry, say: _Say) -> str:
    people = {"who": _member(entry.actor_user_id, say), "member": _member(entry.target_user_id, say)}
    detail = {name: _value(entry.action, name, value, say) for name, value in entry.detail.items()}
    words = _in_words(f"ui.audited.{entry.action}", {**detail, **people}, say)
    if words is None:
        listed = ", ".join(f"{name} {value}" for name, value in detail.items())
        words = say("ui.audit.other", who=people["who"], action=plain(entry.action.replace("_", " ")), detail=listed)
    reason = detail.get("reason")
    return words if reason is None else " ".join([words, say("ui.audit.reason", reason=reason)])


def _in_words(key: str, values: Mapping[str, str], say: _Say) -> str | None:
    """The action's sentence; None where there is none, or where the entry lacks what it says."""
    if not known(key):
        return None
    try:
        return say(key, **values)
    except KeyError:
        return None


def _member(user_id: int | None, say: _Say) -> str:
    return say("ui.somebody") if user_id is None else mention(user_id)


def _value(action: str, name: str, value: Any, say: _Say) -> str:
    """A value of an entry as it is read; of many channels or roles the first few."""
    kind = _KINDS.get(action if name in ("before", "after") else name)
    if kind == "role" and name == "role" and value is None:
        return say("ui.audit.everyone")
    if value is None or value == []:
        return say("ui.audit.nothing")
    if name == "window" and known(key := f"ui.audit.window.{value}"):
        return say(key)
    if isinstance(value, bool):
        return say("ui.audit.yes" if value else "ui.audit.no")
    if kind is not None:
        ids = cast("list[int]", value) if isinstance(value, list) else [cast("int", value)]
        marks = "#" if kind == "channel" else "@&"
        return " ".join(f"<{marks}{one}>" for one in ids[:_MOST]) + (" …" if len(ids) > _MOST else "")
    words = ", ".join(map(str, cast("list[Any]", value))) if isinstance(value, list) else str(value)
    return _short(words)


def _short(words: str) -> str:
    """The words as they are, as many of them as there is room for."""
    kept = words[:_LONGEST]
    while len(plain(kept)) > _LONGEST:
        kept = kept[:-1]
    return plain(kept) if kept == words else f"{plain(kept)}…"
