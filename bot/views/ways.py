"""The messages that show how one face becomes another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import discord
from discord import ui

from bot.services.drawn import Drawn
from bot.views.buttons import BIN
from bot.views.page import Attachment, Page, Panel
from bot.views.settings.quotas import left_line
from bot.views.words import mention, plain
from gan.engine.film import FilmFormat, there_and_back
from gan.engine.rows import in_rows

__all__ = ["morph_page", "strip_page"]

# A film of the shipped model's needs a fifth of it as WebP and half as GIF, far from Discord's limit for uploads.
_MOST_BYTES: Final = 2_000_000

_Say = Callable[..., str]


async def strip_page(drawn: Drawn, say: _Say) -> Page:
    """All faces in one row, as one picture."""
    strip = await in_rows([face.png for face in drawn.faces], columns=len(drawn.faces))
    attachment = Attachment("strip.webp", strip, say("ui.alt.strip", count=len(drawn.faces)))
    return _one_picture(drawn, say, say("ui.heading.strip", **_members(drawn, say)), attachment)


async def morph_page(drawn: Drawn, say: _Say) -> Page:
    """The faces as a film, of two members or of two avatars of one's own."""
    file_format: FilmFormat = "gif" if drawn.view.get("format") == "gif" else "webp"
    film = await there_and_back([face.png for face in drawn.faces], file_format, _MOST_BYTES)
    if "one" in drawn.view:
        one, other = (plain(str(drawn.view[end])) for end in ("one", "other"))
        heading = say("ui.heading.morph_own", one=one, other=other, member=mention(drawn.owner_user_id))
        description = say("ui.alt.morph_own")
    else:
        heading, description = say("ui.heading.morph", **_members(drawn, say)), say("ui.alt.morph")
    return _one_picture(drawn, say, heading, Attachment(f"morph.{file_format}", film, description))


def _members(drawn: Drawn, say: _Say) -> dict[str, str]:
    theirs = say("ui.somebody") if drawn.partner_user_id is None else mention(drawn.partner_user_id)
    return {"mine": mention(drawn.owner_user_id), "theirs": theirs}


def _one_picture(drawn: Drawn, say: _Say, heading: str, attachment: Attachment) -> Page:
    def build() -> Panel:
        gallery: ui.MediaGallery[Panel] = ui.MediaGallery(
            discord.MediaGalleryItem(attachment.url, description=attachment.description)
        )
        delete = BIN.button(drawn.request_id, label=say("ui.button.delete"), style=discord.ButtonStyle.danger)
        left = left_line(drawn)
        last: list[ui.Item[Panel]] = [ui.TextDisplay(left)] if left else []
        return Panel(ui.TextDisplay(heading), gallery, *last, rows=[[delete]])

    return Page(build, (attachment,))
