"""What Discord rejects and its schemas let pass, for messages, modals and interaction callbacks: pure functions.

Each returns readable sentences, one for each fault, and nothing when all is well. Command definitions have their own
file, `command_rules.py`, whose function is offered here as well.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from tests.discord.command_rules import command_violations
from tests.discord.world import Json

__all__ = ["MessageState", "callback_violations", "command_violations", "message_violations", "modal_violations"]

EPHEMERAL = 1 << 6
LOADING = 1 << 7
IS_COMPONENTS_V2 = 1 << 15

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SELECTS = frozenset({3, 5, 6, 7, 8})
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = 9, 10, 11, 12, 13, 14, 17, 18
V2_ONLY = frozenset({SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER})
LINK, PREMIUM = 5, 6


@dataclass(frozen=True)
class MessageState:
    """What a message already is before an edit."""

    content: str = ""
    flags: int = 0
    embeds: Sequence[Json] = ()
    components: Sequence[Json] = ()
    attachments: dict[str, str] = field(default_factory=dict[str, str])
    """File names by attachment id."""


def walk(components: Iterable[Json]) -> Iterator[Json]:
    """Every component, nested ones and accessories included, in the order they are shown."""
    for component in components:
        yield component
        yield from walk(component.get("components") or ())
        for key in ("accessory", "component"):
            if isinstance(component.get(key), dict):
                yield from walk([component[key]])


def media_urls(components: Iterable[Json]) -> Iterator[str]:
    """The addresses of all pictures and files that components show."""
    for component in walk(components):
        holders: list[Json] = [component, *(component.get("items") or ())]
        for holder in holders:
            for key in ("media", "file"):
                if isinstance(holder.get(key), dict):
                    yield holder[key].get("url", "")


def message_violations(payload: Json, files: Sequence[str] = (), before: MessageState | None = None) -> list[str]:
    """Faults of a message to create, or of an edit when `before` says what the message is now.

    Args:
        payload: the decoded JSON body.
        files: the names of the attached files, in the order of their index.
        before: the message that is edited; None for a new one.
    """
    old = before or MessageState()
    components: list[Json] = _after(payload, "components", list(old.components))
    embeds: list[Json] = _after(payload, "embeds", list(old.embeds))
    content: str = _after(payload, "content", old.content)
    flags: int = (payload.get("flags") or 0) | (old.flags & IS_COMPONENTS_V2)
    names, found = _attached(payload, files, old)

    if before is not None and payload.get("flags") is not None and old.flags & ~payload["flags"] & IS_COMPONENTS_V2:
        found.append("the flag IS_COMPONENTS_V2 cannot be taken back on an edit")
    if len(content) > 2000:
        found.append(f"content has at most 2000 characters, not {len(content)}")
    if flags & IS_COMPONENTS_V2:
        found += _v2_faults(components, content, embeds, payload)
    else:
        found += _v1_faults(components)
        if not (content or embeds or components or names or payload.get("sticker_ids") or payload.get("poll")):
            found.append("the message is empty: no content, embed, component or file")
    found += component_violations(payload.get("components") or [])
    for url in (*media_urls(components), *_embed_urls(embeds)):
        if url.startswith("attachment://") and url.removeprefix("attachment://") not in names:
            found.append(f"{url} names no attached file; attached are {sorted(names)}")
    return found + _embed_faults(embeds)


def component_violations(components: Sequence[Json]) -> list[str]:
    """Faults that single components may have, in messages and in modals."""
    found: list[str] = []
    ids = Counter(component["custom_id"] for component in walk(components) if component.get("custom_id"))
    found += [f"custom_id {custom_id!r} is used {n} times" for custom_id, n in ids.items() if n > 1]
    found += [f"custom_id {custom_id!r} has more than 100 characters" for custom_id in ids if len(custom_id) > 100]
    for component in walk(components):
        match component.get("type"):
            case 2:
                found += _button_faults(component)
            case 3:
                found += _select_faults(component)
            case 9 if not 1 <= len(component.get("components") or ()) <= 3:
                found.append("a section has 1 to 3 texts")
            case 12 if not 1 <= len(component.get("items") or ()) <= 10:
                found.append(f"a gallery has 1 to 10 items, not {len(component.get('items') or ())}")
            case 13 if not component.get("file", {}).get("url", "").startswith("attachment://"):
                found.append("a file component can only show an attachment:// of its own message")
            case 1:
                found += _row_faults(component)
            case _:
                pass
    return found


def modal_violations(data: Json) -> list[str]:
    """Faults of a modal."""
    components: list[Json] = data.get("components") or []
    found: list[str] = []
    if not 1 <= len(components) <= 5:
        found.append(f"a modal has 1 to 5 components, not {len(components)}")
    for component in components:
        if component.get("type") not in (ROW, TEXT, LABEL):
            found.append(f"a modal's top level takes rows, texts and labels, not type {component.get('type')}")
        if component.get("type") == ROW:
            inputs: list[Json] = component.get("components") or []
            if len(inputs) != 1 or inputs[0].get("type") != TEXT_INPUT:
                found.append("a row of a modal holds exactly one text input")
            elif not inputs[0].get("label"):
                found.append("a text input in a row needs a label")
    return found + component_violations(components)


def callback_violations(payload: Json, files: Sequence[str] = (), before: MessageState | None = None) -> list[str]:
    """Faults of an interaction's callback; `before` is the message that a component of it belongs to."""
    data: Json = payload.get("data") or {}
    match payload.get("type"):
        case 4:
            return message_violations(data, files)
        case 5:
            extra = (data.get("flags") or 0) & ~EPHEMERAL
            return [f"a deferred answer may carry only the flag EPHEMERAL, not {extra}"] if extra else []
        case 7:
            return message_violations(data, files, before or MessageState())
        case 8:
            return _choice_faults(data.get("choices") or [])
        case 9:
            return modal_violations(data)
        case _:
            return []


