"""Routes that a bot asks before it has anything to say: itself, the gateway, its commands, guilds and users."""

from typing import Any, cast

from tests.discord.calls import Answer, ApiError, Call, Route
from tests.discord.rest_messages import visible_channel
from tests.discord.rules import command_violations
from tests.discord.state import State
from tests.discord.world import Json

# What Discord answers even when the request had null.
_NULLABLE = frozenset({"default_member_permissions", "name_localizations", "description_localizations", "contexts"})


class Basics:
    """Handlers for the application, its commands, and look-ups."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._world = state.world

    def routes(self) -> list[Route]:
        """Method, path template and handler of each route."""
        commands = "/applications/{application_id}/commands"
        guild_commands = "/applications/{application_id}/guilds/{guild_id}/commands"
        return [
            ("GET", "/users/@me", self.me),
            ("GET", "/users/{user_id}", self.user),
            ("POST", "/users/@me/channels", self.open_direct_channel),
            ("GET", "/oauth2/applications/@me", self.application),
            ("GET", "/applications/@me", self.application),
            ("GET", "/gateway", self.gateway),
            ("GET", "/gateway/bot", self.gateway_bot),
            ("GET", "/guilds/{guild_id}/members/{user_id}", self.member),
            ("GET", "/channels/{channel_id}", self.channel),
            *[
                route
                for base in (commands, guild_commands)
                for route in (
                    ("GET", base, self.list_commands),
                    ("PUT", base, self.put_commands),
                    ("POST", base, self.post_command),
                    ("DELETE", base + "/{command_id}", self.delete_command),
                )
            ],
        ]

    def me(self, call: Call) -> Answer:
        """The bot's own user."""
        private: Json = {"mfa_enabled": True, "locale": "en-US", "verified": True, "email": None, "premium_type": 0}
        return 200, self._world.bot.payload() | private

    def user(self, call: Call) -> Answer:
        """A user by id."""
        user = self._world.find_user(call.number("user_id"))
        if user is None:
            raise ApiError(404, 10013, "Unknown User")
        return 200, user.payload()

    def open_direct_channel(self, call: Call) -> Answer:
        """The direct messages with a user."""
        user = self._world.find_user(int(call.body["recipient_id"]))
        if user is None or user.bot:
            raise ApiError(400, 50007, "Cannot send messages to this user")
        return 200, self._world.direct_channel(user).payload()

    def application(self, call: Call) -> Answer:
        """The bot's application."""
        return 200, {
            "id": str(self._world.application_id),
            "name": self._world.bot.name,
            "icon": None,
            "description": "",
            "type": None,
            "bot": self._world.bot.payload(),
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "0" * 64,
            "flags": 0,
            "flags_new": "0",
            "redirect_uris": [],
            "interactions_endpoint_url": None,
            "role_connections_verification_url": None,
            "owner": self._world.guild.owner.payload(),
            "approximate_guild_count": len(self._world.guilds),
            "approximate_user_install_count": 0,
            "approximate_user_authorization_count": 0,
            "explicit_content_filter": 0,
            "team": None,
            "eligible_oauth2_scopes": ["bot", "applications.commands"],
        }

    def gateway(self, call: Call) -> Answer:
        """Where the gateway is."""
        return 200, {"url": self._state.websocket_url}

    def gateway_bot(self, call: Call) -> Answer:
        """Where the gateway is, and how often a bot may still identify."""
        limit: Json = {"max_concurrency": 1, "remaining": 999, "reset_after": 14_400_000, "total": 1000}
        return 200, {"url": self._state.websocket_url, "shards": 1, "session_start_limit": limit}

    def member(self, call: Call) -> Answer:
        """A member of a guild."""
        guild = self._world.find_guild(call.number("guild_id"))
        if guild is None:
            raise ApiError(404, 10004, "Unknown Guild")
        if self._world.bot.id not in guild.members:
            raise ApiError(403, 50001, "Missing Access")
        member = guild.members.get(call.number("user_id"))
        if member is None:
            raise ApiError(404, 10007, "Unknown Member")
        return 200, member.payload()

    def channel(self, call: Call) -> Answer:
        """A channel."""
        return 200, visible_channel(self._state, call).payload()

    def list_commands(self, call: Call) -> Answer:
        """The commands of a scope."""
        return 200, list(self._state.commands.get(self._scope(call), {}).values())

    def put_commands(self, call: Call) -> Answer:
        """Replace all commands of a scope; a command keeps its id while its name stays."""
        call.require(command_violations(call.payload))
        scope = self._scope(call)
        known = {(old["type"], old["name"]): old for old in self._state.commands.get(scope, {}).values()}
        stored = [self._stored(command, scope, known) for command in call.payload]
        self._state.commands[scope] = {int(command["id"]): command for command in stored}
        self._state.syncs += 1
        return 200, stored

    def post_command(self, call: Call) -> Answer:
        """Create one command, or replace the one of its name."""
        scope = self._scope(call)
        commands = self._state.commands.setdefault(scope, {})
        known = {(old["type"], old["name"]): old for old in commands.values()}
        others = [old for key, old in known.items() if key != (call.body.get("type") or 1, call.body["name"])]
        call.require(command_violations([call.body]))
        if len(others) >= 100:
            call.require([f"a scope has at most 100 slash commands, not {len(others) + 1}"])
        stored = self._stored(call.body, scope, known)
        created = int(stored["id"]) not in commands
        commands[int(stored["id"])] = stored
        self._state.syncs += 1
        return 201 if created else 200, stored

    def delete_command(self, call: Call) -> Answer:
        """Remove one command."""
        if self._state.commands.get(self._scope(call), {}).pop(call.number("command_id"), None) is None:
            raise ApiError(404, 10063, "Unknown application command")
        return 204, None

    def _scope(self, call: Call) -> int | None:
        if call.number("application_id") != self._world.application_id:
            raise ApiError(404, 10002, "Unknown Application")
        if "guild_id" not in call.params:
            return None
        guild_id = call.number("guild_id")
        if self._world.find_guild(guild_id) is None:
            raise ApiError(403, 50001, "Missing Access")
        return guild_id

    def _stored(self, command: Json, scope: int | None, known: dict[tuple[int, str], Json]) -> Json:
        kind: int = command.get("type") or 1
        old = known.get((kind, command["name"]))
        permissions = command.get("default_member_permissions")
        stored: Json = _without_nulls(command) | {
            "id": old["id"] if old else str(self._world.snowflakes.next()),
            "application_id": str(self._world.application_id),
            "version": str(self._world.snowflakes.next()),
            "type": kind,
            "description": command.get("description") or "",
            "default_member_permissions": None if permissions is None else str(permissions),
            "nsfw": bool(command.get("nsfw")),
            "integration_types": command.get("integration_types") or [0],
            "contexts": command.get("contexts"),
        }
        return stored | {"guild_id": str(scope)} if scope is not None else stored


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_nulls(v) for k, v in cast("Json", value).items() if v is not None or k in _NULLABLE}
    if isinstance(value, list):
        return [_without_nulls(entry) for entry in cast("list[Any]", value)]
    return value
