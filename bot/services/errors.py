"""Every error that a service raises; each is one sentence for the member that says what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.errors import MemberError

if TYPE_CHECKING:
    from bot.store.rows import BlendRequest

__all__ = [
    "AlreadySaved",
    "AvatarGone",
    "BadAttribute",
    "BadCount",
    "BadMode",
    "BadSeed",
    "BadStrength",
    "BlendAlreadyAnswered",
    "BlendAlreadyAsked",
    "BlendIncompatible",
    "BlendNeedsConsent",
    "BlendRefused",
    "BlendRequestExpired",
    "BlendRequestGone",
    "BlendWithBot",
    "BlendWithSelf",
    "CannotGoFurther",
    "DataUnderWay",
    "DrawTookTooLong",
    "DrawWithdrawn",
    "DrawingFailed",
    "ModelUnavailable",
    "NameCharacters",
    "NameEmpty",
    "NameInvalid",
    "NameTaken",
    "NameTooLong",
    "NoFamily",
    "NoSuchName",
    "NotAdmin",
    "NotSaved",
    "NotYourMessage",
    "NotYourQuestion",
    "NotYours",
    "NothingDrawn",
    "NothingKept",
    "NothingToUndo",
    "QueueIsFull",
    "RequestGone",
    "Restarting",
    "ServiceError",
    "YourQueueIsFull",
]


class ServiceError(MemberError):
    """Base of every error of a use case."""


class NotAdmin(ServiceError):
    """A member who may not use a command that is for admins, nor its buttons. Params: `command`, without its slash."""

    key: ClassVar[str] = "error.not_admin"


class ServersOnly(ServiceError):
    """What is about a server's own things, in a place that is none, or a server that the bot is no member of."""

    key: ClassVar[str] = "error.servers_only"


class BadSeed(ServiceError):
    """A seed that is no whole number or out of range."""

    key: ClassVar[str] = "error.bad_seed"


class BadCount(ServiceError):
    """A number of pictures that cannot be drawn at once. Params: `most`."""

    key: ClassVar[str] = "error.bad_count"


class BadAttribute(ServiceError):
    """An attribute that the model does not know, or several that contradict one another. Params: `problem`."""

    key: ClassVar[str] = "error.bad_attribute"


class CannotGoFurther(ServiceError):
    """A slider that is at its end, or that the avatar's model does not have."""

    key: ClassVar[str] = "error.cannot_go_further"


class NothingToUndo(ServiceError):
    """An edit whose avatar before it is gone."""

    key: ClassVar[str] = "error.nothing_to_undo"


class QueueIsFull(ServiceError):
    """The queue takes no more requests for now."""

    key: ClassVar[str] = "error.queue_full"


class YourQueueIsFull(QueueIsFull):
    """The member has as many requests waiting as one member may; the queue itself has room."""

    key: ClassVar[str] = "error.queue_full_member"


class Restarting(ServiceError):
    """The engine is shut down or not up yet."""

    key: ClassVar[str] = "error.restarting"


class DrawTookTooLong(ServiceError):
    """The time limit of a draw request passed."""

    key: ClassVar[str] = "error.draw_timeout"


class DrawingFailed(ServiceError):
    """The engine gave up on a request. Params: `reference` (also found in the log)."""

    key: ClassVar[str] = "error.draw_failed"


class DrawWithdrawn(ServiceError):
    """The request was cancelled, or its row was deleted by forget-me, before it was drawn."""

    key: ClassVar[str] = "error.draw_withdrawn"


class ModelUnavailable(ServiceError):
    """There is no usable model. Params: `reference` (also found in the log)."""

    key: ClassVar[str] = "error.model_unavailable"


class AvatarGone(ServiceError):
    """The avatar that a button or command refers to was deleted."""

    key: ClassVar[str] = "error.avatar_gone"


class RequestGone(ServiceError):
    """The draw request that a button refers to was deleted."""

    key: ClassVar[str] = "error.request_gone"


class NotYours(ServiceError):
    """A click or command on an avatar or a drawing that belongs to another member."""

    key: ClassVar[str] = "error.not_yours"


class NotYourQuestion(NotYours):
    """An answer to a question that another member was asked. Params: `member` (a mention)."""

    key: ClassVar[str] = "error.not_your_question"


class NotYourMessage(NotYours):
    """A message that was sent for another member, who alone may delete it."""

    key: ClassVar[str] = "error.not_your_message"


class NothingDrawn(ServiceError):
    """Nothing to save: the member has drawn nothing yet."""

    key: ClassVar[str] = "error.nothing_drawn"


