"""What `/avatar code` shows."""

from __future__ import annotations

from functools import partial

from bot.locales import text
from bot.services.codes import AvatarCode
from bot.views.page import Page, notice_page
from bot.views.words import name

__all__ = ["code_page"]


def code_page(code: AvatarCode, locale: str) -> Page:
    """The code, and where it can be redeemed."""
    say = partial(text, locale=locale)
    avatar = code.face.avatar
    called = say("ui.export.your_face") if avatar is None else name(avatar, unnamed=say("ui.unnamed"))
    return notice_page(say("ui.code_of_own_style" if code.own_style else "ui.code", name=called, code=code.code))
