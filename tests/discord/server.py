"""`LoopbackDiscord`: Discord on 127.0.0.1, for tests of an unmodified discord.py."""

from typing import Literal, Self

from aiohttp import web

from tests.discord.addresses import api_url, gateway_url
from tests.discord.calls import Call
from tests.discord.driver import Person
from tests.discord.exchange import Exchange
from tests.discord.faults import Fault, RateLimits
from tests.discord.gateway import Gateway
from tests.discord.messages import Message
from tests.discord.rest import Rest
from tests.discord.schemas import Schemas
from tests.discord.state import MEBIBYTE, Checks, State
from tests.discord.world import Channel, Guild, Json, World
from tests.patience import PATIENCE

DEFAULT_TOKEN = "loopback.token.for-tests"


class LoopbackDiscord:
    """A server that speaks REST v10 and the gateway, an in-memory world behind it, and users to drive.

    Use it as `async with LoopbackDiscord(schemas) as discord:`; it listens on an ephemeral port of 127.0.0.1.

    Args:
        schemas: what requests and answers are checked against; None checks the project's own rules only.
        token: the bot token that is taken.
        heartbeat_interval: seconds, as told to the bot in hello.
        acknowledge_within: seconds after which an interaction is unknown unless it was acknowledged.
        check: "now" refuses what the schemas forbid, as Discord does; "later" only notes it, when `violations` is asked
            for, so that measured times hold no checking.
    """

    def __init__(
        self,
        schemas: Schemas | None = None,
        *,
        token: str = DEFAULT_TOKEN,
        heartbeat_interval: float = 41.25,
        acknowledge_within: float = 3.0,
        check: Literal["now", "later"] = "now",
    ) -> None:
        self._state = State(token, Checks(schemas, check), acknowledge_within)
        self.gateway = Gateway(self._state, heartbeat_interval)
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=128 * MEBIBYTE)
        self.gateway.add_to(app)
        Rest(self._state).add_to(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._state.files.base_url = self.base_url
        self._state.websocket_url = self.gateway_url
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.gateway.shut_down()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def base_url(self) -> str:
        """The server's address; attachments are below it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_url(self) -> str:
        """What `discord.http.Route.BASE` must be."""
        return api_url(self.base_url)

    @property
    def gateway_url(self) -> str:
        """Where the gateway is."""
        return gateway_url(self.base_url)

    @property
    def token(self) -> str:
        """The bot token that is taken."""
        return self._state.token

    @property
    def world(self) -> World:
        """Users, guilds and channels."""
        return self._state.world

    @property
    def violations(self) -> list[str]:
        """What broke Discord's rules so far, as sentences; a test that provoked one clears the list."""
        return self._state.checks.violations

    @property
    def limits(self) -> RateLimits:
        """The rate limits."""
        return self._state.limits

    @property
    def calls(self) -> list[Call]:
        """Every request with its answer, the latest 20,000."""
        return list(self._state.calls)

    @property
    def exchanges(self) -> list[Exchange]:
        """Every interaction so far."""
        return list(self._state.exchanges.values())

    @property
    def messages(self) -> list[Message]:
        """Every message that is there, ephemeral ones included."""
        return [message for message in self._state.messages.values() if not message.deleted]

    @property
    def commands(self) -> list[Json]:
        """The commands that the bot synced, those of guilds first."""
        return self._state.all_commands()

    @property
    def syncs(self) -> int:
        """How often commands were put or created."""
        return self._state.syncs

    def user(self, name: str, *, permissions: int | None = None, guild: Guild | None = None) -> Person:
        """The person of that name, a member of the guild (the first one unless said otherwise), new if need be."""
        user = self.world.user(name, permissions=permissions, guild=guild)
        return Person(self._state, self.gateway, user)

    def channel(self, name: str = "general", guild: Guild | None = None) -> Channel:
        """A channel by name."""
        return self.world.channel(name, guild)

    def fail_next(
        self,
        route_pattern: str,
        *,
        status: int,
        times: int = 1,
        retry_after: float = 0.05,
        is_global: bool = False,
        applied: bool = False,
    ) -> Fault:
        """Answer the next requests with an error.

        Args:
            route_pattern: method and path as shell wildcards, for example "PATCH /webhooks/*/messages/@original".
            status: 400, 403, 429, 500, 502, 503 or 504.
            times: how many requests it strikes.
            retry_after: seconds told with a 429.
            is_global: whether a 429 counts for the whole bot.
            applied: whether the request takes effect and only its answer is lost.
        """
        return self._state.faults.add(Fault(route_pattern, status, times, retry_after, is_global, applied))

    def expire(self, exchange: Exchange | str) -> None:
        """Let the token of an interaction expire now, as after 15 minutes."""
        token = exchange if isinstance(exchange, str) else exchange.token
        self._state.exchanges[token].expired = True

    async def ready(self, timeout: float = PATIENCE) -> None:  # noqa: ASYNC109
        """Wait until a bot is identified and connected."""
        await self._state.until(lambda: self.gateway.connected, timeout, "bot at the gateway")

    async def away(self, timeout: float = PATIENCE) -> None:  # noqa: ASYNC109
        """Wait until no bot is connected any more, for example after its process was killed."""
        await self._state.until(lambda: not self.gateway.connected, timeout, "end of the bot's connection")

    async def synced(self, syncs: int = 1, timeout: float = PATIENCE) -> None:  # noqa: ASYNC109
        """Wait until the bot has put its commands (that many times)."""
        await self._state.until(lambda: self.syncs >= syncs, timeout, "sync of commands")

    async def called(self, method: str, template: str, times: int = 1, timeout: float = PATIENCE) -> list[Call]:  # noqa: ASYNC109
        """Wait until a route was called that many times; the calls so far."""

        def matching() -> list[Call]:
            return [call for call in self._state.calls if (call.method, call.template) == (method, template)]

        await self._state.until(lambda: len(matching()) >= times, timeout, f"{times} x {method} {template}")
        return matching()
