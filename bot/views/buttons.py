"""Buttons without memory, as panels show them: all that one knows is in its custom id, so it works after any restart.

What a click does is said elsewhere, by the `Press` of the same action: pages know no clicks, and clicks may show any
page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import discord
from discord import ui

__all__ = [
    "ACCEPT",
    "ADOPT",
    "ASK_CLEAR",
    "ASK_START",
    "BIN",
    "CLEAR",
    "DECLINE",
    "DISCARD",
    "ERASE",
    "FORGET",
    "GALLERY",
    "KEEP",
    "LEAF",
    "LONGER",
    "REMOVE",
    "REROLL",
    "SAVE",
    "START",
    "TAKE_BACK",
    "UNLEARN",
    "VARY",
    "WEAR",
    "Action",
    "Button",
]

# discord.py lets a dynamic item have custom ids that begin as its template says, and gives it clicks on those alone
# that are just so: this kind may be shown with any of ours, and takes no click from a press.
_ANY: Final = "moe:"


class Button(ui.DynamicItem[ui.Button[Any]], template=_ANY):
    """A button on its way to Discord.

    Dynamic, so that discord.py keeps no view of it; and of another kind than any `Press`, for when a view that holds an
    ordinary item too ends, discord.py forgets the kinds of its dynamic items for the whole bot.
    """


@dataclass(frozen=True, slots=True)
class Action:
    """What a button is for. Its custom ids are `moe:WORD:NUMBER[:NUMBER...]`, the numbers being ids of rows or users.

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


# Pictures: the number is the avatar's id, of REROLL the draw request's, and of BIN the same or 0 where there was none.
SAVE: Final = Action("save")
VARY: Final = Action("vary")
WEAR: Final = Action("wear")
ERASE: Final = Action("erase")
REROLL: Final = Action("reroll")
BIN: Final = Action("bin")
# Whose gallery, and which page.
GALLERY: Final = Action("gallery", 2)

# Blends that are asked for: the blend request's id.
ACCEPT: Final = Action("accept")
DECLINE: Final = Action("decline")
TAKE_BACK: Final = Action("takeback")

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
