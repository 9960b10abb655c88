"""Buttons and lists without memory, as panels show them: all that one knows is in its custom id, so that it works after
any restart.

What a click does is said elsewhere, by the `Press` or the `Pick` of the same action: pages know no clicks, and clicks
may show any page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import discord
from discord import ui

__all__ = [
    "ACCEPT",
    "ADD",
    "ADOPT",
    "ASK_CLEAR",
    "ASK_START",
    "AUDIT",
    "BIN",
    "CLEAR",
    "DECLINE",
    "DISCARD",
    "EDIT",
    "EDIT_BACK",
    "EDIT_MENU",
    "EDIT_UNDO",
    "EDIT_VALUE",
    "ERASE",
    "EXPORT",
    "FAMILY",
    "FORGET",
    "GALLERY",
    "KEEP",
    "LEAF",
    "LONGER",
    "MISSED",
    "QUOTA_EVERYONE",
    "QUOTA_EXEMPT",
    "QUOTA_PAGE",
    "QUOTA_REMOVE",
    "QUOTA_ROLE",
    "REMOVE",
    "REROLL",
    "SAVE",
    "SETTINGS",
    "SET_ANSWERS",
    "SET_CHANNELS",
    "SET_LANGUAGE",
    "SET_SPOILER",
    "SET_STYLE",
    "SET_TRAIN_ROLES",
    "SHEET",
    "SLIDE",
    "START",
    "TAKE_BACK",
    "UNLEARN",
    "VARY",
    "VARY_BY",
    "VOTE",
    "WALL",
    "WALL_BACK",
    "WALL_JOIN",
    "WALL_MODERATE",
    "WALL_OFF",
    "WEAR",
    "Action",
    "Button",
    "Channels",
    "Choice",
    "Roles",
]

# discord.py lets a dynamic item have custom ids that begin as its template says, and gives it clicks on those alone
# that are just so: this kind may be shown with any of ours, and takes no click from a press.
_ANY: Final = "moe:"
# Those that members can write in, of which Discord takes media channels in no list; threads and posts belong to one.
_CHANNEL_TYPES: Final = (
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
)


class Button(ui.DynamicItem[ui.Button[Any]], template=_ANY):
    """A button on its way to Discord.

    Dynamic, so that discord.py keeps no view of it; and of another kind than any `Press`, for when a view that holds an
    ordinary item too ends, discord.py forgets the kinds of its dynamic items for the whole bot.
    """


class Choice(ui.DynamicItem[ui.Select[Any]], template=_ANY):
    """A list to choose one thing from, on its way to Discord; dynamic for the same reasons."""


class Channels(ui.DynamicItem[ui.ChannelSelect[Any]], template=_ANY):
    """A list of a server's channels, on its way to Discord; dynamic for the same reasons."""


class Roles(ui.DynamicItem[ui.RoleSelect[Any]], template=_ANY):
    """A list of a server's roles, on its way to Discord; dynamic for the same reasons."""


@dataclass(frozen=True, slots=True)
class Action:
    """What a button or a list is for. Its custom ids are `moe:WORD:NUMBER[:NUMBER...]`; most numbers are ids of rows.

    Attributes:
        word: unlike every other action's.
        takes: how many numbers follow it.
    """

    word: str
    takes: int = 1

    def pattern(self) -> re.Pattern[str]:
        """What the custom ids look like."""
        return re.compile(rf"moe:{self.word}(?P<numbers>(?::\d{{1,20}}){{{self.takes}}})")

    def custom_id(self, *numbers: int) -> str:
        """The custom id with these numbers; raises ValueError where there are too many or too few."""
        if len(numbers) != self.takes:
            raise ValueError(f"{self.word} takes {self.takes} numbers, not {len(numbers)}.")
        return ":".join(["moe", self.word, *map(str, numbers)])

    def button(
        self,
        *numbers: int,
        label: str,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
    ) -> Button:
        """The button as a panel shows it."""
        custom_id = self.custom_id(*numbers)
        return Button(ui.Button(label=label, style=style, disabled=disabled, custom_id=custom_id))

    def choice(self, *numbers: int, placeholder: str, options: Sequence[discord.SelectOption]) -> Choice:
        """The list as a panel shows it, of 1 to 25 options; it fills a row of its own."""
        custom_id = self.custom_id(*numbers)
        return Choice(ui.Select(custom_id=custom_id, placeholder=placeholder, options=list(options)))

    def channels(self, *numbers: int, placeholder: str, chosen: Iterable[int], most: int) -> Channels:
        """The list of channels that the bot can answer in, from which none up to so many are chosen."""
        return Channels(
            ui.ChannelSelect(
                custom_id=self.custom_id(*numbers),
                placeholder=placeholder,
                channel_types=list(_CHANNEL_TYPES),
                min_values=0,
                max_values=most,
                default_values=[
                    discord.SelectDefaultValue(id=one, type=discord.SelectDefaultValueType.channel) for one in chosen
                ],
            )
        )

    def roles(self, *numbers: int, placeholder: str, chosen: Iterable[int] = (), least: int = 0, most: int) -> Roles:
        """The list of roles, from which so many are chosen."""
        return Roles(
            ui.RoleSelect(
                custom_id=self.custom_id(*numbers),
                placeholder=placeholder,
                min_values=least,
                max_values=most,
                default_values=[
                    discord.SelectDefaultValue(id=one, type=discord.SelectDefaultValueType.role) for one in chosen
                ],
            )
        )


