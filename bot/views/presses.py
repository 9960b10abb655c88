"""The buttons under pictures and questions. A click does what the command of the same purpose does."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

import discord
import structlog
from discord import ui

from bot.answers import Answer, Manner, standing
from bot.places import Place, server_of
from bot.replies import is_closed
from bot.services.errors import NotYourMessage, NotYours
from bot.store.settings_rows import Standing
from bot.views.buttons import (
    ACCEPT,
    BIN,
    DECLINE,
    ERASE,
    FAMILY,
    FORGET,
    GALLERY,
    KEEP,
    MISSED,
    REROLL,
    SAVE,
    TAKE_BACK,
    VARY,
    WEAR,
)
from bot.views.delivery import deliver, open_gallery
from bot.views.moderating import is_moderator
from bot.views.page import Page, Panel, notice_page
from bot.views.press import Press
from bot.views.training.words import taken_back
from bot.views.words import name

__all__ = [
    "PRESSES",
    "AcceptPress",
    "BinPress",
    "DeclinePress",
    "ErasePress",
    "FamilyPress",
    "ForgetPress",
    "GalleryPress",
    "KeepPress",
    "MissedPress",
    "RerollPress",
    "SavePress",
    "TakeBackPress",
    "VaryPress",
    "WearPress",
]

_log = structlog.stdlib.get_logger("bot.presses")


class SavePress(Press, action=SAVE):
    """Keeps an avatar under a made-up name."""

    async def press(self, answer: Answer) -> None:
        """Saves, and says how to rename."""
        saved = await answer.services.collection.save(answer.user_id, avatar_id=self.numbers[0])
        called = name(saved.avatar)
        if saved.already:
            await answer.say("ui.saved_before", name=called)
        else:
            await answer.say("ui.saved_and_worn" if saved.worn else "ui.saved", name=called)


class VaryPress(Press, action=VARY):
    """Draws siblings of an avatar."""

    manner: ClassVar[Manner] = Manner.PUBLIC

    async def press(self, answer: Answer) -> None:
        """Answers with a new message of four variations."""
        await deliver(answer, await answer.services.drawing.variations(answer.origin(), self.numbers[0]))


class RerollPress(Press, action=REROLL):
    """Draws the same wish with new seeds."""

    manner: ClassVar[Manner] = Manner.PUBLIC

    async def press(self, answer: Answer) -> None:
        """Answers with a new message."""
        await deliver(answer, await answer.services.drawing.reroll(answer.origin(), self.numbers[0]))


class BinPress(Press, action=BIN):
    """Deletes the message for the member it was sent for, and for moderators."""

    anywhere: ClassVar[bool] = True
    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Deletes the message; of a moderator it is written down."""
        message = answer.interaction.message
        if message is None:
            return
        messages = answer.services.messages
        try:
            await messages.check_author(answer.user_id, message.id, self.numbers[0] or None, _asker(message))
        except NotYourMessage:
            if answer.place is not Place.SERVER or not is_moderator(answer.interaction):
                raise
            await answer.withdraw()
            moderation = answer.services.moderation
            await moderation.removed(answer.guild_id, answer.user_id, message.channel.id, message.id)
            return
        await answer.withdraw()
        await messages.deleted(message.id)


class WearPress(Press, action=WEAR):
    """Wears a saved avatar."""

    async def press(self, answer: Answer) -> None:
        """Wears it from now on."""
        avatar = await answer.services.collection.wear_avatar(answer.user_id, self.numbers[0])
        await answer.say("ui.worn", name=name(avatar))


class FamilyPress(Press, action=FAMILY):
    """Shows whom an avatar descends from, to its owner alone."""

    async def press(self, answer: Answer) -> None:
        """Answers with the family tree."""
        await deliver(answer, await answer.services.lineage.of_avatar(answer.origin(), self.numbers[0]))


class GalleryPress(Press, action=GALLERY):
    """Turns to a page of the gallery."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Turns the page in place."""
        owner, page = self.numbers
        if answer.user_id != owner:
            raise NotYours
        await open_gallery(answer, page)


class AcceptPress(Press, action=ACCEPT):
    """The asked member agrees to a blend."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Puts the blend in the question's place."""
        await deliver(
            answer, await answer.services.blending.accept(answer.origin(), self.numbers[0], partial(_standing, answer))
        )


