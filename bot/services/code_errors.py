"""The errors around the codes of avatars; each is one sentence that says what to do next."""

from __future__ import annotations

from typing import ClassVar

from bot.services.errors import ServiceError

__all__ = ["BadCode", "CodeOfTwoModels", "CodeOfUnknownModel", "CodeTooLong", "NewerCode", "StyleElsewhere"]


class BadCode(ServiceError):
    """What was typed is no code: something in it is wrong or missing."""

    key: ClassVar[str] = "error.bad_code"


class NewerCode(ServiceError):
    """A code of a later version than this bot knows."""

    key: ClassVar[str] = "error.newer_code"


class CodeOfUnknownModel(ServiceError):
    """The model that drew the avatar is not here."""

    key: ClassVar[str] = "error.code_of_unknown_model"


class CodeOfTwoModels(ServiceError):
    """The code fits more than one model."""

    key: ClassVar[str] = "error.code_of_two_models"


class StyleElsewhere(ServiceError):
    """The avatar is drawn in a style of another server."""

    key: ClassVar[str] = "error.style_elsewhere"


class CodeTooLong(ServiceError):
    """The avatar is blended from so many faces that its code does not fit into a message."""

    key: ClassVar[str] = "error.code_too_long"
