"""The message that hands a member their data."""

from __future__ import annotations

from collections.abc import Callable

from discord import ui

from bot.services.my_data import MyData
from bot.views.page import Attachment, Page, Panel

__all__ = ["data_page"]


def data_page(data: MyData, say: Callable[..., str]) -> Page:
    """A file, and what is in it."""
    attachment = Attachment("my-moegan-data.zip", data.archive.data, say("ui.my_data.alt"))
    lines = [say("ui.my_data", pictures=data.archive.pictures)]
    if data.missing:
        lines.append(say("ui.my_data.missing", count=data.missing))

    def build() -> Panel:
        return Panel(ui.TextDisplay("\n".join(lines)), ui.File(attachment.url))

    return Page(build, (attachment,))
