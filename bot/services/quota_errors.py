"""What can be wrong with a quota, and what a member reads whose quota is used up."""

from __future__ import annotations

from typing import ClassVar

from bot.locales import text
from bot.services.errors import ServiceError
from bot.store.settings_rows import Window

__all__ = ["BadQuota", "QuotaGone", "QuotaReached", "QuotaReachedByOther", "QuotaTooSmall"]


class BadQuota(ServiceError):
    """What was typed is no number of pictures. Params: `typed`, `most`."""

    key: ClassVar[str] = "error.bad_quota"


class QuotaGone(ServiceError):
    """The quota that was to be removed is not there any more."""

    key: ClassVar[str] = "error.quota_gone"


class QuotaReached(ServiceError):
    """More pictures than the member may have drawn now.

    Attributes:
        window: of the quota that is in the way.

    Params: `wanted`, `left`, `of`, `window` (in words), `at` (UTC epoch seconds as text: when the next picture
    becomes free).
    """

    key: ClassVar[str] = "error.quota_reached"

    def __init__(self, window: Window, **params: object) -> None:
        super().__init__(**params)
        self.window = window

    def say(self, locale: str = "en") -> str:
        """The sentence in the member's language, and what counts."""
        return text(self.key, locale, window=text(f"ui.quota.window.{self.window}", locale), **self.params)


class QuotaTooSmall(QuotaReached):
    """More pictures at once than a member may have drawn in all. Params: `wanted`, `of`, `window` (in words)."""

    key: ClassVar[str] = "error.quota_too_small"


class QuotaReachedByOther(ServiceError):
    """The same of the member whom a picture would be for. Params: `member` (a mention), `at`."""

    key: ClassVar[str] = "error.quota_reached_by_other"
