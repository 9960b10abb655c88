"""What commands are called and how they are described in the languages of the members, as Discord shows them."""

from __future__ import annotations

from functools import cache
from typing import Any

from discord import Locale, app_commands
from discord.app_commands import TranslationContextLocation as Place

from bot.locales import FALLBACK, catalogue, closest

__all__ = ["CatalogueTranslator"]


class CatalogueTranslator(app_commands.Translator):
    """Translates command definitions by the catalogues in `bot.locales`.

    Names of commands are under `name.GROUP` and `name.GROUP.COMMAND`, those of options under `option.OPTION`.
    Descriptions, choices and the names of menus are under the key that holds their English text.
    """

    async def translate(
        self, string: app_commands.locale_str, locale: Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """The text in a language; None where there is none, or it is English."""
        language = closest(str(locale))
        if language == FALLBACK:
            return None
        sentence = catalogue(language).get(_key(string.message, context.location, context.data) or "")
        return sentence if isinstance(sentence, str) else None


def _key(message: str, place: Place, data: Any) -> str | None:
    if place is Place.group_name or (place is Place.command_name and isinstance(data, app_commands.Command)):
        return f"name.{data.qualified_name.replace(' ', '.')}"
    if place is Place.parameter_name:
        return f"option.{message}"
    return _by_english().get(message)


@cache
def _by_english() -> dict[str, str]:
    """The keys of what describes commands, by their English text."""
    sentences = catalogue(FALLBACK).items()
    return {text: key for key, text in sentences if key.startswith("command.") and isinstance(text, str)}
