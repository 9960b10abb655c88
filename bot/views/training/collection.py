"""The pictures of a collection, in pages of thumbnails."""

from __future__ import annotations

from functools import partial

import discord
from discord import ui

from bot.locales import text
from bot.services.training.pictures import PicturePage
from bot.views.buttons import ASK_CLEAR, ASK_START, LEAF, REMOVE
from bot.views.page import Attachment, Page, Panel
from bot.views.training.words import Say
from bot.views.words import mention, plain

__all__ = ["collection_page"]

_NAME = 60
_A_ROW = 4


def collection_page(shown: PicturePage, locale: str) -> Page:
    """A page of a collection: what is in it, who handed it in, and buttons to remove, leaf, clear and start."""
    say: Say = partial(text, locale=locale)
    style = shown.collection
    lines = [
        say("ui.train.collection", name=plain(style.name), total=style.pictures, page=shown.page, pages=shown.pages)
    ]
    for number, upload in enumerate(shown.uploads, start=1):
        line = say(
            "ui.train.collection_line",
            number=number,
            name=plain(upload.name[-_NAME:]),
            member=mention(upload.user_id),
        )
        lines.append(line)
    attachments = tuple(
        Attachment(f"picture-{number}.webp", thumbnail, upload.name[-_NAME:])
        for number, (upload, thumbnail) in enumerate(zip(shown.uploads, shown.thumbnails, strict=True), start=1)
        if thumbnail
    )

    def build() -> Panel:
        remove = [
            REMOVE.button(upload.id, shown.page, label=say("ui.button.remove", number=number))
            for number, upload in enumerate(shown.uploads, start=1)
        ]
        leaf = [
            LEAF.button(style.id, shown.page - 1, label=say("ui.button.previous"), disabled=shown.page <= 1),
            LEAF.button(style.id, shown.page + 1, label=say("ui.button.next"), disabled=shown.page >= shown.pages),
            ASK_START.button(style.id, label=say("ui.button.train"), style=discord.ButtonStyle.success),
            ASK_CLEAR.button(style.id, label=say("ui.button.clear"), style=discord.ButtonStyle.danger),
        ]
        pictures = [
            ui.MediaGallery[Panel](
                *(discord.MediaGalleryItem(one.url, description=one.description) for one in attachments)
            )
        ]
        rows = [remove[:_A_ROW], remove[_A_ROW:], leaf]
        return Panel(ui.TextDisplay("\n".join(lines)), *(pictures if attachments else []), rows=rows)

    return Page(build, attachments)