# Pictures: the number is the avatar's id, of REROLL the draw request's, and of BIN the same or 0 where there was none.
SAVE: Final = Action("save")
VARY: Final = Action("vary")
WEAR: Final = Action("wear")
FAMILY: Final = Action("family")
ERASE: Final = Action("erase")
REROLL: Final = Action("reroll")
BIN: Final = Action("bin")
# The avatar's id, and how far siblings may be from it: the place among `gan.family.DISTANCES`.
VARY_BY: Final = Action("varyby", 2)
EXPORT: Final = Action("export")
# Whose gallery or sheet, and which page.
GALLERY: Final = Action("gallery", 2)
SHEET: Final = Action("sheet", 2)
# An emoji or a sticker: the draw request of its export.
ADD: Final = Action("add")

# Edits: EDIT has the avatar's id. The others have it too, and then the id of the avatar that the edit began with; of
# EDIT_UNDO, SLIDE and EDIT_VALUE the menu that is open follows (see `EditPlace`), of SLIDE then the tenths of a step by
# which it pushes, 1000 being none. EDIT_MENU and EDIT_VALUE end with which of several lists it is.
EDIT: Final = Action("edit")
EDIT_BACK: Final = Action("editback", 2)
EDIT_UNDO: Final = Action("editundo", 3)
EDIT_MENU: Final = Action("editmenu", 3)
EDIT_VALUE: Final = Action("editvalue", 4)
SLIDE: Final = Action("slide", 4)

# Blends that are asked for: the blend request's id.
ACCEPT: Final = Action("accept")
DECLINE: Final = Action("decline")
TAKE_BACK: Final = Action("takeback")

# A drawing that could not be shown: the draw request.
MISSED: Final = Action("missed")

# Who steps back from a confirmation, who wants to be forgotten.
KEEP: Final = Action("keep")
FORGET: Final = Action("forget")

# Collections of pictures to learn from: the collection's id, with the page for LEAF; of REMOVE the upload's id and the
# page that it is on; of UNLEARN the member whose pictures shall go.
ASK_START: Final = Action("askstart")
START: Final = Action("start")
ASK_CLEAR: Final = Action("askclear")
CLEAR: Final = Action("clear")
LEAF: Final = Action("leaf", 2)
REMOVE: Final = Action("remove", 2)
UNLEARN: Final = Action("unlearn")

# Trained styles: the run's id.
ADOPT: Final = Action("adopt")
DISCARD: Final = Action("discard")
LONGER: Final = Action("longer")

# Settings of the server that they are pressed on. SETTINGS leads back to the panel; of SET_SPOILER the number is what
# it is to become, 0 or 1.
SETTINGS: Final = Action("settings", 0)
SET_CHANNELS: Final = Action("setchannels", 0)
SET_STYLE: Final = Action("setstyle", 0)
SET_ANSWERS: Final = Action("setanswers", 0)
SET_LANGUAGE: Final = Action("setlanguage", 0)
SET_SPOILER: Final = Action("setspoiler")
SET_TRAIN_ROLES: Final = Action("settrainroles", 0)

# Quotas: the last number is the page, counted from 1; before it QUOTA_EXEMPT has what it is to become, 0 or 1.
QUOTA_PAGE: Final = Action("quotapage")
QUOTA_EVERYONE: Final = Action("quotaeveryone")
QUOTA_ROLE: Final = Action("quotarole")
QUOTA_REMOVE: Final = Action("quotaremove")
QUOTA_EXEMPT: Final = Action("quotaexempt", 2)

# The wall: the page, with which of several lists it is for VOTE and WALL_OFF, and for WALL the draw request that its
# message answers, 0 where nobody asked; WALL_JOIN has 0. AUDIT has its own page.
WALL: Final = Action("wall", 2)
WALL_JOIN: Final = Action("walljoin")
WALL_MODERATE: Final = Action("wallmod")
WALL_OFF: Final = Action("walloff", 2)
WALL_BACK: Final = Action("wallback")
VOTE: Final = Action("vote", 2)
AUDIT: Final = Action("audit")
