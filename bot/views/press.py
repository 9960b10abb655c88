"""What a click on a button or a choice from a list does, whichever process sent them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar, Final, Self, TypeVar, cast

import discord
from discord import ui

from bot.admission import admitted
from bot.answers import Answer, Manner, answering, name_of
from bot.replies import language, refuse
from bot.reporting import explain
from bot.views.buttons import Action

__all__ = ["Bound", "ChannelPick", "FormPress", "Pick", "Press", "RolePick", "open_form"]


# No custom id looks so.
_NEVER: Final = "moe:(?!)"

_Item = TypeVar("_Item", bound=ui.Item[Any], covariant=True)


class Bound(ui.DynamicItem[_Item], template=_NEVER):
    """Base of all that can be pressed or picked from. A subclass names its action.

    Callbacks are wrapped in the bases below, once, because `DynamicItem` has no error handler of its own.

    Attributes:
        action: the buttons or lists that it answers for.
        anywhere: whether it works in channels too where the bot does not answer any more.
        numbers: those of the custom id.
    """

    action: ClassVar[Action]
    anywhere: ClassVar[bool] = False

    def __init_subclass__(cls, *, action: Action | None = None) -> None:
        super().__init_subclass__(template=_NEVER if action is None else action.pattern())
        if action is not None:
            cls.action = action

    def __init__(self, *numbers: int) -> None:
        self.numbers = numbers
        super().__init__(self.bare(self.action.custom_id(*numbers)))

    @classmethod
    def bare(cls, custom_id: str) -> Any:
        """The item with nothing but its custom id."""
        raise NotImplementedError

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Reads the numbers back; nothing is looked up before it is acknowledged."""
        return cls(*(int(number) for number in match["numbers"].split(":")[1:]))

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Lets through what comes from a channel where the bot answers."""
        return await admitted(interaction, anywhere=self.anywhere)


class Press(Bound[ui.Button[Any]]):
    """Base of all clicks. A subclass says in `press` what happens.

    Attributes:
        manner: how a click is acknowledged.
    """

    manner: ClassVar[Manner] = Manner.PRIVATE

    @classmethod
    def bare(cls, custom_id: str) -> ui.Button[Any]:
        """A button."""
        return ui.Button(custom_id=custom_id)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Acknowledges, presses, and reports whatever goes wrong."""
        async with answering(interaction, self.manner) as answer:
            await self.press(answer)

    async def press(self, answer: Answer) -> None:
        """What a click does; errors raised here reach the member as one sentence."""
        raise NotImplementedError


class FormPress(Bound[ui.Button[Any]]):
    """Base of clicks that open a form, which is their acknowledgement: what comes back with it is checked again."""

    @classmethod
    def bare(cls, custom_id: str) -> ui.Button[Any]:
        """A button."""
        return ui.Button(custom_id=custom_id)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Opens the form, and reports whatever goes wrong."""
        await open_form(interaction, self.form)

    def form(self, interaction: discord.Interaction[Any]) -> ui.Modal:
        """The form; nothing may be awaited for it."""
        raise NotImplementedError


class Pick(Bound[ui.Select[Any]]):
    """Base of all choices from lists, as `Press` is of clicks; most edit the message that holds the list.

    Attributes:
        manner: how a choice is acknowledged.
    """

    manner: ClassVar[Manner] = Manner.UPDATE

    @classmethod
    def bare(cls, custom_id: str) -> ui.Select[Any]:
        """A list."""
        return ui.Select(custom_id=custom_id)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Acknowledges, acts on what was chosen, and reports whatever goes wrong."""
        async with answering(interaction, self.manner) as answer:
            await self.pick(answer, self.item.values[0])

    async def pick(self, answer: Answer, value: str) -> None:
        """What choosing a value does; errors raised here reach the member as one sentence."""
        raise NotImplementedError


class ChannelPick(Bound[ui.ChannelSelect[Any]]):
    """Base of choices of channels, of which there may be none."""

    @classmethod
    def bare(cls, custom_id: str) -> ui.ChannelSelect[Any]:
        """A list of channels."""
        return ui.ChannelSelect(custom_id=custom_id)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Acknowledges, acts on what was chosen, and reports whatever goes wrong."""
        async with answering(interaction, Manner.UPDATE) as answer:
            await self.pick(answer, _ids(interaction))

    async def pick(self, answer: Answer, channels: list[int]) -> None:
        """What choosing these does; errors raised here reach the member as one sentence."""
        raise NotImplementedError


class RolePick(Bound[ui.RoleSelect[Any]]):
    """Base of choices of roles, of which there may be none."""

    @classmethod
    def bare(cls, custom_id: str) -> ui.RoleSelect[Any]:
        """A list of roles."""
        return ui.RoleSelect(custom_id=custom_id)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Acknowledges, acts on what was chosen, and reports whatever goes wrong."""
        async with answering(interaction, Manner.UPDATE) as answer:
            await self.pick(answer, _ids(interaction))

    async def pick(self, answer: Answer, roles: list[int]) -> None:
        """What choosing these does; errors raised here reach the member as one sentence."""
        raise NotImplementedError


def _ids(interaction: discord.Interaction[Any]) -> list[int]:
    """What was chosen from a list of channels or roles."""
    data = cast("dict[str, Any]", interaction.data or {})
    return [int(value) for value in data.get("values", ())]


async def open_form(
    interaction: discord.Interaction[Any], make: Callable[[discord.Interaction[Any]], ui.Modal]
) -> None:
    """Opens a form as the acknowledgement of a click or a choice; reports whatever goes wrong."""
    try:
        await interaction.response.send_modal(make(interaction))
    except Exception as error:  # the one place where a member is told of any failure to open a form
        await refuse(interaction, explain(error, doing=name_of(interaction), locale=language(interaction)))
