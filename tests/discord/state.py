"""All that the loopback remembers: the world, messages, commands, interactions, and what went wrong."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, Literal

from tests.discord.calls import Call
from tests.discord.exchange import Exchange
from tests.discord.faults import Faults, RateLimits
from tests.discord.messages import FileStore, Message
from tests.discord.schemas import Schemas
from tests.discord.world import Json, World

MEBIBYTE = 1024 * 1024


class Checks:
    """Collects violations of Discord's rules.

    With `when="later"` schemas are checked only when `violations` is asked for, so that measured times hold none of it.
    """

    def __init__(self, schemas: Schemas | None, when: Literal["now", "later"]) -> None:
        self.schemas = schemas
        self._when = when
        self._found: list[str] = []
        self._pending: list[Callable[[], None]] = []

    @property
    def violations(self) -> list[str]:
        """Everything found so far; the list may be cleared by a test that provoked it."""
        pending, self._pending = self._pending, []
        for check in pending:
            check()
        return self._found

    def add(self, where: str, faults: Iterable[str]) -> None:
        """Record violations."""
        self._found += [f"{where}: {fault}" for fault in faults]

    def request(self, call: Call) -> list[str]:
        """Check a request against the schemas; the faults, or nothing yet when they are looked for later."""
        schemas = self.schemas
        if schemas is None:
            return []
        if self._when == "now":
            return schemas.request_errors(call.method, call.template, call.payload)
        where, payload = f"{call.method} {call.template}", call.payload
        self._pending.append(
            lambda: self.add(where, schemas.request_errors(call.method, call.template, payload)),
        )
        return []

    def answer(self, call: Call) -> None:
        """Check the answer that the loopback gives."""
        schemas = self.schemas
        if schemas is None:
            return
        where, status, answer = f"answer to {call.method} {call.template}", call.status, call.answer

        def check() -> None:
            self.add(where, schemas.answer_errors(call.method, call.template, status, answer))

        self._pending.append(check)
        if self._when == "now":
            # After the answer is on its way: it must not be held up by checking it.
            asyncio.get_running_loop().call_soon(lambda: self.violations)


class State:
    """The loopback's memory, shared by REST, gateway and driver."""

    def __init__(self, token: str, checks: Checks, acknowledge_within: float) -> None:
        self.token = token
        self.checks = checks
        self.acknowledge_within = acknowledge_within
        self.world = World()
        self.files = FileStore(self.world.snowflakes)
        self.messages: dict[int, Message] = {}
        self.exchanges: dict[str, Exchange] = {}
        self.commands: dict[int | None, dict[int, Json]] = {None: {}}
        """By guild id, None for global ones; then by command id."""
        self.syncs = 0
        self.faults = Faults()
        self.limits = RateLimits()
        self.calls: deque[Call] = deque(maxlen=20_000)
        self.attachment_size_limit = 10 * MEBIBYTE
        self.websocket_url = ""
        self.changed = asyncio.Event()

    def notify(self) -> None:
        """Wake those who wait for something to happen."""
        self.changed.set()
        self.changed = asyncio.Event()

    async def until(self, predicate: Callable[[], Any], timeout: float, what: str) -> None:  # noqa: ASYNC109
        """Wait until the predicate is true; it is asked after every request and gateway message.

        Raises:
            TimeoutError: it did not become true in time.
        """
        try:
            async with asyncio.timeout(timeout):
                while not predicate():
                    await self.changed.wait()
        except TimeoutError:
            raise TimeoutError(f"no {what} within {timeout} s") from None

    def exchange_by_id(self, interaction_id: int) -> Exchange | None:
        """The interaction with that id."""
        return next((exchange for exchange in self.exchanges.values() if exchange.id == interaction_id), None)

    def all_commands(self) -> list[Json]:
        """Every synced command, those of guilds first, as Discord prefers them."""
        scopes = sorted(self.commands, key=lambda guild_id: guild_id is None)
        return [command for scope in scopes for command in self.commands[scope].values()]
