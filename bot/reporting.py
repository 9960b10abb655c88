"""The one way in which a failure reaches people: a sentence for the member, a reference for the operator."""

from __future__ import annotations

import secrets

import structlog

from bot.errors import MemberError
from bot.locales import text
from bot.store.errors import StoreError

__all__ = ["explain"]

_log = structlog.stdlib.get_logger("bot.failures")


def explain(error: BaseException, *, doing: str, locale: str = "en") -> str:
    """The sentence that a member reads about an error.

    What a service foresaw speaks for itself. Anything else is logged with its traceback under a short reference, and
    the member is given the reference to pass on.

    Args:
        error: what was raised.
        doing: the command or button at fault, for the log.
        locale: the member's language.
    """
    if isinstance(error, StoreError):
        _log.error("store failed", doing=doing, problem=error.problem, exc_info=error)
        return error.say(locale)
    if isinstance(error, MemberError):
        _log.info("refused", doing=doing, key=error.key)
        return error.say(locale)
    reference = secrets.token_hex(4)
    _log.error("unexpected failure", doing=doing, reference=reference, exc_info=error)
    return text("ui.unexpected", locale, reference=reference)
