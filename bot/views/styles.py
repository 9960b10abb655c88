"""What `/style list` shows."""

from __future__ import annotations

from functools import partial
from typing import Final

from bot.locales import text
from bot.services.styles import StyleBook
from bot.store.rows import Style
from bot.views.page import Page, notice_page
from bot.views.words import plain

__all__ = ["book_page"]

# A message holds 4,000 characters; a name has at most 32.
_MOST_LINES: Final = 25
_MOST_RETIRED: Final = 25


def book_page(book: StyleBook, locale: str) -> Page:
    """The server's default style, what members may pick, and what was retired."""
    say = partial(text, locale=locale)
    if not book.adopted and not book.retired:
        return notice_page(say("ui.styles_none"))

    def line(style: Style | None) -> str:
        called = say("ui.style_original") if style is None else plain(style.name)
        parts = [say("ui.style_line", style=called)]
        if style is not None and style.strength != 100:
            parts.append(say("ui.style_strength", strength=style.strength))
        if (None if book.default is None else book.default.id) == (None if style is None else style.id):
            parts.append(say("ui.style_default"))
        if style is not None and style.id in book.missing:
            parts.append(say("ui.style_files_missing"))
        return "  ·  ".join(parts)

    # The default first, so that it is never among those left out.
    shown = sorted(book.adopted, key=lambda style: not style.is_default)
    lines = [say("ui.heading.styles"), line(None), *map(line, shown[:_MOST_LINES])]
    if len(shown) > _MOST_LINES:
        lines.append(say("ui.styles_more", count=len(shown) - _MOST_LINES))
    if book.retired:
        names = tuple(plain(style.name) for style in book.retired[:_MOST_RETIRED])
        lines.append(say("ui.styles_retired", names=names))
    return notice_page("\n".join([*lines, say("ui.styles_how")]))
