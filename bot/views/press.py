"""What a click on a button or a choice from a list does, whichever process sent them."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Final, Self

import discord
from discord import ui

from bot.answers import Answer, Manner, answering
from bot.views.buttons import Action

__all__ = ["Pick", "Press"]


# No custom id looks so.
_NEVER: Final = "moe:(?!)"


class Press(ui.DynamicItem[ui.Button[Any]], template=_NEVER):
    """Base of all clicks. A subclass names its action, and says in `press` what happens.

    The callback is wrapped here, once, because `DynamicItem` has no error handler of its own.

    Attributes:
        action: the buttons that it answers for.
        manner: how a click is acknowledged.
        numbers: those of the custom id.
    """

    action: ClassVar[Action]
    manner: ClassVar[Manner] = Manner.PRIVATE

    def __init_subclass__(cls, *, action: Action) -> None:
        super().__init_subclass__(template=action.pattern())
        cls.action = action

    def __init__(self, *numbers: int) -> None:
        self.numbers = numbers
        super().__init__(ui.Button(custom_id=self.action.custom_id(*numbers)))

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


class Pick(ui.DynamicItem[ui.Select[Any]], template=_NEVER):
    """Base of all choices from lists, as `Press` is of clicks; the message that holds the list is edited.

    Attributes:
        action: the lists that it answers for.
        numbers: those of the custom id.
    """

    action: ClassVar[Action]

    def __init_subclass__(cls, *, action: Action) -> None:
        super().__init_subclass__(template=action.pattern())
        cls.action = action

    def __init__(self, *numbers: int) -> None:
        self.numbers = numbers
        super().__init__(ui.Select(custom_id=self.action.custom_id(*numbers)))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Reads the numbers back; nothing is looked up before the choice is acknowledged."""
        return cls(*(int(number) for number in match["numbers"].split(":")[1:]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Acknowledges, acts on what was chosen, and reports whatever goes wrong."""
        async with answering(interaction, Manner.UPDATE) as answer:
            await self.pick(answer, self.item.values[0])

    async def pick(self, answer: Answer, value: str) -> None:
        """What choosing a value does; errors raised here reach the member as one sentence."""
        raise NotImplementedError