async def _standing(answer: Answer, user_id: int) -> Standing:
    """What another member is on the server; nothing, where they have left it, or the bot has."""
    guild = answer.interaction.guild
    if guild is None or not answer.services.quotas.counts(server_of(answer.interaction)):
        return Standing()
    try:
        member = await guild.fetch_member(user_id)
    except discord.NotFound:
        return Standing()
    return standing(member, member.guild_permissions)


class DeclinePress(Press, action=DECLINE):
    """The asked member says no."""

    anywhere: ClassVar[bool] = True
    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Puts the refusal in the question's place."""
        request = await answer.services.blending.decline(answer.user_id, self.numbers[0])
        sentence = answer.text(
            "ui.blend_declined", asked=f"<@{request.asked_user_id}>", asker=f"<@{request.asker_user_id}>"
        )
        bin_label = answer.text("ui.button.delete")
        await answer.show(Page(lambda: Panel(ui.TextDisplay(sentence), rows=[[BIN.button(0, label=bin_label)]])))


class TakeBackPress(Press, action=TAKE_BACK):
    """Deletes a question for the member who asked it, who may then ask again."""

    anywhere: ClassVar[bool] = True
    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Withdraws the question first: what is no longer asked cannot be answered meanwhile."""
        message = answer.interaction.message
        if message is None:
            return
        messages = answer.services.messages
        if not await answer.services.blending.take_back(answer.user_id, self.numbers[0]):
            await messages.check_author(answer.user_id, message.id, asker_user_id=_asker(message))
        await answer.withdraw()
        await messages.deleted(message.id)


class MissedPress(Press, action=MISSED):
    """Shows a drawing that could not be shown when it was finished."""

    async def press(self, answer: Answer) -> None:
        """Answers in private with what would have been shown then."""
        await deliver(answer, await answer.services.missed.again(answer.user_id, self.numbers[0]))


class KeepPress(Press, action=KEEP):
    """Steps back from a confirmation."""

    anywhere: ClassVar[bool] = True
    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Changes nothing and says so."""
        if answer.user_id != self.numbers[0]:
            raise NotYours
        await answer.say("ui.kept")


class ErasePress(Press, action=ERASE):
    """Deletes a saved avatar, once confirmed."""

    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Deletes it for good."""
        avatar = await answer.services.collection.delete(answer.user_id, self.numbers[0])
        await answer.say("ui.erased", name=name(avatar))


class ForgetPress(Press, action=FORGET):
    """Deletes all that is known of a member, once confirmed."""

    anywhere: ClassVar[bool] = True
    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Deletes the rows first, then the messages that can still be found."""
        if answer.user_id != self.numbers[0]:
            raise NotYours
        forgotten = await answer.services.forgetting.forget(answer.user_id)
        left = 0
        closed: set[int] = set()
        for message in forgotten.messages:
            if message.channel_id in closed:
                left += 1
                continue
            channel = answer.interaction.client.get_partial_messageable(message.channel_id)
            try:
                await channel.get_partial_message(message.message_id).delete()
            except discord.NotFound:
                continue
            except discord.HTTPException as error:
                left += 1
                if is_closed(error):
                    # Not asked again: Discord bans who is refused too often.
                    closed.add(message.channel_id)
                _log.warning("a message of a forgotten member stays", status=error.status, code=error.code)
        words = [answer.text("ui.forgotten" if left == 0 else "ui.forgotten_but", left=left)]
        await answer.show(notice_page("\n".join([*words, *taken_back(forgotten.pictures, answer.locale)])))


def _asker(message: discord.Message) -> int | None:
    """Whose command or click a message answers, as Discord knows it of each that came through an interaction."""
    return None if message.interaction_metadata is None else message.interaction_metadata.user.id


PRESSES: tuple[type[Press], ...] = (
    SavePress,
    VaryPress,
    RerollPress,
    BinPress,
    WearPress,
    FamilyPress,
    GalleryPress,
    AcceptPress,
    DeclinePress,
    TakeBackPress,
    MissedPress,
    KeepPress,
    ErasePress,
    ForgetPress,
)
