"""Turns "avatar new" and {"seed": 7} into the data of an interaction, as Discord's own client does.

What that client would not let a user send is refused here too: options the definition lacks, values of the wrong type
or out of range, required options left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.discord.messages import FileStore, Upload
from tests.discord.world import Channel, Guild, Json, User

STRING, INTEGER, BOOLEAN, USER, CHANNEL, MENTIONABLE, NUMBER, ATTACHMENT = 3, 4, 5, 6, 7, 9, 10, 11


class RefusedByClientError(ValueError):
    """Discord's client would not send this."""


@dataclass
class Resolver:
    """Collects the objects that an interaction's ids stand for."""

    guild: Guild | None
    channel: Channel
    files: FileStore
    data: Json = field(default_factory=dict[str, Any])

    def user(self, user: User) -> str:
        """Resolve a user, with the member where the user is one."""
        key = str(user.id)
        self.data.setdefault("users", {})[key] = user.payload()
        member = self.guild.members.get(user.id) if self.guild else None
        if member is not None:
            self.data.setdefault("members", {})[key] = member.interaction_payload(with_user=False)
        return key

    def upload(self, upload: Upload) -> str:
        """Store an uploaded file and resolve it."""
        stored = self.files.add(upload, self.channel.id)
        self.data.setdefault("attachments", {})[str(stored.id)] = stored.payload(ephemeral=True)
        return str(stored.id)

    def place(self, channel: Channel) -> str:
        """Resolve a channel."""
        partial: Json = {
            "id": str(channel.id),
            "name": channel.name,
            "type": channel.kind,
            "permissions": "0",
            "flags": 0,
        }
        self.data.setdefault("channels", {})[str(channel.id)] = partial
        return str(channel.id)


def find_command(commands: Sequence[Json], path: str) -> tuple[Json, list[Json], list[Json]]:
    """The top-level command, the subcommand definitions below it, and the options of the last one.

    Raises:
        LookupError: nothing of that name was synced.
    """
    first, *rest = path.removeprefix("/").split()
    command = next((entry for entry in commands if entry["name"] == first and entry["type"] == 1), None)
    if command is None:
        known = sorted(entry["name"] for entry in commands)
        raise LookupError(f"no command /{first} was synced, only {known}")
    below: list[Json] = []
    options: list[Json] = command.get("options", [])
    for name in rest:
        step = next((option for option in options if option["name"] == name and option["type"] in (1, 2)), None)
        if step is None:
            raise LookupError(f"/{path} has no {name!r}, only {[option['name'] for option in options]}")
        below.append(step)
        options = step.get("options", [])
    if any(option["type"] in (1, 2) for option in options):
        raise LookupError(f"/{path} needs one of {[option['name'] for option in options]}")
    return command, below, options


def command_data(
    commands: Sequence[Json], path: str, values: Mapping[str, Any], resolver: Resolver, focused: str | None = None
) -> Json:
    """The `data` of an application command or, with `focused`, of its autocompletion.

    Raises:
        LookupError: nothing of that name was synced.
        RefusedByClientError: the values do not fit the definition.
    """
    command, below, definitions = find_command(commands, path)
    known = {definition["name"]: definition for definition in definitions}
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise RefusedByClientError(f"/{path} has no option {unknown}, only {sorted(known)}")
    missing = [name for name, definition in known.items() if definition.get("required") and name not in values]
    if missing and focused is None:
        raise RefusedByClientError(f"/{path} requires {missing}")
    options: list[Json] = []
    for name, value in values.items():
        option: Json = {"name": name, "type": known[name]["type"]}
        if name == focused:
            if not known[name].get("autocomplete"):
                raise RefusedByClientError(f"/{path}: {name!r} does not autocomplete")
            options.append(option | {"value": str(value), "focused": True})
        else:
            options.append(option | {"value": typed(known[name], value, resolver, partial=focused is not None)})
    for step in reversed(below):
        options = [{"name": step["name"], "type": step["type"], "options": options}]
    data: Json = {"id": command["id"], "name": command["name"], "type": 1, "options": options}
    if "guild_id" in command:
        data["guild_id"] = command["guild_id"]
    return data | {"resolved": resolver.data} if resolver.data else data


def typed(definition: Json, value: Any, resolver: Resolver, *, partial: bool = False) -> Any:
    """A value as the definition of its option wants it; a `partial` one is still being typed and not checked."""
    name, choices = definition["name"], definition.get("choices")
    if choices:
        chosen = [choice["value"] for choice in choices if value in (choice["value"], choice["name"])]
        if not chosen:
            raise RefusedByClientError(f"{name}: {value!r} is no choice of {[choice['name'] for choice in choices]}")
        return chosen[0]
    match definition["type"], value:
        case 6 | 9, User():
            return resolver.user(value)
        case 7, Channel():
            return resolver.place(value)
        case 11, Upload():
            return resolver.upload(value)
        case 3, str():
            return value if partial else _text_in_range(definition, value)
        case 4 | 10 as kind, str() | int() | float() if not isinstance(value, bool):
            return _number_in_range(definition, value, int if kind == INTEGER else float)
        case 5, bool():
            return value
        case kind, _:
            raise RefusedByClientError(f"{name}: {value!r} does not fit an option of type {kind}")


def _text_in_range(definition: Json, value: str) -> str:
    low, high = definition.get("min_length", 0), definition.get("max_length", 6000)
    if not low <= len(value) <= high:
        raise RefusedByClientError(f"{definition['name']}: {len(value)} characters, not {low} to {high}")
    return value


def _number_in_range(definition: Json, value: str | float, kind: type[int] | type[float]) -> float:
    try:
        number = kind(value)
    except ValueError:
        raise RefusedByClientError(f"{definition['name']}: {value!r} is no {kind.__name__}") from None
    low, high = definition.get("min_value", -(2**53)), definition.get("max_value", 2**53)
    if not low <= number <= high:
        raise RefusedByClientError(f"{definition['name']}: {number} is not in {low} to {high}")
    return number
