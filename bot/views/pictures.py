"""The messages with pictures in them: what was drawn, a blend with its parents, one avatar, a gallery, a style."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import discord
from discord import ui

from bot.locales import text
from bot.services.drawn import Drawn, DrawnFace
from bot.views.buttons import BIN, GALLERY, REROLL, SAVE, VARY, WEAR, Button
from bot.views.page import Attachment, Page, Panel
from bot.views.words import mention, name, plain
from gan.engine.rows import in_rows

__all__ = ["page_of"]

_Say = Callable[..., str]
_Rows = Callable[[], list[list[Button]]]


async def page_of(drawn: Drawn) -> Page:
    """The page that shows a finished drawing, from what the drawing itself holds."""
    say = partial(text, locale=drawn.origin.locale)
    match drawn.kind:
        case "blend":
            return _blend(drawn, say)
        case "show":
            return _shown(drawn, say)
        case "gallery":
            return _gallery(drawn, say)
        case "restyle":
            return _restyled(drawn, say)
        case "preview":
            return await _preview(drawn, say)
        case _:
            return _fresh(drawn, say)


def _page(heading: str, captions: Sequence[str], drawn: Drawn, rows: _Rows, *, footer: str = "") -> Page:
    """Heading, a gallery with one caption a face, small print, buttons."""
    attachments = tuple(
        Attachment(f"face-{number}.png", face.png, caption)
        for number, (face, caption) in enumerate(zip(drawn.faces, captions, strict=True), start=1)
    )

    def build() -> Panel:
        gallery: ui.MediaGallery[Panel] = ui.MediaGallery(
            *(discord.MediaGalleryItem(one.url, description=one.description) for one in attachments)
        )
        last: list[ui.Item[Panel]] = [ui.TextDisplay(footer)] if footer else []
        return Panel(ui.TextDisplay(heading), gallery, *last, rows=rows())

    return Page(build, attachments)


def _seed(face: DrawnFace, say: _Say) -> str:
    seed = face.recipe.seed
    return say("ui.no_seed") if seed is None else say("ui.seed", seed=seed)


def _plain_seed(face: DrawnFace, say: _Say) -> str:
    """The same without formatting, for alternative texts."""
    return _seed(face, say).replace("`", "")


def _fresh(drawn: Drawn, say: _Say) -> Page:
    owner = mention(drawn.owner_user_id)
    count = len(drawn.faces)
    if drawn.kind == "variations":
        heading = say("ui.heading.variations", member=owner)
    else:
        heading = say("ui.heading.new" if count > 1 else "ui.heading.new_one", member=owner, count=count)
    footer = ""
    seeds = [face.recipe.seed for face in drawn.faces]
    if any(seed is not None for seed in seeds):
        listed = "  ·  ".join(f"{number}: `{seed}`" for number, seed in enumerate(seeds, start=1) if seed is not None)
        footer = say("ui.seeds", seeds=listed)
    footer = "\n".join(filter(None, [footer, _style(drawn, say)]))
    captions = [
        say("ui.alt.face", number=number, seed=_plain_seed(face, say))
        for number, face in enumerate(drawn.faces, start=1)
    ]

    def rows() -> list[list[Button]]:
        known = [(number, face.avatar.id) for number, face in enumerate(drawn.faces, start=1) if face.avatar]
        save = [
            SAVE.button(avatar, label=say("ui.button.save", number=number), style=discord.ButtonStyle.success)
            for number, avatar in known
        ]
        vary = [VARY.button(avatar, label=say("ui.button.vary", number=number)) for number, avatar in known]
        last: list[Button] = [
            REROLL.button(drawn.request_id, label=say("ui.button.reroll"), style=discord.ButtonStyle.primary),
            BIN.button(drawn.request_id, label=say("ui.button.delete"), style=discord.ButtonStyle.danger),
        ]
        return [[*save], [*vary], last]

    return _page(heading, captions, drawn, rows, footer=footer)


def _style(drawn: Drawn, say: _Say) -> str:
    """In which style it was drawn, where the server has any."""
    if "style_missing" in drawn.view:
        return say("ui.style_missing", style=plain(str(drawn.view["style_missing"])))
    return say("ui.in_style", style=plain(str(drawn.view["style"]))) if "style" in drawn.view else ""


def _child_row(drawn: Drawn, say: _Say) -> list[Button]:
    """The buttons under the one avatar that a drawing made."""
    row: list[Button] = []
    child = next((face.avatar for face in drawn.new if face.avatar is not None), None)
    if child is not None:
        row = [
            SAVE.button(child.id, label=say("ui.button.save_child"), style=discord.ButtonStyle.success),
            VARY.button(child.id, label=say("ui.button.vary_child")),
        ]
    delete = BIN.button(drawn.request_id, label=say("ui.button.delete"), style=discord.ButtonStyle.danger)
    return [*row, delete]


def _restyled(drawn: Drawn, say: _Say) -> Page:
    called, owner = plain(str(drawn.view.get("name", ""))), mention(drawn.owner_user_id)
    if "style" in drawn.view:
        heading = say("ui.heading.restyle", name=called, member=owner, style=plain(str(drawn.view["style"])))
    else:
        heading = say("ui.heading.restyle_original", name=called, member=owner)
    captions = [say("ui.alt.shown", seed=_plain_seed(face, say)) for face in drawn.faces]
    return _page(heading, captions, drawn, lambda: [_child_row(drawn, say)])


async def _preview(drawn: Drawn, say: _Say) -> Page:
    """Above in the original, below in the style: more pictures than one message holds, so they become one."""
    sheet = await in_rows([face.png for face in drawn.faces], columns=len(drawn.faces) // 2)
    attachment = Attachment("preview.webp", sheet, say("ui.alt.preview"))
    heading = say("ui.heading.preview", style=plain(str(drawn.view.get("style", ""))))

    def build() -> Panel:
        item = discord.MediaGalleryItem(attachment.url, description=attachment.description)
        return Panel(ui.TextDisplay(heading), ui.MediaGallery(item))

    return Page(build, (attachment,))


def _blend(drawn: Drawn, say: _Say) -> Page:
    mine = mention(drawn.owner_user_id)
    theirs = say("ui.somebody") if drawn.partner_user_id is None else mention(drawn.partner_user_id)
    heading = say("ui.heading.blend", mine=mine, theirs=theirs)
    keys = {"mine": "ui.alt.mine", "theirs": "ui.alt.theirs", "child": "ui.alt.child"}
    captions = [say(keys.get(face.role, "ui.alt.child")) for face in drawn.faces]

    return _page(heading, captions, drawn, lambda: [_child_row(drawn, say)])


def _shown(drawn: Drawn, say: _Say) -> Page:
    face = drawn.faces[0]
    whose = drawn.partner_user_id or drawn.owner_user_id
    if face.avatar is None:
        heading = say("ui.heading.default", member=mention(whose))
    else:
        called = name(face.avatar, unnamed=say("ui.unnamed"))
        heading = say("ui.heading.show", name=called, member=mention(whose))
    heading += "\n" + _seed(face, say)
    if face.changed:
        heading += "\n" + say("ui.redrawn_differs")

    def rows() -> list[list[Button]]:
        row: list[Button] = []
        if face.avatar is not None and face.avatar.owner_user_id == drawn.owner_user_id:
            row.append(WEAR.button(face.avatar.id, label=say("ui.button.wear")))
            row.append(VARY.button(face.avatar.id, label=say("ui.button.vary_child")))
        row.append(BIN.button(drawn.request_id, label=say("ui.button.delete"), style=discord.ButtonStyle.danger))
        return [row]

    return _page(heading, [say("ui.alt.shown", seed=_plain_seed(face, say))], drawn, rows)


def _gallery(drawn: Drawn, say: _Say) -> Page:
    page, pages = int(drawn.view.get("page", 1)), int(drawn.view.get("pages", 1))
    worn = int(drawn.view.get("worn", 0))
    heading = say("ui.heading.gallery", page=page, pages=pages, total=drawn.view.get("total", len(drawn.faces)))
    captions: list[str] = []
    for number, face in enumerate(drawn.faces, start=1):
        if face.avatar is None:
            captions.append(say("ui.unnamed"))
            continue
        called = name(face.avatar, unnamed=say("ui.unnamed"))
        line = "ui.gallery_line_worn" if face.avatar.id == worn else "ui.gallery_line"
        heading += "\n" + say(line, number=number, name=called, seed=_seed(face, say))
        captions.append(face.avatar.name or say("ui.unnamed"))

    def rows() -> list[list[Button]]:
        owner = drawn.owner_user_id
        # At the ends the numbers stay apart from each other, for custom ids must be unique in a message.
        return [
            [
                GALLERY.button(owner, page - 1, label=say("ui.button.previous"), disabled=page <= 1),
                GALLERY.button(owner, page + 1, label=say("ui.button.next"), disabled=page >= pages),
            ]
        ]

    return _page(heading, captions, drawn, rows)
