"""Discord's users, driven by a test: they type slash commands, click, select, and fill in forms."""

import secrets
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias, cast

from tests.discord import forms
from tests.discord.exchange import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Exchange
from tests.discord.gateway import Gateway
from tests.discord.installs import app_permissions, bot_in, owners_of
from tests.discord.installs import owners as owners_there
from tests.discord.messages import Message
from tests.discord.options import RefusedByClientError, Resolver, command_data, find_command
from tests.discord.rules import EPHEMERAL, walk
from tests.discord.state import State
from tests.discord.world import ADMINISTRATOR, Channel, Guild, Json, Member, User
from tests.patience import PATIENCE

Where: TypeAlias = str | Callable[[Json], Any]
Target: TypeAlias = Exchange | Message
SELECT_TYPES = frozenset({3, 5, 6, 7, 8})


class Person:
    """A user as a test sees it: what it does arrives at the bot, and what comes back is in the `Exchange`."""

    def __init__(self, state: State, gateway: Gateway, user: User) -> None:
        self._state = state
        self._gateway = gateway
        self.user = user

    @property
    def id(self) -> int:
        """The user's id."""
        return self.user.id

    @property
    def name(self) -> str:
        """The user's name."""
        return self.user.name

    async def slash(
        self,
        path: str,
        options: Mapping[str, Any] | None = None,
        *,
        guild: Guild | None = None,
        channel: Channel | None = None,
    ) -> Exchange:
        """Type a slash command, for example `slash("avatar new", {"seed": 7})`.

        Options are strings, numbers, booleans, persons, channels or `Upload`s, as their definition asks. The command is
        sent from the guild's first channel unless said otherwise; channels know whether they are on one.

        Raises:
            LookupError: the bot did not sync such a command.
            RefusedByClientError: Discord's client would not send it: wrong options, or a command that is hidden.
        """
        place, guild = self._place(guild, channel)
        resolver = Resolver(guild, place, self._state.files)
        commands = self._commands(guild)
        owners = self._may_use(find_command(commands, path)[0], place)
        data = command_data(commands, path, _users(options or {}), resolver)
        return await self._send(COMMAND, data, place, owners)

    async def message_menu(self, name: str, message: Message) -> Exchange:
        """Choose an entry of a message's menu, of whosever message.

        Raises:
            LookupError: the bot did not sync such an entry.
            RefusedByClientError: Discord's client would not show it.
        """
        guild = message.channel.guild
        found = [one for one in self._commands(guild) if (one["type"], one["name"]) == (3, name)]
        if not found:
            raise LookupError(f"no entry {name!r} of messages' menus was synced")
        owners = self._may_use(found[0], message.channel)
        target = str(message.id)
        resolved: Json = {"messages": {target: message.payload()}}
        data: Json = {"id": found[0]["id"], "name": name, "type": 3, "target_id": target, "resolved": resolved}
        return await self._send(COMMAND, data, message.channel, owners)

    async def autocomplete(
        self,
        path: str,
        options: Mapping[str, Any],
        *,
        focused: str | None = None,
        guild: Guild | None = None,
        channel: Channel | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109
    ) -> list[Json]:
        """Type into an option, the last one unless `focused` names another; the choices that the bot offers."""
        place, guild = self._place(guild, channel)
        resolver = Resolver(guild, place, self._state.files)
        name = focused or list(options)[-1]
        commands = self._commands(guild)
        owners = self._may_use(find_command(commands, path)[0], place)
        data = command_data(commands, path, _users(options), resolver, focused=name)
        exchange = await self._send(AUTOCOMPLETE, data, place, owners)
        return (await exchange.acknowledged(timeout)).choices

    async def click(self, target: Target, where: Where) -> Exchange:
        """Press a button, found by its custom_id, its label, or a predicate on the component.

        Raises:
            LookupError: there is no such button.
            RefusedByClientError: it is disabled, a link, or on a message that this user cannot see.
        """
        message = self._visible(target)
        button = _find(message, {2}, where)
        if button["style"] == 5:
            raise RefusedByClientError(f"{button.get('label')!r} is a link")
        data: Json = {"component_type": 2, "custom_id": button["custom_id"], "id": button["id"]}
        owners = owners_of(self._state.world, message, None)
        return await self._send(COMPONENT, data, message.channel, owners, source=message)

    async def select(self, target: Target, where: Where, values: Sequence[Any]) -> Exchange:
        """Choose in a select menu, found by custom_id, placeholder or predicate.

        `values` are values or labels of a string select, persons or channels of the others.

        Raises:
            LookupError: there is no such menu.
            RefusedByClientError: it is disabled, or takes other values or another number of them.
        """
        message = self._visible(target)
        menu = _find(message, SELECT_TYPES, where)
        resolver = Resolver(message.channel.guild, message.channel, self._state.files)
        data: Json = {"component_type": menu["type"], "custom_id": menu["custom_id"], "id": menu["id"]}
        data["values"] = forms.selected(menu, _users_in(values), resolver)
        if resolver.data:
            data["resolved"] = resolver.data
        owners = owners_of(self._state.world, message, None)
        return await self._send(COMPONENT, data, message.channel, owners, source=message)

    async def submit_modal(self, opened: Exchange, values: Mapping[str, Any]) -> Exchange:
        """Fill in and submit the modal that an exchange opened; fields by custom_id or label.

        Raises:
            LookupError: the modal has no such field, or none was opened.
            RefusedByClientError: a required field is empty or a value does not fit.
        """
        if opened.modal is None:
            raise LookupError(f"no modal was opened; {opened.steps=}")
        filled = {name: _users_in(value) for name, value in values.items()}
        resolver = Resolver(opened.channel.guild, opened.channel, self._state.files)
        data = forms.modal_data(opened.modal, filled, resolver)
        owners = owners_of(self._state.world, opened.source, opened)
        return await self._send(MODAL, data, opened.channel, owners, source=opened.source, trigger=opened)

    def _place(self, guild: Guild | None, channel: Channel | None) -> tuple[Channel, Guild | None]:
        place = channel or (guild or self._state.world.guild).channels[0]
        return place, place.guild

    def _commands(self, guild: Guild | None) -> list[Json]:
        """The commands that show in that place, those of the guild first."""
        own = {str(guild.id)} if guild and bot_in(self._state.world, guild) else set[str]()
        return [entry for entry in self._state.all_commands() if entry.get("guild_id") in (None, *own)]

    def _member(self, guild: Guild) -> Member:
        return guild.members.setdefault(self.user.id, Member(self.user))

    def _may_use(self, command: Json, place: Channel) -> Json:
        """Through whom the app is there; raises `RefusedByClientError` where the command is not shown."""
        needed, contexts, guild = command["default_member_permissions"], command.get("contexts"), place.guild
        if contexts is not None and place.context not in contexts:
            raise RefusedByClientError(f"/{command['name']} is not shown here: {contexts=}")
        owners = owners_there(self._state.world, self.user, place, command["integration_types"])
        if not owners:
            raise RefusedByClientError(f"/{command['name']} is not shown here: {self.name} has no such app")
        if place.archived:
            raise RefusedByClientError("a thread that is archived takes no commands")
        if guild is not None:
            self._member(guild)
        if not place.shown_to(self.user):
            raise RefusedByClientError(f"{self.name} does not see {place.name}")
        if needed is None or guild is None:
            return owners
        permissions = self._member(guild).permissions
        if not permissions & ADMINISTRATOR and (int(needed) == 0 or int(needed) & ~permissions):
            raise RefusedByClientError(f"/{command['name']} is not shown to {self.name}: it needs permissions {needed}")
        return owners

    def _visible(self, target: Target) -> Message:
        message = target.message if isinstance(target, Exchange) else target
        if message is None or message.deleted:
            raise LookupError("there is no message to use a component of")
        if message.flags & EPHEMERAL and message.viewer is not self.user:
            raise RefusedByClientError(f"{self.name} cannot see a message that is for {message.viewer} only")
        if message.channel.guild is None and not message.channel.shown_to(self.user):
            raise RefusedByClientError(f"{self.name} does not see {message.channel.name}")
        return message

    async def _send(
        self,
        kind: int,
        data: Json,
        channel: Channel,
        owners: Json,
        *,
        source: Message | None = None,
        trigger: Exchange | None = None,
    ) -> Exchange:
        state = self._state
        interaction_id = state.world.snowflakes.next()
        token = secrets.token_urlsafe(160)
        payload = self._payload(kind, interaction_id, token, data, channel)
        payload["authorizing_integration_owners"] = owners
        if source is not None:
            payload["message"] = source.payload()
        exchange = Exchange(
            interaction_id, token, self.user, channel, payload, state.acknowledge_within, source, trigger
        )
        state.exchanges[token] = exchange
        exchange.sent_at = time.perf_counter()
        await self._gateway.dispatch("INTERACTION_CREATE", payload)
        return exchange

    def _payload(self, kind: int, interaction_id: int, token: str, data: Json, channel: Channel) -> Json:
        world, guild = self._state.world, channel.guild
        payload: Json = {
            "version": 1,
            "id": str(interaction_id),
            "application_id": str(world.application_id),
            "type": kind,
            "token": token,
            "data": data,
            "channel_id": str(channel.id),
            "channel": channel.payload(),
            "locale": self.user.locale,
            "app_permissions": str(app_permissions(world, channel)),
            "entitlements": [],
            "entitlement_sku_ids": [],
            "attachment_size_limit": self._state.attachment_size_limit,
            "context": channel.context,
        }
        if guild is None:
            return payload | {"user": self.user.payload()}
        member = self._member(guild)
        payload["channel"] |= {"permissions": str(member.permissions)}
        return payload | {
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
            "guild_locale": guild.locale,
            "member": member.interaction_payload(),
        }


def _users(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _users_in(value) for name, value in values.items()}


def _users_in(value: Any) -> Any:
    """The same value with every person replaced by the user it stands for."""
    if isinstance(value, list | tuple):
        return [_users_in(entry) for entry in cast("Iterable[Any]", value)]
    return value.user if isinstance(value, Person) else value


def _find(message: Message, kinds: Iterable[int], where: Where) -> Json:
    shown = [component for component in walk(message.components) if component["type"] in set(kinds)]
    for component in shown:
        names = {component.get(key) for key in ("custom_id", "label", "placeholder", "url")}
        if where(component) if callable(where) else where in names:
            if component.get("disabled"):
                raise RefusedByClientError(f"{where!r} is disabled")
            return component
    there = [
        component.get("label") or component.get("placeholder") or component.get("custom_id") for component in shown
    ]
    raise LookupError(f"the message has no {where!r}, only {there}")
