"""Every error of the services of training; each is one sentence that says what to do next."""

from __future__ import annotations

from typing import ClassVar

from bot.services.errors import ServiceError

__all__ = [
    "AlreadyJudged",
    "AlreadyTraining",
    "CollectionFull",
    "CollectionGone",
    "GatesFailed",
    "NoConsent",
    "NoFiles",
    "NoRuns",
    "NoSuchCollection",
    "NotTraining",
    "NothingHandedIn",
    "PictureGone",
    "RunEnded",
    "RunGone",
    "SeveralRuns",
    "StylesUnavailable",
    "TooFewPictures",
]


class NothingHandedIn(ServiceError):
    """A member who handed in nothing here has nothing to take back."""

    key: ClassVar[str] = "error.train.nothing_handed_in"


class NoConsent(ServiceError):
    """Pictures without the uploader's consent to their being learned from."""

    key: ClassVar[str] = "error.train.no_consent"


class NoFiles(ServiceError):
    """A form without files."""

    key: ClassVar[str] = "error.train.no_files"


class NoSuchCollection(ServiceError):
    """The server has no collection of that name. Params: `name`."""

    key: ClassVar[str] = "error.train.no_such_collection"


class CollectionGone(ServiceError):
    """The collection that a button refers to was deleted."""

    key: ClassVar[str] = "error.train.collection_gone"


class CollectionFull(ServiceError):
    """The collection holds as many pictures as it may. Params: `name`, `most`."""

    key: ClassVar[str] = "error.train.collection_full"


class PictureGone(ServiceError):
    """The picture that a button refers to was removed."""

    key: ClassVar[str] = "error.train.picture_gone"


class TooFewPictures(ServiceError):
    """Not enough to learn from. Params: `name`, `has`, `least`."""

    key: ClassVar[str] = "error.train.too_few"


class AlreadyTraining(ServiceError):
    """The collection is learned from, or in line, already. Params: `name`."""

    key: ClassVar[str] = "error.train.already"


class NoRuns(ServiceError):
    """Nothing was ever trained on this server, or nothing of that name."""

    key: ClassVar[str] = "error.train.no_runs"


class NotTraining(ServiceError):
    """Nothing is trained or in line now."""

    key: ClassVar[str] = "error.train.not_training"


class SeveralRuns(ServiceError):
    """More than one is trained or in line: which one is meant? Params: `names`."""

    key: ClassVar[str] = "error.train.several"


class RunGone(ServiceError):
    """The run that a button refers to is not of this server, or there is none."""

    key: ClassVar[str] = "error.train.run_gone"


class RunEnded(ServiceError):
    """It cannot be stopped, for it has ended."""

    key: ClassVar[str] = "error.train.run_ended"


class AlreadyJudged(ServiceError):
    """The admins have adopted or discarded it before."""

    key: ClassVar[str] = "error.train.already_judged"


class GatesFailed(ServiceError):
    """It did not pass its checks, and cannot be adopted."""

    key: ClassVar[str] = "error.train.gates_failed"


class StylesUnavailable(ServiceError):
    """This installation keeps no styles."""

    key: ClassVar[str] = "error.train.styles_unavailable"