class NoFamily(ServiceError):
    """An avatar that descends from no other, and that nothing was made of. Params: `name`."""

    key: ClassVar[str] = "error.no_family"


class NoSuchName(ServiceError):
    """No saved avatar of that name. Params: `name`."""

    key: ClassVar[str] = "error.no_such_name"


class AlreadySaved(ServiceError):
    """The avatar has a name already. Params: `name`."""

    key: ClassVar[str] = "error.already_saved"


class NotSaved(ServiceError):
    """The avatar has no name yet, so it can be neither worn nor renamed."""

    key: ClassVar[str] = "error.not_saved"


class NameInvalid(ServiceError):
    """Base of the rules for names."""


class NameEmpty(NameInvalid):
    """A name of blanks only."""

    key: ClassVar[str] = "error.name_empty"


class NameTooLong(NameInvalid):
    """A name of too many characters. Params: `most`, `length`."""

    key: ClassVar[str] = "error.name_too_long"


class NameCharacters(NameInvalid):
    """A name with control characters, invisible characters or Discord markup."""

    key: ClassVar[str] = "error.name_characters"


class NameTaken(ServiceError):
    """The member has another avatar of that name, capitals aside. Params: `name`."""

    key: ClassVar[str] = "error.name_taken"


class BadStrength(ServiceError):
    """A strength that is not between 0 and 100."""

    key: ClassVar[str] = "error.bad_strength"


class BadMode(ServiceError):
    """A blend mode that there is not."""

    key: ClassVar[str] = "error.bad_mode"


class ModeAndSides(ServiceError):
    """A blend that names a mode and also from whom shape, features or colours are to come."""

    key: ClassVar[str] = "error.mode_and_sides"


class BlendWithSelf(ServiceError):
    """A blend of a member with themselves."""

    key: ClassVar[str] = "error.blend_self"


class BlendWithBot(ServiceError):
    """A blend with a bot."""

    key: ClassVar[str] = "error.blend_bot"


class BlendRefused(ServiceError):
    """The other member lets nobody blend with them, or declined. Params: `member` (a mention)."""

    key: ClassVar[str] = "error.blend_refused"


class BlendAsksFirst(ServiceError):
    """A strip, a film or a mix with a member who wants to be asked, which only a blend does. Params: `member`."""

    key: ClassVar[str] = "error.blend_asks_first"


class BlendCannotAsk(ServiceError):
    """A blend with a member who wants to be asked, in a place where they would not see it. Params: `member`."""

    key: ClassVar[str] = "error.blend_cannot_ask"


class BlendIncompatible(ServiceError):
    """The two faces come from models of different families. Params: `member` (a mention)."""

    key: ClassVar[str] = "error.blend_incompatible"


class OwnIncompatible(ServiceError):
    """Two avatars of a member's own come from models of different families. Params: `one` and `other` (names)."""

    key: ClassVar[str] = "error.own_incompatible"


class MorphOfWhom(ServiceError):
    """A film of neither a member nor two avatars, or of both."""

    key: ClassVar[str] = "error.morph_of_whom"


class MorphWithItself(ServiceError):
    """A film from an avatar to the same one."""

    key: ClassVar[str] = "error.morph_itself"


class MixedTwice(ServiceError):
    """A mix that names a member more than once."""

    key: ClassVar[str] = "error.mixed_twice"


class BlendNeedsConsent(ServiceError):
    """Not a failure: the other member has to be asked, and the question is stored. Params: `member` (a mention).

    Attributes:
        request: the stored question; its id goes into the accept and decline buttons.
        repeated: whether this very interaction asked before.
    """

    key: ClassVar[str] = "error.blend_needs_consent"

    def __init__(self, request: BlendRequest, *, repeated: bool = False) -> None:
        super().__init__(member=f"<@{request.asked_user_id}>")
        self.request = request
        self.repeated = repeated


class BlendAlreadyAsked(ServiceError):
    """The same question is still open. Params: `member` (a mention)."""

    key: ClassVar[str] = "error.blend_already_asked"


class BlendRequestGone(ServiceError):
    """The question that a button refers to was deleted."""

    key: ClassVar[str] = "error.blend_request_gone"


class BlendRequestExpired(ServiceError):
    """The question was not answered in time."""

    key: ClassVar[str] = "error.blend_request_expired"


class BlendAlreadyAnswered(ServiceError):
    """The question was accepted or declined before."""

    key: ClassVar[str] = "error.blend_already_answered"


class NothingKept(ServiceError):
    """There is nothing about a member to hand out."""

    key: ClassVar[str] = "error.nothing_kept"


class DataUnderWay(ServiceError):
    """A member's data is being put together for them already."""

    key: ClassVar[str] = "error.data_under_way"
