"""What is sent: panels built anew for every send, and the pages of pictures that carry them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import discord
from discord import ui

__all__ = ["Attachment", "Page", "Panel", "notice", "notice_page"]


class Panel(ui.LayoutView):
    """A components-v2 message that lives for ever.

    It carries texts, pictures, link buttons and buttons of `bot.views.buttons` only, never an ordinary button: of those
    discord.py would keep the view for ever. A panel is sent once; `Page.build` makes a new one for every edit.
    """

    def __init__(self, *blocks: ui.Item[Any], rows: Iterable[Iterable[ui.Item[Any]]] = ()) -> None:
        super().__init__(timeout=None)
        container: ui.Container[Panel] = ui.Container(*blocks)
        for row in rows:
            buttons = list(row)
            if buttons:
                container.add_item(ui.ActionRow(*buttons))
        self.add_item(container)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a page.

    Attributes:
        filename: letters, digits, dots and hyphens, as `attachment://` wants it.
        data: the bytes.
        description: alternative text for those who cannot see the picture.
    """

    filename: str
    data: bytes
    description: str

    @property
    def url(self) -> str:
        """How a gallery of the same message refers to it."""
        return f"attachment://{self.filename}"


@dataclass(frozen=True, slots=True)
class Page:
    """A message before it is sent, as often as it takes.

    Attributes:
        build: makes the panel; called once a send.
        attachments: the files that the panel's galleries refer to.
        mention: the one member who is notified; nobody where absent.
    """

    build: Callable[[], Panel]
    attachments: tuple[Attachment, ...] = ()
    mention: int | None = None

    def with_remark(self, remark: str) -> Page:
        """The same message with a sentence at its end."""

        def build() -> Panel:
            panel = self.build()
            panel.add_item(ui.TextDisplay(remark))
            return panel

        return replace(self, build=build)

    def covered(self) -> Page:
        """The same with its pictures covered until somebody clicks them."""

        def build() -> Panel:
            panel = self.build()
            for item in panel.walk_children():
                if isinstance(item, ui.MediaGallery):
                    for picture in item.items:
                        picture.spoiler = True
            return panel

        return replace(self, build=build)

    def files(self) -> list[discord.File]:
        """The attachments, ready for one send."""
        return [
            discord.File(io.BytesIO(one.data), filename=one.filename, description=one.description)
            for one in self.attachments
        ]

    def mentions(self) -> discord.AllowedMentions:
        """Who may be notified."""
        if self.mention is None:
            return discord.AllowedMentions.none()
        return discord.AllowedMentions(
            everyone=False, roles=False, replied_user=False, users=[discord.Object(self.mention)]
        )


def notice(sentence: str) -> Panel:
    """A panel of one sentence."""
    return Panel(ui.TextDisplay(sentence))


def notice_page(sentence: str) -> Page:
    """A page of one sentence."""
    return Page(lambda: notice(sentence))
