"""What `/avatar sheet` shows: all saved avatars with their names, in one picture."""

from __future__ import annotations

from functools import partial
from typing import Final

import discord
from discord import ui

from bot.locales import text
from bot.services.drawn import Drawn
from bot.views.buttons import SHEET, Button
from bot.views.page import Attachment, Page, Panel
from bot.views.words import name
from gan.engine.sheets import sheet_of

__all__ = ["sheet_page"]

# A message holds 4,000 characters, the heading among them.
_MOST_CHARACTERS: Final = 3_500


async def sheet_page(drawn: Drawn) -> Page:
    """The picture; the names that it could not show beside it; buttons where there is more than one page."""
    say = partial(text, locale=drawn.origin.locale)
    avatars = [face.avatar for face in drawn.faces]
    names = ["" if avatar is None or avatar.name is None else avatar.name for avatar in avatars]
    sheet = await sheet_of([face.png for face in drawn.faces], names)
    page, pages, total = (int(drawn.view[key]) for key in ("page", "pages", "total"))
    filename = "avatars.webp" if pages == 1 else f"avatars-{page}.webp"
    attachment = Attachment(filename, sheet.webp, say("ui.alt.sheet", count=len(names)))
    key = "ui.heading.sheet" if pages == 1 else "ui.heading.sheet_page"
    heading = say(key, page=page, pages=pages, total=total)
    unwritten = [(number + 1, avatar) for number in sheet.unwritten if (avatar := avatars[number]) is not None]
    entries = [say("ui.sheet.number", number=number, name=name(avatar)) for number, avatar in unwritten]
    shown = _fitting(entries)
    listed = say("ui.sheet.numbers", names="  ·  ".join(entries[:shown])) if entries else ""
    more = say("ui.sheet.more", count=len(entries) - shown) if shown < len(entries) else ""

    def rows() -> list[list[Button]]:
        if pages == 1:
            return []
        owner = drawn.owner_user_id
        previous = SHEET.button(owner, page - 1, label=say("ui.button.previous"), disabled=page <= 1)
        return [[previous, SHEET.button(owner, page + 1, label=say("ui.button.next"), disabled=page >= pages)]]

    def build() -> Panel:
        item = discord.MediaGalleryItem(attachment.url, description=attachment.description)
        words = "\n".join(filter(None, [listed, more]))
        last: list[ui.Item[Panel]] = [ui.TextDisplay(words)] if words else []
        return Panel(ui.TextDisplay(heading), ui.MediaGallery(item), *last, rows=rows())

    return Page(build, (attachment,))


def _fitting(entries: list[str]) -> int:
    """How many of the entries fit into a message."""
    length = 0
    for number, entry in enumerate(entries):
        length += len(entry) + 5
        if length > _MOST_CHARACTERS:
            return number
    return len(entries)
