"""The buttons of training. Every one of them asks first whether the member may."""

from __future__ import annotations

from typing import ClassVar

from bot.answers import Answer, Manner
from bot.views.access import check_access
from bot.views.buttons import ADOPT, ASK_CLEAR, ASK_START, CLEAR, DISCARD, LEAF, LONGER, REMOVE, START, UNLEARN
from bot.views.page import notice_page
from bot.views.press import Press
from bot.views.training import showing
from bot.views.training.words import taken_back
from bot.views.words import mention, plain

__all__ = [
    "TRAIN_PRESSES",
    "AdoptPress",
    "AskClearPress",
    "AskStartPress",
    "ClearPress",
    "DiscardPress",
    "LeafPress",
    "LongerPress",
    "RemovePress",
    "StartPress",
    "UnlearnPress",
]


class AskStartPress(Press, action=ASK_START):
    """Asks once more before training."""

    async def press(self, answer: Answer) -> None:
        """Says how many pictures, how long, and what happens."""
        await check_access(answer, "train")
        await showing.ask_to_start(answer, self.numbers[0])


class StartPress(Press, action=START):
    """Puts a collection in line to be learned from."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Starts, and sends the message that shows how far it is."""
        await check_access(answer, "train")
        status = await answer.services.training.runs.start(answer.origin(), self.numbers[0])
        await answer.say("ui.train.started", name=plain(status.run.name))
        await showing.send_status(answer, status)


class LeafPress(Press, action=LEAF):
    """Turns to a page of a collection."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Turns the page in place."""
        await check_access(answer, "train")
        await showing.open_collection(answer, *self.numbers)


class RemovePress(Press, action=REMOVE):
    """Removes a picture from its collection."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Removes it, and shows what is left."""
        await check_access(answer, "train")
        removed = await answer.services.training.pictures.remove(answer.guild_id, self.numbers[0], answer.user_id)
        await showing.open_collection(answer, removed.collection_id, self.numbers[1])


class AskClearPress(Press, action=ASK_CLEAR):
    """Asks whether a collection shall go."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Asks in place of the collection."""
        await check_access(answer, "train")
        await showing.ask_to_clear(answer, self.numbers[0])


class ClearPress(Press, action=CLEAR):
    """Deletes a collection, once confirmed."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Deletes it with all its pictures."""
        await check_access(answer, "train")
        gone = await answer.services.training.pictures.clear(answer.guild_id, self.numbers[0], answer.user_id)
        await answer.say("ui.train.cleared", name=plain(gone.name))


class UnlearnPress(Press, action=UNLEARN):
    """Deletes what a member handed in on this server, once confirmed."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Deletes it, and says which styles had learned from it."""
        await check_access(answer, "train")
        taken = await answer.services.training.forgetting.forget(answer.guild_id, self.numbers[0], answer.user_id)
        words = [answer.text("ui.train.forgotten", member=mention(self.numbers[0]), pictures=taken.pictures)]
        await answer.show(notice_page("\n".join([*words, *taken_back(taken, answer.locale)])))


class AdoptPress(Press, action=ADOPT):
    """Lets members pick a style that was trained."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Adopts it, and says so on the card."""
        await check_access(answer, "train")
        await answer.services.training.verdicts.adopt(answer.guild_id, answer.user_id, self.numbers[0])
        await showing.show_report(answer, self.numbers[0])


class DiscardPress(Press, action=DISCARD):
    """Throws a trained style away."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Discards it, and says so on the card."""
        await check_access(answer, "train")
        await answer.services.training.verdicts.discard(answer.guild_id, answer.user_id, self.numbers[0])
        await showing.show_report(answer, self.numbers[0])


class LongerPress(Press, action=LONGER):
    """Trains a finished run on."""

    manner: ClassVar[Manner] = Manner.PUBLIC

    async def press(self, answer: Answer) -> None:
        """Answers with a message that shows how far it is; the card stays."""
        await check_access(answer, "train")
        await showing.show_status(answer, await answer.services.training.runs.longer(answer.origin(), self.numbers[0]))


TRAIN_PRESSES: tuple[type[Press], ...] = (
    AskStartPress,
    StartPress,
    LeafPress,
    RemovePress,
    AskClearPress,
    ClearPress,
    UnlearnPress,
    AdoptPress,
    DiscardPress,
    LongerPress,
)
