"""Draws twenty times a minute while a style is trained in the same bot, with the real trainer and the sample pictures.

The phases follow one another in one bot: draws without a training, the training without draws, and both. Draws come at
random times (a Poisson process), whether or not those before them are answered. Clocks are those of
`benchmarks.acknowledgement` and `benchmarks.drawing`; steps are counted in the trainer's lines, its pauses for looking
at what it has learned included.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from benchmarks.frame import Figure, at_most, command_line, median, percentile, show
from benchmarks.loopback import BotProcess, connected_bot
from benchmarks.models import Bench
from bot.tryout.sample_pictures import SAMPLE_NAME, sample_archive
from tests.discord.driver import Person
from tests.discord.exchange import Exchange
from tests.discord.messages import Upload
from tests.discord.world import MEMBER_PERMISSIONS

__all__ = ["soaked"]

_A_MINUTE = 20.0
_PICTURES = 4
_MEMBERS = 10
_TARGET_MS = 100.0
_PATIENCE = 180.0
# Until the first steps: before them the trainer measures the pictures, and gives way to everything meanwhile.
_PATIENCE_AT_FIRST = 900.0
_MANAGE_GUILD = 1 << 5


async def soaked(bench: Bench, minutes: float) -> list[Figure]:
    """What so many minutes of draws are like beside a training, and half as many before it."""
    async with connected_bot(bench) as bot:
        admin = bot.discord.user("admin", permissions=MEMBER_PERMISSIONS | _MANAGE_GUILD)
        asked = await _hand_in(admin)
        await (await admin.slash("avatar new")).finished(timeout=_PATIENCE)
        before = await _draws(bot, minutes / 2)
        await (await admin.click(asked, "Train")).finished(timeout=_PATIENCE)
        steps = _Steps(bot.data / "training" / "runs" / "1" / "run" / "progress.jsonl")
        watching = asyncio.create_task(steps.watch())
        await steps.begun()
        since = time.perf_counter()
        await asyncio.sleep(minutes * 60 / 2)
        between = time.perf_counter()
        beside = await _draws(bot, minutes)
        watching.cancel()
    what = f"{_A_MINUTE:g} draws of {_PICTURES} pictures a minute"
    rates = f"{steps.a_second(since, between)}; {steps.a_second(between, time.perf_counter())}"
    return [
        *_answers(f"{what} for {minutes:g} min while a style is trained", beside),
        *_answers(f"{what} for {minutes / 2:g} min before", before),
        Figure("steps of the training a second, without draws; with them", rates, note=steps.about),
    ]


class _Steps:
    """The steps of a training, and when each line about them was seen."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen: list[tuple[float, int]] = []

    async def watch(self) -> None:
        """Looks for new lines, for ever."""
        while True:
            with suppress(FileNotFoundError):
                lines = self._file.read_text(encoding="utf-8").rpartition("\n")[0].splitlines()
                step = max((int(json.loads(line).get("step", 0)) for line in lines), default=0)
                if step and (not self._seen or step > self._seen[-1][1]):
                    self._seen.append((time.perf_counter(), step))
            await asyncio.sleep(0.1)

    async def begun(self) -> None:
        """Returns once there are steps."""
        async with asyncio.timeout(_PATIENCE_AT_FIRST):
            while not self._seen:  # noqa: ASYNC110
                await asyncio.sleep(0.1)

    def a_second(self, since: float, until: float) -> str:
        """Steps a second from the first line to the last of this time."""
        seen = [one for one in self._seen if since <= one[0] <= until]
        if len(seen) < 2:
            return "too few to tell"
        (begun, first), (ended, last) = seen[0], seen[-1]
        return f"{(last - first) / (ended - begun):.2f}"

    @property
    def about(self) -> str:
        """How far it went."""
        return f"step {self._seen[0][1]} to {self._seen[-1][1]} on {SAMPLE_NAME}"


def _answers(when: str, draws: Sequence[Exchange]) -> list[Figure]:
    """What became of the draws of a phase, and how long it took."""
    answered = [draw for draw in draws if draw.message is not None and len(draw.files) == _PICTURES]
    took = [draw.answered_after * 1000 for draw in answered]
    acknowledged = [draw.acknowledged_after * 1000 for draw in draws if draw.callback is not None]
    lost = len(draws) - len(answered)
    return [
        Figure(f"{when}: lost", f"{lost} of {len(draws)}", "0", lost == 0),
        at_most(
            f"{when}: interaction to acknowledgement, p99",
            percentile(acknowledged, 0.99),
            _TARGET_MS,
            "ms",
            digits=1,
            note=f"p50 {median(acknowledged):.1f} ms, longest {max(acknowledged):.1f} ms",
        ),
        Figure(f"{when}: interaction to pictures, p50; p99", f"{median(took):.0f} ms; {percentile(took, 0.99):.0f} ms"),
    ]


async def _hand_in(admin: Person) -> Exchange:
    """The sample pictures, and the question whether to train."""
    opened = await (await admin.slash("train start")).acknowledged(_PATIENCE)
    files = [Upload(SAMPLE_NAME, sample_archive())]
    submitted = await admin.submit_modal(opened, {"name": "Sample", "files": files, "consent": ["yes"]})
    return await submitted.finished(timeout=_PATIENCE)


async def _draws(bot: BotProcess, minutes: float) -> list[Exchange]:
    """Members ask for pictures at random times; returns once the last is answered, or will not be any more."""
    randomly, draws = random.Random(1), list[Exchange]()
    due = time.perf_counter()
    ends = due + minutes * 60
    while (due := due + randomly.expovariate(_A_MINUTE / 60)) < ends:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        draws.append(await bot.discord.user(f"member {randomly.randrange(_MEMBERS)}").slash("avatar new"))
    for draw in draws:
        with suppress(TimeoutError):
            await draw.finished(timeout=_PATIENCE)
    return draws


def _main() -> None:
    parser = command_line(__doc__)
    parser.add_argument("--minutes", type=float, default=3.0, help="of draws while a style is trained")
    options = parser.parse_args()

    async def measure(bench: Bench) -> list[Figure]:
        return await soaked(bench, 0.5 if bench.quick else options.minutes)

    show([measure], quick=options.quick)


if __name__ == "__main__":
    _main()
