"""One interaction and everything the bot did about it, with the times."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.discord.messages import Message, Upload
from tests.discord.rules import EPHEMERAL, LOADING
from tests.discord.world import Channel, Json, User
from tests.patience import PATIENCE

Kind = Literal["callback", "edit", "followup", "delete"]
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5


@dataclass(frozen=True)
class Step:
    """One request that the bot made for an interaction and the loopback accepted."""

    kind: Kind
    at: float
    """`time.perf_counter()` when its body had arrived."""
    payload: Json
    files: tuple[Upload, ...] = ()
    message: Message | None = None


@dataclass(eq=False)
class Exchange:
    """An interaction: what was sent, and what came back.

    `sent_at` is `time.perf_counter()` just before INTERACTION_CREATE was written to the socket.
    """

    id: int
    token: str
    user: User
    channel: Channel
    payload: Json
    deadline_seconds: float
    source: "Message | None" = None
    """The message whose component was used."""
    trigger: "Exchange | None" = None
    """The interaction that opened the modal which this one submits."""
    sent_at: float = 0.0
    callback: Step | None = None
    steps: list[Step] = field(default_factory=list[Step])
    refusals: list[str] = field(default_factory=list[str])
    """Requests for it that were answered with an error, as "METHOD route: status code"."""
    original: Message | None = None
    followups: list[Message] = field(default_factory=list[Message])
    expired: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, step: Step) -> None:
        """Record a step and wake whoever waits."""
        self.steps.append(step)
        if step.kind == "callback":
            self.callback = step
        self._wake()

    def refuse(self, text: str) -> None:
        """Record an answer that was an error."""
        self.refusals.append(text)
        self._wake()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    @property
    def late(self) -> bool:
        """Whether the time to acknowledge has passed without an acknowledgement."""
        return self.callback is None and time.perf_counter() - self.sent_at > self.deadline_seconds

    @property
    def loading(self) -> bool:
        """Whether the user still sees "thinking"."""
        return self.original is not None and bool(self.original.flags & LOADING)

    @property
    def waiting(self) -> bool:
        """Whether the user has no picture yet, and sees "thinking", or how far it is."""
        return self.original is not None and not self.original.deleted and not self.files

    @property
    def kinds(self) -> list[Kind]:
        """What the bot did, but for telling how far it is, which it does where that takes longer than a moment."""
        return [step.kind for step in self.steps if step.files or step.kind != "edit"]

    @property
    def ephemeral(self) -> bool:
        """Whether only the user sees the answer."""
        return self.message is not None and bool(self.message.flags & EPHEMERAL)

    @property
    def message(self) -> Message | None:
        """The answer: the original response, or the message that the clicked component sits on."""
        return self.original

    @property
    def text(self) -> str:
        """The words of the answer as it is now and of all followups."""
        shown = [message for message in (self.original, *self.followups) if message and not message.deleted]
        return "\n".join(message.text() for message in shown)

    @property
    def files(self) -> dict[str, bytes]:
        """The files of the answer as it is now, by name."""
        return self.original.pictures() if self.original is not None else {}

    @property
    def choices(self) -> list[Json]:
        """What autocomplete offered."""
        return self._callback_data(8).get("choices") or []

    @property
    def modal(self) -> Json | None:
        """The modal that was opened."""
        return self._callback_data(9) or None

    def _callback_data(self, kind: int) -> Json:
        if self.callback is None or self.callback.payload.get("type") != kind:
            return {}
        return self.callback.payload.get("data") or {}

    @property
    def acknowledged_after(self) -> float:
        """Seconds from INTERACTION_CREATE to the callback.

        Raises:
            AssertionError: there was no callback.
        """
        assert self.callback is not None, f"not acknowledged; {self.refusals=}"
        return self.callback.at - self.sent_at

    @property
    def answered_after(self) -> float:
        """Seconds from INTERACTION_CREATE to the last step so far."""
        assert self.steps, f"nothing came back; {self.refusals=}"
        return self.steps[-1].at - self.sent_at

    async def acknowledged(self, timeout: float = PATIENCE) -> "Exchange":  # noqa: ASYNC109
        """Wait for the callback.

        Raises:
            TimeoutError: none came in time.
        """
        return await self.until(lambda exchange: exchange.callback is not None, timeout, "no acknowledgement")

    async def finished(
        self,
        predicate: "Callable[[Exchange], Any] | None" = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109
    ) -> "Exchange":
        """Wait for the whole answer: until `predicate` holds, or else until nothing is outstanding.

        Without a predicate: a message is there and no longer "thinking"; a deferred update was followed by a step.

        Raises:
            TimeoutError: it did not come in time; the message says what did.
        """
        return await self.until(predicate or Exchange._complete, timeout, "no final answer")

    def _complete(self) -> bool:
        if self.callback is None or self.loading:
            return False
        return len(self.steps) > 1 if self.callback.payload["type"] in (5, 6) else True

    async def until(
        self,
        predicate: "Callable[[Exchange], Any]",
        timeout: float,  # noqa: ASYNC109
        otherwise: str = "it did not happen",
    ) -> "Exchange":
        """Wait until `predicate(self)` is true; it is asked after every step."""
        try:
            async with asyncio.timeout(timeout):
                while not predicate(self):
                    await self._changed.wait()
        except TimeoutError:
            done = [step.kind for step in self.steps]
            raise TimeoutError(f"{otherwise} within {timeout} s: {done=}, refusals={self.refusals}") from None
        return self
