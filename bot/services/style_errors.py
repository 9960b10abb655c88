"""The errors around a server's styles; each is one sentence that says what to do next."""

from __future__ import annotations

from typing import ClassVar

from bot.services.errors import ServiceError

__all__ = [
    "AlreadyInStyle",
    "BadStyleStrength",
    "NoSuchStyle",
    "StrengthFixed",
    "StyleGone",
    "StyleInUse",
    "StyleIncompatible",
    "StyleNameTaken",
    "StyleNotAdopted",
    "StyleReserved",
    "StyleRetired",
    "StyleUnavailable",
]


class NoSuchStyle(ServiceError):
    """The server has no style of that name. Params: `name`."""

    key: ClassVar[str] = "error.no_such_style"


class StylesOnServers(ServiceError):
    """A style was named in direct or group messages, or on a server that the bot is no member of."""

    key: ClassVar[str] = "error.styles_on_servers"


class StyleGone(ServiceError):
    """The style that a button refers to was discarded."""

    key: ClassVar[str] = "error.style_gone"


class StyleNotAdopted(ServiceError):
    """A style that was offered and that no admin has adopted yet. Params: `name`."""

    key: ClassVar[str] = "error.style_not_adopted"


class StyleRetired(ServiceError):
    """A style that was taken out of the choice. Params: `name`."""

    key: ClassVar[str] = "error.style_retired"


class StyleInUse(ServiceError):
    """A style that was adopted cannot be discarded as if nobody had drawn in it. Params: `name`."""

    key: ClassVar[str] = "error.style_in_use"


class StyleNameTaken(ServiceError):
    """The server has another style of that name, capitals aside. Params: `name`."""

    key: ClassVar[str] = "error.style_name_taken"


class StyleReserved(ServiceError):
    """A name that stands for what the bot draws without any style. Params: `name`."""

    key: ClassVar[str] = "error.style_reserved"


class StyleUnavailable(ServiceError):
    """The files of a style's model are missing or damaged. Params: `name`, `reference` (also found in the log)."""

    key: ClassVar[str] = "error.style_unavailable"


class StyleIncompatible(ServiceError):
    """An avatar of another family than the style's model. Params: `name` (the avatar's)."""

    key: ClassVar[str] = "error.style_incompatible"


class AlreadyInStyle(ServiceError):
    """An avatar that the style's model drew. Params: `name` (the avatar's)."""

    key: ClassVar[str] = "error.already_in_style"


class BadStyleStrength(ServiceError):
    """A strength that is not between 0 and 100."""

    key: ClassVar[str] = "error.bad_style_strength"


class StrengthFixed(ServiceError):
    """This installation cannot make a style weaker or stronger."""

    key: ClassVar[str] = "error.strength_fixed"
