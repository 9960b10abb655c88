"""The page of a family: the tree as a picture, and who everybody in it is."""

from __future__ import annotations

from collections.abc import Callable

import discord
from discord import ui

from bot.services.lineage import Family, Relative
from bot.views.page import Attachment, Page, Panel, notice_page
from bot.views.words import mention, plain
from gan.engine.tree import as_tree
from gan.tree import Kin

__all__ = ["family_page"]

_Say = Callable[..., str]


async def family_page(family: Family, say: _Say) -> Page:
    """The page of a drawing of kind `lineage`."""
    relatives = family.relatives
    if not relatives:
        return notice_page(say("error.avatar_gone"))
    kin = [Kin(one.of, one.child, one.name or "") for one in relatives]
    sheet = await as_tree([one.png for one in relatives], kin)
    called = relatives[0].name or say("ui.unnamed")
    attachment = Attachment("family.webp", sheet, " ".join(_relations(relatives, called, say)))
    heading = say("ui.heading.family", name=plain(called))
    lines = [_line(number, one, say) for number, one in enumerate(relatives, start=1)]
    footer = "\n".join(_left_out(family, say))

    def build() -> Panel:
        item = discord.MediaGalleryItem(attachment.url, description=attachment.description)
        last: list[ui.Item[Panel]] = [ui.TextDisplay(footer)] if footer else []
        return Panel(ui.TextDisplay(heading), ui.MediaGallery(item), ui.TextDisplay("\n".join(lines)), *last)

    return Page(build, (attachment,))


def _line(number: int, one: Relative, say: _Say) -> str:
    member = mention(one.owner_user_id)
    match one.standing:
        case "saved":
            return say("ui.family.saved", number=number, name=plain(one.name or ""), member=member)
        case "unsaved":
            return say("ui.family.unsaved", number=number, member=member)
        case "default":
            return say("ui.family.default", number=number, member=member)
        case "deleted":
            return say("ui.family.deleted", number=number, member=member)


def _left_out(family: Family, say: _Say) -> list[str]:
    """What the picture does not show, a line each."""
    lines: list[str] = []
    if family.more:
        lines.append(say("ui.family.more", count=family.more))
    if family.more_children:
        lines.append(say("ui.family.more_children", count=family.more_children))
    if family.earlier:
        lines.append(say("ui.family.earlier"))
    if family.forgotten:
        lines.append(say("ui.family.forgotten"))
    return lines


def _relations(relatives: tuple[Relative, ...], called: str, say: _Say) -> list[str]:
    """Who comes from whom, by the numbers in the picture: for those who cannot see it."""
    parents: dict[int, list[int]] = {}
    for number, one in enumerate(relatives, start=1):
        if one.of is not None:
            parent, child = (one.of + 1, number) if one.child else (number, one.of + 1)
            parents.setdefault(child, []).append(parent)
    words = [say("ui.family.alt", name=called, count=len(relatives))]
    for child, its_parents in sorted(parents.items()):
        *others, last = its_parents
        if others:
            words.append(say("ui.family.alt_two", child=child, first=tuple(others), second=last))
        else:
            words.append(say("ui.family.alt_one", child=child, parent=last))
    return words
