"""What Discord's client sends for a select menu or a filled-in modal, and what it would refuse."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.discord.messages import Upload
from tests.discord.options import RefusedByClientError, Resolver
from tests.discord.rules import walk
from tests.discord.world import Channel, Json, Role, User

ROW, STRING_SELECT, TEXT_INPUT, LABEL, FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 1, 3, 4, 18, 19, 21, 22, 23


def selected(menu: Json, values: Sequence[Any], resolver: Resolver) -> list[str]:
    """The `values` of a select menu, or of any other field that takes several."""
    name = menu["custom_id"]
    low, high = _limit(menu, "min_values"), _limit(menu, "max_values")
    if not low <= len(values) <= high:
        raise RefusedByClientError(f"{name}: {len(values)} values, not {low} to {high}")
    return [_value(menu, value, resolver) for value in values]


def _limit(field: Json, key: str) -> int:
    """How many values a field takes: one unless it says otherwise."""
    number = field.get(key)
    return 1 if number is None else number


def _value(menu: Json, value: Any, resolver: Resolver) -> str:
    match menu["type"], value:
        case 3 | 21 | 22, str():
            options = [option["value"] for option in menu["options"] if value in (option["value"], option["label"])]
            if not options:
                raise RefusedByClientError(f"{menu['custom_id']}: no option {value!r} in {menu['options']}")
            return options[0]
        case 5 | 7, User():
            return resolver.user(value)
        case 6, Role():
            return resolver.role(value)
        case 8, Channel():
            kinds: list[int] = menu.get("channel_types") or [value.kind]
            if value.kind not in kinds:
                raise RefusedByClientError(f"{menu['custom_id']}: {value.name} is no channel of the types {kinds}")
            return resolver.place(value)
        case 19, Upload():
            return resolver.upload(value)
        case kind, _:
            raise RefusedByClientError(f"{menu['custom_id']}: {value!r} does not fit a field of type {kind}")


def modal_data(modal: Json, values: Mapping[str, Any], resolver: Resolver) -> Json:
    """The `data` of a submitted modal; `values` by custom_id or label, fields left out stay as they were shown."""
    components: list[Json] = modal["components"]
    known = {name for component in components for name in _names(component)}
    unknown = sorted(set(values) - known)
    if unknown:
        raise LookupError(f"the modal {modal['title']!r} has no {unknown}, only {sorted(known)}")
    submitted = [_submitted(component, values, resolver, number) for number, component in enumerate(components, 1)]
    data: Json = {"custom_id": modal["custom_id"], "components": [entry for entry in submitted if entry]}
    return data | {"resolved": resolver.data} if resolver.data else data


def _names(component: Json) -> set[str]:
    """By what a test may call a top-level component of a modal."""
    return {part[key] for part in walk([component]) for key in ("custom_id", "label") if part.get(key)}


def _submitted(component: Json, values: Mapping[str, Any], resolver: Resolver, number: int) -> Json | None:
    names = _names(component) & set(values)
    if component["type"] == LABEL:
        inner = _field(component["component"], values, names, resolver)
        return {"type": LABEL, "id": component.get("id") or number, "component": inner | {"id": 100 + number}}
    if component["type"] == ROW:
        inner = _field(component["components"][0], values, names, resolver)
        return {"type": ROW, "id": component.get("id") or number, "components": [inner | {"id": 100 + number}]}
    return None


def _field(field: Json, values: Mapping[str, Any], names: set[str], resolver: Resolver) -> Json:
    answer: Json = {"type": field["type"], "custom_id": field["custom_id"]}
    required = field.get("required") is not False
    value = values[names.pop()] if names else None
    match field["type"]:
        case 4:
            return answer | {"value": _text(field, value, required=required)}
        case 23:
            return answer | {"value": bool(field.get("default")) if value is None else bool(value)}
        case 21:
            if value is None and required:
                raise RefusedByClientError(f"{field['custom_id']} is required")
            return answer | {"value": None if value is None else _value(field, value, resolver)}
        case _ if value is None:
            if required and _limit(field, "min_values"):
                raise RefusedByClientError(f"{field['custom_id']} is required")
            return answer | {"values": []}
        case _:
            return answer | {"values": selected(field, value, resolver)}


def _text(field: Json, value: Any, *, required: bool) -> str:
    text = str(field.get("value") or "") if value is None else str(value)
    if required and not text:
        raise RefusedByClientError(f"{field['custom_id']} is required")
    low, high = field.get("min_length") or 0, field.get("max_length") or 4000
    if text and not low <= len(text) <= high:
        raise RefusedByClientError(f"{field['custom_id']}: {len(text)} characters, not {low} to {high}")
    return text
