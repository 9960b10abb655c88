"""What `/avatar wall` shows: the community's faces in one picture, and lists to vote from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import discord
from discord import ui

from bot.locales import text
from bot.services.wall import Champion, Standing, Wall
from bot.services.weeks import begins_at
from bot.store.community_rows import Spot
from bot.views.buttons import BIN, VOTE, WALL, WALL_BACK, WALL_JOIN, WALL_MODERATE, WALL_OFF, Button, Choice
from bot.views.page import Attachment, Page, Panel, notice_page
from bot.views.words import mention, name
from gan.engine.walls import wall_of

__all__ = ["moderating_page", "standing_words", "wall_page"]

_LIST: Final = 25

_Say = Callable[..., str]


async def wall_page(wall: Wall, locale: str, request_id: int | None = None) -> Page:
    """The picture, who won and who leads; lists to vote from, and buttons.

    Args:
        wall: drawn.
        request_id: of the drawing that its message answers; None where nobody asked.

    Raises:
        PicturesFailed: see `gan.engine.aside`.
    """
    say: _Say = partial(text, locale=locale)
    if not wall.faces and wall.champion is None:
        return _empty(say)
    shown = _shown(wall)
    names = [called for _, called, _ in shown]
    sheet = await wall_of([png for _, _, png in shown], names, crowned=wall.champion is not None)
    filename = "wall.webp" if wall.pages == 1 else f"wall-{wall.page}.webp"
    attachment = Attachment(filename, sheet.webp, say("ui.alt.wall", count=len(shown)))
    key = "ui.heading.wall" if wall.pages == 1 else "ui.heading.wall_page"
    heading = say(key, page=wall.page, pages=wall.pages, total=wall.total)
    first = [heading, *([] if wall.champion is None else [_won(wall.champion, say)])]
    last = [*_leading(wall.leading, say)]
    if sheet.unwritten:
        entries = [say("ui.sheet.number", number=one + 1, name=mention(shown[one][0])) for one in sheet.unwritten]
        last.append(say("ui.sheet.numbers", names="  ·  ".join(entries)))
    last.append(say("ui.wall.until", when=f"<t:{begins_at(wall.week, later=1)}:R>"))

    def build() -> Panel:
        picture = discord.MediaGalleryItem(attachment.url, description=attachment.description)
        votes = _lists(
            [face.spot for face in wall.faces],
            lambda section, options: VOTE.choice(wall.page, section, placeholder=say("ui.wall.vote"), options=options),
            say,
        )
        return Panel(
            ui.TextDisplay("\n".join(first)),
            ui.MediaGallery(picture),
            ui.TextDisplay("\n".join(last)),
            rows=[*([one] for one in votes), _buttons(wall, request_id, say)],
        )

    return Page(build, (attachment,))


def moderating_page(wall: Wall, taken_off: Sequence[Spot], locale: str) -> Page:
    """For moderators: lists to take faces of a page off the wall, and to put back what was taken off."""
    say: _Say = partial(text, locale=locale)
    if not wall.removable and not taken_off:
        return notice_page(say("ui.wall.nothing_to_moderate"))

    def build() -> Panel:
        off = _lists(
            wall.removable,
            lambda section, options: WALL_OFF.choice(
                wall.page, section, placeholder=say("ui.wall.take_off"), options=options
            ),
            say,
        )
        back = _lists(
            taken_off[:_LIST],
            lambda _, options: WALL_BACK.choice(wall.page, placeholder=say("ui.wall.put_back"), options=options),
            say,
        )
        return Panel(ui.TextDisplay(say("ui.wall.moderating")), rows=[[one] for one in (*off, *back)])

    return Page(build)


def standing_words(standing: Standing, locale: str) -> str:
    """Whether a member is on the wall; if they want to be and are not, why, and what to do."""
    if not standing.wanted:
        return text("ui.wall.hidden", locale)
    if standing.private:
        return text("ui.wall.private", locale)
    if standing.bare:
        return text("ui.wall.bare", locale)
    return text("ui.wall.removed" if standing.removed else "ui.wall.shown", locale)


def _shown(wall: Wall) -> list[tuple[int, str, bytes]]:
    """Member, name and picture of every face, in the order of the picture: who won is there once."""
    champion = wall.champion
    first = [] if champion is None else [(champion.user_id, champion.name, wall.champion_png)]
    others = [
        (face.spot.user_id, face.spot.name, face.png)
        for face in wall.faces
        if champion is None or face.spot.avatar.id != champion.avatar.id
    ]
    return [*first, *others]


def _won(champion: Champion, say: _Say) -> str:
    return say("ui.wall.won", name=name(champion.avatar), member=mention(champion.user_id), votes=champion.votes)


def _leading(leading: Sequence[Spot], say: _Say) -> list[str]:
    if not leading:
        return []
    entries = [say("ui.wall.leader", member=mention(spot.user_id), votes=spot.votes) for spot in leading]
    return [say("ui.wall.leading", leaders="  ·  ".join(entries))]


def _lists(spots: Sequence[Spot], make: Callable[[int, list[discord.SelectOption]], Choice], say: _Say) -> list[Choice]:
    """Lists of 25 faces at most; the value of an option is the avatar's id."""
    return [
        make(
            section,
            [
                discord.SelectOption(
                    label=spot.name,
                    value=str(spot.avatar.id),
                    description=say("ui.wall.option", name=spot.avatar.name, votes=spot.votes),
                )
                for spot in spots[start : start + _LIST]
            ],
        )
        for section, start in enumerate(range(0, len(spots), _LIST))
    ]


def _buttons(wall: Wall, request_id: int | None, say: _Say) -> list[Button]:
    row: list[Button] = []
    asked = request_id or 0
    if wall.pages > 1:
        row = [
            WALL.button(wall.page - 1, asked, label=say("ui.button.previous"), disabled=wall.page <= 1),
            WALL.button(wall.page + 1, asked, label=say("ui.button.next"), disabled=wall.page >= wall.pages),
        ]
    row += [
        _join(say),
        WALL_MODERATE.button(wall.page, label=say("ui.button.moderate")),
    ]
    if request_id is not None:
        row.append(_delete(request_id, say))
    return row


def _join(say: _Say) -> Button:
    return WALL_JOIN.button(0, label=say("ui.button.join_wall"), style=discord.ButtonStyle.success)


def _empty(say: _Say) -> Page:
    def build() -> Panel:
        return Panel(ui.TextDisplay(say("ui.wall.empty")), rows=[[_join(say), _delete(0, say)]])

    return Page(build)


def _delete(request_id: int, say: _Say) -> Button:
    return BIN.button(request_id, label=say("ui.button.delete"), style=discord.ButtonStyle.danger)
