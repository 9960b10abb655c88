"""The messages with pictures in them: what was drawn, a blend with its parents, one avatar, a gallery, a style."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final

import discord
from discord import ui

from bot.locales import text
from bot.services.drawn import Drawn, DrawnFace
from bot.services.editing import Possibilities
from bot.services.liking import NEARNESS
from bot.services.lineage import Family
from bot.services.my_data import MyData
from bot.services.wall import Wall, asked_by
from bot.views.buttons import BIN, EDIT, EXPORT, FAMILY, GALLERY, REROLL, SAVE, VARY, WEAR, Button
from bot.views.editing import edit_page
from bot.views.exports import export_file, export_page
from bot.views.lineage import family_page
from bot.views.my_data import data_page
from bot.views.page import Attachment, Page, Panel
from bot.views.settings.quotas import left_line
from bot.views.sheets import sheet_page
from bot.views.walls import wall_page
from bot.views.ways import morph_page, strip_page
from bot.views.words import mention, name, plain
from gan.engine.rows import in_rows
from gan.recipe import Recipe

__all__ = ["page_of"]

# How near a face came, in percent, from which on each sentence is true of it. The generator's own faces are found with
# about 90, drawings of its own kind with about 83, others' drawings with about 76; any two faces are 50.
_NEARNESSES: Final = (
    (88, "ui.like.same"),
    (80, "ui.like.near"),
    (70, "ui.like.something"),
    (0, "ui.like.far"),
)

_Say = Callable[..., str]
_Rows = Callable[[], list[list[Button]]]


async def page_of(
    drawn: Drawn,
    *,
    possibilities: Callable[[Recipe], Possibilities],
    family: Callable[[Drawn], Awaitable[Family]],
    my_data: Callable[[Drawn], Awaitable[MyData]],
    wall: Callable[[Drawn], Awaitable[Wall]],
) -> Page:
    """The page that shows a finished drawing.

    Args:
        drawn: it holds all that is shown, but for
        possibilities: what can be changed of a recipe, where it is being edited;
        family: who the faces of a family are;
        my_data: a member's data, with their pictures; and
        wall: whose faces those of a wall are.
    """
    say = partial(text, locale=drawn.origin.locale)
    match drawn.kind:
        case "blend":
            return _blend(drawn, say)
        case "mix":
            return _mix(drawn, say)
        case "show":
            return _shown(drawn, say)
        case "gallery":
            return _gallery(drawn, say)
        case "restyle":
            return _restyled(drawn, say)
        case "preview":
            return await _preview(drawn, say)
        case "strip":
            return await strip_page(drawn, say)
        case "morph":
            return await morph_page(drawn, say)
        case "edit":
            return edit_page(drawn, say, possibilities(drawn.faces[0].recipe))
        case "export":
            return export_page(drawn, await export_file(drawn))
        case "sheet":
            return await sheet_page(drawn)
        case "like":
            return _alike(drawn, say)
        case "redeem":
            return _redeemed(drawn, say)
        case "lineage":
            return await family_page(await family(drawn), say)
        case "my_data":
            return data_page(await my_data(drawn), say)
        case "wall":
            return await wall_page(await wall(drawn), drawn.origin.locale, asked_by(drawn))
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
        small = "\n".join(filter(None, [footer, left_line(drawn)]))
        last: list[ui.Item[Panel]] = [ui.TextDisplay(small)] if small else []
        return Panel(ui.TextDisplay(heading), gallery, *last, rows=rows())

    return Page(build, attachments)


def _seed(face: DrawnFace, say: _Say) -> str:
    seed = face.recipe.seed
    return say("ui.no_seed") if seed is None else say("ui.seed", seed=str(seed))


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
    footer = "\n".join([*_wish(drawn), *filter(None, [footer, _style(drawn, say)])])
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


def _wish(drawn: Drawn) -> list[str]:
    """What was understood of the wish, and what was not, a line each."""
    return [f"-# {plain(line)}" for line in str(drawn.view.get("wish", "")).splitlines()]


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
            EDIT.button(child.id, label=say("ui.button.edit")),
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


def _redeemed(drawn: Drawn, say: _Say) -> Page:
    heading = say("ui.heading.redeem", member=mention(drawn.owner_user_id), seed=_seed(drawn.faces[0], say))
    captions = [say("ui.alt.shown", seed=_plain_seed(face, say)) for face in drawn.faces]
    return _page(heading, captions, drawn, lambda: [_child_row(drawn, say)], footer=_style(drawn, say))


def _alike(drawn: Drawn, say: _Say) -> Page:
    """The nearest face, how near it came in a number and in words, and that the picture was not kept."""
    percent = int(drawn.view.get(NEARNESS, 0))
    words = next(words for least, words in _NEARNESSES if percent >= least)
    heading = say("ui.heading.like", member=mention(drawn.owner_user_id))
    told = [say("ui.like.nearness", percent=percent, words=say(words)), say("ui.like.not_kept"), _style(drawn, say)]
    captions = [say("ui.alt.like") for _ in drawn.faces]
    return _page(heading, captions, drawn, lambda: [_child_row(drawn, say)], footer="\n".join(filter(None, told)))


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


def _mix(drawn: Drawn, say: _Say) -> Page:
    """Like a blend, of more than two."""
    parents = [face.owner_user_id for face in drawn.faces if face.role in ("mine", "theirs")]
    members = [say("ui.somebody") if owner is None else mention(owner) for owner in parents]
    heading = say("ui.heading.mix", members=say("ui.list_separator").join(members))
    keys = {"mine": "ui.alt.mine", "theirs": "ui.alt.another"}
    captions = [say(keys.get(face.role, "ui.alt.child_of_all")) for face in drawn.faces]
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
        delete = BIN.button(drawn.request_id, label=say("ui.button.delete"), style=discord.ButtonStyle.danger)
        if face.avatar is None or face.avatar.owner_user_id != drawn.owner_user_id:
            return [[delete]]
        own = face.avatar.id
        changing = [
            WEAR.button(own, label=say("ui.button.wear")),
            VARY.button(own, label=say("ui.button.vary_child")),
            EDIT.button(own, label=say("ui.button.edit")),
        ]
        keeping = [
            EXPORT.button(own, label=say("ui.button.export")),
            FAMILY.button(own, label=say("ui.button.family")),
        ]
        return [changing, [*keeping, delete]]

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
