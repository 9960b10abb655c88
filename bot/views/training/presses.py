"""The buttons of training. Every one of them asks first whether the member may."""

from __future__ import annotations

from typing import ClassVar

from bot.answers import Answer, Manner
from bot.views.access import check_access
from bot.views.press import Press
from bot.views.training import showing
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


class AskStartPress(Press, action="askstart"):
    """Asks once more before training. Number: collection id."""

    async def press(self, answer: Answer) -> None:
        """Says how many pictures, how long, and what happens."""
        await check_access(answer, "train")
        await showing.ask_to_start(answer, self.numbers[0])


class StartPress(Press, action="start"):
    """Puts a collection in line to be learned from. Number: collection id."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Starts, and sends the message that shows how far it is."""
        await check_access(answer, "train")
        status = await answer.services.training.runs.start(answer.origin(), self.numbers[0])
        await answer.say("ui.train.started", name=plain(status.run.name))
        await showing.send_status(answer, status)


class LeafPress(Press, action="leaf", numbers=2):
    """Turns to a page of a collection. Numbers: collection id, page."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Turns the page in place."""
        await check_access(answer, "train")
        await showing.open_collection(answer, *self.numbers)


class RemovePress(Press, action="remove", numbers=2):
    """Removes a picture from its collection. Numbers: upload id, the page it is on."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Removes it, and shows what is left."""
        await check_access(answer, "train")
        removed = await answer.services.training.pictures.remove(answer.guild_id, self.numbers[0])
        await showing.open_collection(answer, removed.collection_id, self.numbers[1])


class AskClearPress(Press, action="askclear"):
    """Asks whether a collection shall go. Number: collection id."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Asks in place of the collection."""
        await check_access(answer, "train")
        await showing.ask_to_clear(answer, self.numbers[0])


class ClearPress(Press, action="clear"):
    """Deletes a collection, once confirmed. Number: collection id."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Deletes it with all its pictures."""
        await check_access(answer, "train")
        gone = await answer.services.training.pictures.clear(answer.guild_id, self.numbers[0])
        await answer.say("ui.train.cleared", name=plain(gone.name))


class UnlearnPress(Press, action="unlearn"):
    """Deletes what a member handed in on this server, once confirmed. Number: whose."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Deletes it, and says which styles had learned from it."""
        await check_access(answer, "train")
        taken = await answer.services.training.forgetting.forget(answer.guild_id, self.numbers[0])
        words = [answer.text("ui.train.forgotten", member=mention(self.numbers[0]), pictures=taken.pictures)]
        await answer.show(showing.words_page([*words, *showing.taken_back(taken, answer.locale)]))


class AdoptPress(Press, action="adopt"):
    """Lets members pick a style that was trained. Number: run id."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Adopts it, and says so on the card."""
        await check_access(answer, "train")
        await answer.services.training.runs.adopt(answer.guild_id, answer.user_id, self.numbers[0])
        await showing.show_report(answer, self.numbers[0])


class DiscardPress(Press, action="discard"):
    """Throws a trained style away. Number: run id."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Discards it, and says so on the card."""
        await check_access(answer, "train")
        await answer.services.training.runs.discard(answer.guild_id, answer.user_id, self.numbers[0])
        await showing.show_report(answer, self.numbers[0])


class LongerPress(Press, action="longer"):
    """Trains a finished run on. Number: run id."""

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
