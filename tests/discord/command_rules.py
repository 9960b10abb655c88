"""What Discord rejects in command definitions and its schemas let pass: pure functions, sentences as results."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from tests.discord.world import Json

LOCALES = frozenset(
    {
        *("ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "he", "hi", "hr", "hu"),
        *("id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru", "sv-SE", "th", "tr", "uk", "vi"),
        *("zh-CN", "zh-TW"),
    }
)
SUBCOMMAND, GROUP = 1, 2


def command_violations(commands: Sequence[Json]) -> list[str]:
    """Faults of a whole list of application commands, as it is put for one scope."""
    found: list[str] = []
    slash = [command for command in commands if _kind(command) == 1]
    if len(slash) > 100:
        found.append(f"a scope has at most 100 slash commands, not {len(slash)}")
    twice = Counter((_kind(command), command.get("name")) for command in commands)
    found += [f"/{name}: defined {n} times" for (_, name), n in twice.items() if n > 1]
    for command in commands:
        found += _command_faults(command)
    return found


def _kind(command: Json) -> int:
    return command.get("type") or 1


def _command_faults(command: Json) -> list[str]:
    where = f"/{command.get('name')}"
    if _kind(command) != 1:
        found = [f"{where}: only slash commands have a description"] if command.get("description") else []
        return found + _locale_faults(where, command)
    found = _named_faults(where, command) + _option_faults(where, command, depth=0)
    if (length := _length(command)) > 8000:
        found.append(f"{where}: names, descriptions and values have {length} characters together, more than 8000")
    return found


def _named_faults(where: str, node: Json) -> list[str]:
    """Faults of the name and the description of a command or an option, translations included."""
    found: list[str] = []
    for name in _texts(node, "name"):
        if not 1 <= len(name) <= 32:
            found.append(f"{where}: the name {name!r} needs 1 to 32 characters")
        elif name != name.lower():
            found.append(f"{where}: the name {name!r} must be in lower case")
        elif not all(_allowed(character) for character in name):
            found.append(f"{where}: the name {name!r} may hold letters, digits, - _ and ' only")
    unfit = [text for text in _texts(node, "description") if not 1 <= len(text) <= 100]
    found += [f"{where}: the description {text[:40]!r} needs 1 to 100 characters" for text in unfit]
    return found + _locale_faults(where, node)


def _texts(node: Json, key: str) -> list[str]:
    """A name or description with all its translations."""
    translations: dict[str, str] = node.get(f"{key}_localizations") or {}
    return [node.get(key) or "", *translations.values()]


def _allowed(character: str) -> bool:
    # Marks belong to the letters of Devanagari and Thai, which Discord takes.
    return character in "-_'" or unicodedata.category(character)[0] in "LNM"


def _locale_faults(where: str, node: Json) -> list[str]:
    names: Json = node.get("name_localizations") or {}
    descriptions: Json = node.get("description_localizations") or {}
    keys = {*names, *descriptions}
    return [f"{where}: {key!r} is no locale of Discord's" for key in sorted(keys - LOCALES)]


def _option_faults(where: str, node: Json, depth: int) -> list[str]:
    options: list[Json] = node.get("options") or []
    found: list[str] = []
    if len(options) > 25:
        found.append(f"{where}: at most 25 options, not {len(options)}")
    twice = Counter(option.get("name") for option in options)
    found += [f"{where}: the option {name!r} is there {n} times" for name, n in twice.items() if n > 1]
    nested = [option.get("type") in (SUBCOMMAND, GROUP) for option in options]
    if any(nested) and not all(nested):
        found.append(f"{where}: subcommands and options do not mix")
    found += _order_faults(where, options)
    for option in options:
        inner = f"{where} {option.get('name')}"
        found += _named_faults(inner, option) + _choice_faults(inner, option)
        if option.get("type") in (SUBCOMMAND, GROUP):
            if depth > 1 or (option["type"] == GROUP and depth > 0):
                found.append(f"{inner}: nested too deeply, /command group subcommand is the most")
            if option["type"] == GROUP and not option.get("options"):
                found.append(f"{inner}: a group needs a subcommand")
            found += _option_faults(inner, option, depth + 1)
    return found


def _order_faults(where: str, options: Iterable[Json]) -> list[str]:
    optional: str | None = None
    for option in options:
        if option.get("type") in (SUBCOMMAND, GROUP):
            continue
        if not option.get("required"):
            optional = option.get("name")
        elif optional is not None:
            return [f"{where}: the required option {option.get('name')!r} comes after the optional {optional!r}"]
    return []


def _choice_faults(where: str, option: Json) -> list[str]:
    choices: list[Json] = option.get("choices") or []
    found: list[str] = []
    if len(choices) > 25:
        found.append(f"{where}: at most 25 choices, not {len(choices)}")
    if choices and option.get("autocomplete"):
        found.append(f"{where}: choices and autocomplete exclude each other")
    twice = Counter(choice.get("name") for choice in choices)
    found += [f"{where}: the choice {name!r} is there {n} times" for name, n in twice.items() if n > 1]
    for choice in choices:
        if not 1 <= len(choice.get("name") or "") <= 100:
            found.append(f"{where}: the name of choice {choice.get('name')!r} needs 1 to 100 characters")
        if isinstance(choice.get("value"), str) and not 1 <= len(choice["value"]) <= 100:
            found.append(f"{where}: the value of choice {choice.get('name')!r} needs 1 to 100 characters")
        found += _locale_faults(where, choice)
    low, high = option.get("min_value"), option.get("max_value")
    if low is not None and high is not None and low > high:
        found.append(f"{where}: min_value {low} is above max_value {high}")
    return found


def _length(node: Json) -> int:
    """Characters that count towards a command's 8000: of each text, its longest translation."""
    total = sum(max(map(len, _texts(node, key))) for key in ("name", "description"))
    for choice in node.get("choices") or ():
        total += max(map(len, _texts(choice, "name"))) + len(str(choice.get("value", "")))
    return total + sum(_length(option) for option in node.get("options") or ())
