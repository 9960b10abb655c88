"""200 draws with a worker killed every ten: every request answered, each once, with its own pictures."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections import Counter

import psutil

from benchmarks.engine import Requests, draw
from benchmarks.frame import Figure, run
from benchmarks.models import Bench
from gan.engine.interface import DrawRequest
from gan.engine.local import LocalEngine

__all__ = ["measure"]

_DRAWS_TO_A_KILL = 10
_IN_FLIGHT = 40


async def measure(bench: Bench) -> list[Figure]:
    """How many were answered, and how often."""
    draws = 40 if bench.quick else 200
    requests = Requests(bench.model)
    answers: Counter[str] = Counter()
    kills = 0
    room = asyncio.Semaphore(_IN_FLIGHT)

    async with LocalEngine(bench.folders) as engine:

        async def ask(request: DrawRequest) -> None:
            nonlocal kills
            async with room:
                pictures = await draw(engine, request)
            assert [picture.recipe for picture in pictures] == list(request.recipes)
            answers[request.id] += 1
            if answers.total() % _DRAWS_TO_A_KILL == 0 and (living := _workers()):
                os.kill(living[kills % len(living)], signal.SIGKILL)
                kills += 1

        begun = time.perf_counter()
        await asyncio.gather(*(ask(requests.new()) for _ in range(draws)))
        seconds = time.perf_counter() - begun
    twice = sum(count > 1 for count in answers.values())
    return [
        Figure(
            f"{draws} draws, a worker killed every {_DRAWS_TO_A_KILL}",
            f"{len(answers)} answered, {twice} of them more than once",
            f"{draws} answered, each once",
            len(answers) == draws and twice == 0,
            f"{kills} workers killed with SIGKILL in {seconds:.0f} s",
        )
    ]


def _workers() -> list[int]:
    """The process ids of this process's workers."""
    return [child.pid for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]


if __name__ == "__main__":
    run([measure], __doc__)
