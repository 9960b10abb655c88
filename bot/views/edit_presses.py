"""The buttons and lists of an edit: each draws the next step in the same message."""

from __future__ import annotations

from typing import ClassVar

from bot.answers import Answer, Manner
from bot.services.editing import EditPlace
from bot.views.buttons import EDIT, EDIT_BACK, EDIT_MENU, EDIT_UNDO, EDIT_VALUE, SLIDE, VARY_BY
from bot.views.delivery import deliver
from bot.views.editing import steps_of
from bot.views.press import Pick, Press
from gan.family import DISTANCES

__all__ = [
    "EDIT_PRESSES",
    "EditBackPress",
    "EditMenuPick",
    "EditPress",
    "EditUndoPress",
    "EditValuePick",
    "SlidePress",
    "VaryByPress",
]


class EditPress(Press, action=EDIT):
    """Opens the edit of an avatar, for its owner alone to see."""

    async def press(self, answer: Answer) -> None:
        """Shows what can be changed."""
        (avatar,) = self.numbers
        await deliver(answer, await answer.services.editing.show(answer.origin(), EditPlace(avatar, avatar)))


class EditBackPress(Press, action=EDIT_BACK):
    """Goes back to the overview."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Shows what can be changed."""
        await deliver(answer, await answer.services.editing.show(answer.origin(), EditPlace(*self.numbers)))


class EditUndoPress(Press, action=EDIT_UNDO):
    """Takes the last change back."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Shows the avatar before it."""
        await deliver(answer, await answer.services.editing.undo(answer.origin(), EditPlace(*self.numbers)))


class SlidePress(Press, action=SLIDE):
    """Pushes a face along a direction."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Draws it a little further."""
        *place, push = self.numbers
        await deliver(answer, await answer.services.editing.slide(answer.origin(), EditPlace(*place), steps_of(push)))


class VaryByPress(Press, action=VARY_BY):
    """Draws siblings of an avatar, as near as the button says."""

    manner: ClassVar[Manner] = Manner.PUBLIC

    async def press(self, answer: Answer) -> None:
        """Answers with a new message of four variations."""
        avatar, number = self.numbers
        distance = DISTANCES[min(number, len(DISTANCES) - 1)]
        await deliver(answer, await answer.services.drawing.variations(answer.origin(), avatar, distance))


class EditMenuPick(Pick, action=EDIT_MENU):
    """Opens what an attribute can become, or a slider."""

    async def pick(self, answer: Answer, value: str) -> None:
        """Shows the choice."""
        avatar, root, _ = self.numbers
        await deliver(answer, await answer.services.editing.show(answer.origin(), EditPlace(avatar, root, int(value))))


class EditValuePick(Pick, action=EDIT_VALUE):
    """Changes an attribute."""

    async def pick(self, answer: Answer, value: str) -> None:
        """Draws the same person with it."""
        avatar, root, menu, _ = self.numbers
        attribute, _, wanted = value.partition("=")
        place = EditPlace(avatar, root, menu)
        await deliver(answer, await answer.services.editing.change(answer.origin(), place, attribute, wanted))


EDIT_PRESSES: tuple[type[Press] | type[Pick], ...] = (
    EditPress,
    EditBackPress,
    EditUndoPress,
    SlidePress,
    VaryByPress,
    EditMenuPick,
    EditValuePick,
)