def _after(payload: Json, key: str, old: Any) -> Any:
    """A field as it is after the edit: null clears it, and a field left out stays."""
    if key not in payload:
        return old
    empty: Any = "" if key == "content" else []
    return payload[key] if payload[key] is not None else empty


def _attached(payload: Json, files: Sequence[str], old: MessageState) -> tuple[set[str], list[str]]:
    """The names of the files that the message will have, and what is wrong with its list of attachments."""
    entries = cast("list[Json] | None", payload.get("attachments"))
    if entries is None:
        kept: set[str] = set() if "attachments" in payload else set(old.attachments.values())
        return kept | set(files), []
    names: set[str] = set()
    faults: list[str] = []
    for entry in entries:
        key = str(entry.get("id"))
        if key.isdigit() and int(key) < len(files):
            names.add(entry.get("filename") or files[int(key)])
        elif key in old.attachments:
            names.add(old.attachments[key])
        else:
            faults.append(f"attachments lists the id {key}, which is neither an attached file nor one kept")
    listed = {str(entry.get("id")) for entry in entries}
    faults += [f"file {i} ({name}) is missing in attachments" for i, name in enumerate(files) if str(i) not in listed]
    if len(entries) > 10:
        faults.append(f"a message has at most 10 attachments, not {len(entries)}")
    return names, faults


def _v2_faults(components: Sequence[Json], content: str, embeds: Sequence[Json], payload: Json) -> list[str]:
    found: list[str] = []
    if content:
        found.append("IS_COMPONENTS_V2 excludes content: say it in a text display")
    if embeds:
        found.append("IS_COMPONENTS_V2 excludes embeds")
    if payload.get("poll") or payload.get("sticker_ids"):
        found.append("IS_COMPONENTS_V2 excludes polls and stickers")
    everything = list(walk(components))
    if not everything:
        found.append("the message is empty: it has the flag IS_COMPONENTS_V2 and no component")
    if len(everything) > 40:
        found.append(f"a message has at most 40 components in all, not {len(everything)}")
    length = sum(len(component.get("content") or "") for component in everything if component.get("type") == TEXT)
    if length > 4000:
        found.append(f"all texts together have at most 4000 characters, not {length}")
    return found


