"""What `/avatar export` shows: the file, and what it is good for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import discord
from discord import ui

from bot.locales import text
from bot.services.drawn import Drawn
from bot.services.exporting import ExportWish
from bot.services.labels import file_name
from bot.views.buttons import ADD, Button
from bot.views.page import Attachment, Page, Panel
from bot.views.words import name
from gan.engine.exporting import exported

__all__ = ["added_page", "export_file", "export_page"]

_KIB: Final = 1024


async def export_file(drawn: Drawn) -> bytes:
    """The file that was asked for, made from the picture that was drawn."""
    return await exported(drawn.faces[0].png, ExportWish.of(drawn.view).export)


def export_page(drawn: Drawn, file: bytes) -> Page:
    """The file, with a button that adds it to the server where that was offered."""
    say = partial(text, locale=drawn.origin.locale)
    label = say("ui.button.add_here")

    def rows() -> list[list[Button]]:
        if drawn.view["adding"] != "offered":
            return []
        return [[ADD.button(drawn.request_id, label=label, style=discord.ButtonStyle.primary)]]

    hint = say("ui.export.not_allowed") if drawn.view["adding"] == "not_allowed" else ""
    return _page(drawn, file, _good_for(drawn), hint, rows)


def added_page(drawn: Drawn, file: bytes, sentence: str) -> Page:
    """The same once it has been added, which the sentence says."""
    return _page(drawn, file, sentence, "", list)


def _page(drawn: Drawn, file: bytes, sentence: str, hint: str, rows: Callable[[], list[list[Button]]]) -> Page:
    say = partial(text, locale=drawn.origin.locale)
    wish, avatar = ExportWish.of(drawn.view), drawn.faces[0].avatar
    called = say("ui.export.your_face") if avatar is None else name(avatar, unnamed=say("ui.unnamed"))
    words = [wish.purpose, *(["round"] if wish.shape == "round" else [])]
    filename = file_name(None if avatar is None else avatar.name, *words, ending=wish.file_format)
    attachment = Attachment(filename, file, say("ui.alt.export", name=called))
    facts = say("ui.export.facts", file=filename, side=wish.side, size=max(1, round(len(file) / _KIB)))
    heading = say("ui.heading.export", name=called)

    def build() -> Panel:
        item = discord.MediaGalleryItem(attachment.url, description=attachment.description)
        last: list[ui.Item[Panel]] = [ui.TextDisplay("\n".join(filter(None, [facts, hint])))]
        return Panel(ui.TextDisplay(f"{heading}\n{sentence}"), ui.MediaGallery(item), *last, rows=rows())

    return Page(build, (attachment,))


def _good_for(drawn: Drawn) -> str:
    """One sentence on what the file is good for."""
    wish = ExportWish.of(drawn.view)
    say = partial(text, locale=drawn.origin.locale)
    return say(f"ui.export.good_for.{wish.purpose}" + (".round" if wish.shape == "round" else ""))
