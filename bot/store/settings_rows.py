"""What the repositories of settings and quotas hand out. Times are UTC epoch seconds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Charge", "GuildSettings", "QuotaRule", "Standing", "Window"]

_HOUR = 60 * 60
_DAY = 24 * _HOUR


class Window(StrEnum):
    """The time that a quota looks back over, the shortest first."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    @property
    def seconds(self) -> int:
        """How long it is; a month has 30 days."""
        return {Window.HOUR: _HOUR, Window.DAY: _DAY, Window.WEEK: 7 * _DAY, Window.MONTH: 30 * _DAY}[self]


@dataclass(frozen=True, slots=True)
class QuotaRule:
    """So many pictures in so long.

    Attributes:
        role_id: whom it is for; None for everyone.
    """

    id: int
    role_id: int | None
    window: Window
    pictures: int


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """A server's settings; one that never set anything has the defaults.

    Attributes:
        channels: where the bot answers, threads of theirs included; everywhere where empty.
        private_answers: answers are for the asker alone.
        language: of public answers and of what the bot sends by itself; None for each member's own.
        spoiler: pictures that others see are covered until they are clicked.
        train_roles: who may train, beside those who manage the server.
        admins_exempt: quotas are not for those who manage the server.
        rules: everyone's first, then by role; the shorter window first.
    """

    guild_id: int
    channels: tuple[int, ...] = ()
    private_answers: bool = False
    language: str | None = None
    spoiler: bool = False
    train_roles: tuple[int, ...] = ()
    admins_exempt: bool = True
    rules: tuple[QuotaRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What a member is on a server, as far as quotas look at it.

    Attributes:
        manages: whether they may manage it.
    """

    roles: frozenset[int] = frozenset()
    manages: bool = False


@dataclass(frozen=True, slots=True)
class Charge:
    """Pictures that count, and since when."""

    asked_at: int
    pictures: int
