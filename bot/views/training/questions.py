"""What is asked before something is done: shall it be trained, shall pictures go?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import accumulate

import discord
from discord import ui

from bot.locales import in_language, text
from bot.services.training.pictures import LEAST_PICTURES, HandedIn
from bot.services.training.runs import Plan
from bot.store.training_rows import Collection
from bot.views.buttons import CLEAR, KEEP, START, UNLEARN
from bot.views.page import Page, Panel, notice_page
from bot.views.training.words import Say, duration
from bot.views.words import mention, plain
from gan.uploads.archives import Refused

__all__ = ["ask_clear", "ask_forget", "ask_start", "handed_in_page"]

# Refused files that are named, and the letters that they may take, marks that undo formatting counted; the rest is
# counted, for a message has an end.
_NAMED = 12
_LETTERS = 3_000
_NAME = 60


def ask_start(plan: Plan, user_id: int, locale: str, *, before: str = "") -> Page:
    """Asks once more: how many pictures, how long, and what happens.

    Args:
        before: what is said first.
    """
    say: Say = partial(text, locale=locale)
    words = say(
        "ui.train.ask_start",
        name=plain(plan.collection.name),
        pictures=plan.collection.pictures,
        time=duration(plan.seconds, say),
    )
    if plan.before:
        words += "\n" + say("ui.train.in_line", count=plan.before)

    def build() -> Panel:
        start = START.button(plan.collection.id, label=say("ui.button.train"), style=discord.ButtonStyle.success)
        keep = KEEP.button(user_id, label=say("ui.button.not_yet"))
        return Panel(ui.TextDisplay(f"{before}\n{words}".strip()), rows=[[start, keep]])

    return Page(build)


def handed_in_page(done: HandedIn, plan: Plan | None, user_id: int, locale: str) -> Page:
    """What came of a form; asks to start where there is enough to learn from."""
    say: Say = partial(text, locale=locale)
    total = 0 if done.collection is None else done.collection.pictures
    lines = [say("ui.train.handed_in", added=done.added, name=plain(done.name), total=total)]
    if done.renamed:
        lines.append(say("ui.train.renamed", name=plain(done.name)))
    if done.refused:
        lines.append(say("ui.train.refused", count=len(done.refused)))
        named = _named(done.refused, locale)
        lines += named
        if len(done.refused) > len(named):
            lines.append(say("ui.train.refused_more", count=len(done.refused) - len(named)))
    if plan is not None:
        return ask_start(plan, user_id, locale, before="\n".join(lines))
    if not done.ready:
        lines.append(say("ui.train.not_ready", missing=LEAST_PICTURES - total))
    return notice_page("\n".join(lines))


def _named(refused: Sequence[Refused], locale: str) -> list[str]:
    """A line for each of the first files, as many as there is room for."""
    reasons = [in_language(one.reason, locale, "upload")[:200] for one in refused[:_NAMED]]
    lines = [f"- {plain(one.name[-_NAME:])}: {plain(reason)}" for one, reason in zip(refused, reasons, strict=False)]
    lengths = accumulate(len(line) for line in lines)
    return [line for line, length in zip(lines, lengths, strict=True) if length <= _LETTERS]


def ask_clear(collection: Collection, user_id: int, locale: str) -> Page:
    """Asks whether a collection shall go with all its pictures."""
    say: Say = partial(text, locale=locale)

    def build() -> Panel:
        clear = CLEAR.button(collection.id, label=say("ui.button.erase"), style=discord.ButtonStyle.danger)
        keep = KEEP.button(user_id, label=say("ui.button.keep"))
        words = say("ui.train.ask_clear", name=plain(collection.name), pictures=collection.pictures)
        return Panel(ui.TextDisplay(words), rows=[[clear, keep]])

    return Page(build)


def ask_forget(member_id: int, pictures: int, user_id: int, locale: str) -> Page:
    """Asks whether all that a member handed in shall go."""
    say: Say = partial(text, locale=locale)

    def build() -> Panel:
        forget = UNLEARN.button(member_id, label=say("ui.button.erase"), style=discord.ButtonStyle.danger)
        keep = KEEP.button(user_id, label=say("ui.button.keep"))
        words = say("ui.train.ask_forget", member=mention(member_id), pictures=pictures)
        return Panel(ui.TextDisplay(words), rows=[[forget, keep]])

    return Page(build)
