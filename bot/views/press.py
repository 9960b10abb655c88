"""Buttons without memory: all that one knows is in its custom id, so that it works after any restart."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Self

import discord
from discord import ui

from bot.answers import Answer, Manner, answering

__all__ = ["Press"]

_NEVER = r"moe:(?!)"


class Press(ui.DynamicItem[ui.Button[Any]], template=_NEVER):
    """Base of all buttons: `moe:ACTION:NUMBER[:NUMBER...]`, where the numbers are row or user ids.

    A subclass names its action and how many numbers it takes, and says in `press` what happens. The callback is wrapped
    here, once, because `DynamicItem` has no error handler of its own.

    Attributes:
        action: the word in the custom id.
        takes: how many numbers follow.
        manner: how a click is acknowledged.
    """

    action: ClassVar[str] = ""
    takes: ClassVar[int] = 1
    manner: ClassVar[Manner] = Manner.PRIVATE

    def __init_subclass__(cls, *, action: str, numbers: int = 1) -> None:
        super().__init_subclass__(template=re.compile(rf"moe:{action}(?P<numbers>(?::\d{{1,20}}){{{numbers}}})"))
        cls.action = action
        cls.takes = numbers

    def __init__(self, *numbers: int, button: ui.Button[Any] | None = None) -> None:
        self.numbers = numbers
        face: ui.Button[Any] = button or ui.Button()
        face.custom_id = ":".join(["moe", self.action, *map(str, numbers)])
        super().__init__(face)

    @classmethod
    def pattern(cls) -> re.Pattern[str]:
        """What the custom ids of this kind look like."""
        return cls.__discord_ui_compiled_template__

    @classmethod
    def labelled(
        cls,
        *numbers: int,
        label: str,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
    ) -> Self:
        """The button as a panel shows it."""
        return cls(*numbers, button=ui.Button(label=label, style=style, disabled=disabled))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Reads the numbers back; nothing is looked up before the click is acknowledged."""
        return cls(*(int(number) for number in match["numbers"].split(":")[1:]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Acknowledges, presses, and reports whatever goes wrong."""
        async with answering(interaction, self.manner) as answer:
            await self.press(answer)

    async def press(self, answer: Answer) -> None:
        """What a click does; errors raised here reach the member as one sentence."""
        raise NotImplementedError