def _v1_faults(components: Sequence[Json]) -> list[str]:
    found: list[str] = []
    newer = sorted({component.get("type", 0) for component in walk(components)} & V2_ONLY)
    if newer:
        found.append(f"components of type {newer} need the flag IS_COMPONENTS_V2")
    if len(components) > 5:
        found.append(f"a message has at most 5 rows, not {len(components)}")
    return found


def _row_faults(row: Json) -> list[str]:
    inner: list[Json] = row.get("components") or []
    kinds = [component.get("type") for component in inner]
    if not kinds:
        return ["a row is empty"]
    if kinds.count(BUTTON) > 5:
        return [f"a row has at most 5 buttons, not {kinds.count(BUTTON)}"]
    if any(kind in SELECTS for kind in kinds) and len(kinds) > 1:
        return ["a select menu needs a row of its own"]
    return []


def _button_faults(button: Json) -> list[str]:
    name = button.get("label") or button.get("custom_id") or button.get("url")
    style = button.get("style")
    if style == PREMIUM:
        return [] if button.get("sku_id") else ["a premium button needs a sku_id"]
    found: list[str] = []
    if not (button.get("label") or button.get("emoji")):
        found.append(f"button {name!r} needs a label or an emoji")
    if style == LINK and (not button.get("url") or button.get("custom_id")):
        found.append(f"link button {name!r} needs a url and no custom_id")
    if style != LINK and (not button.get("custom_id") or button.get("url")):
        found.append(f"button {name!r} needs a custom_id and no url")
    return found


def _select_faults(select: Json) -> list[str]:
    name = select.get("custom_id")
    options: list[Json] = select.get("options") or []
    found: list[str] = []
    if not 1 <= len(options) <= 25:
        found.append(f"select {name!r} has 1 to 25 options, not {len(options)}")
    values = Counter(option.get("value") for option in options)
    found += [f"select {name!r} has the value {value!r} {n} times" for value, n in values.items() if n > 1]
    if (select.get("max_values") or 1) > max(len(options), 1):
        found.append(f"select {name!r} allows more values than it has options")
    return found


def _embed_urls(embeds: Sequence[Json]) -> Iterator[str]:
    for embed in embeds:
        parts: Json = {key: embed.get(key) or {} for key in ("image", "thumbnail", "author", "footer")}
        for key, inner in (("image", "url"), ("thumbnail", "url"), ("author", "icon_url"), ("footer", "icon_url")):
            yield parts[key].get(inner) or ""


def _embed_faults(embeds: Sequence[Json]) -> list[str]:
    found: list[str] = []
    length = 0
    for embed in embeds:
        fields: list[Json] = embed.get("fields") or []
        found += ["an embed's field needs a name and a value" for f in fields if not (f.get("name") and f.get("value"))]
        footer: Json = embed.get("footer") or {}
        author: Json = embed.get("author") or {}
        texts: list[str | None] = [embed.get("title"), embed.get("description"), footer.get("text"), author.get("name")]
        texts += [entry.get(key) for entry in fields for key in ("name", "value")]
        length += sum(len(text or "") for text in texts)
    return [*found, f"all embeds together have at most 6000 characters, not {length}"] if length > 6000 else found


def _choice_faults(choices: Sequence[Json]) -> list[str]:
    found = [f"autocomplete offers at most 25 choices, not {len(choices)}"] if len(choices) > 25 else []
    for choice in choices:
        if not 1 <= len(choice.get("name") or "") <= 100:
            found.append(f"the name of choice {choice.get('name')!r} needs 1 to 100 characters")
        if isinstance(choice.get("value"), str) and not 1 <= len(choice["value"]) <= 100:
            found.append(f"the value of choice {choice.get('name')!r} needs 1 to 100 characters")
    return found
