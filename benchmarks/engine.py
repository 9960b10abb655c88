"""What the drawing engine does on this machine, as one table: `python -m benchmarks.engine`.

Draws with the shipped model, or with random weights of the shipped size where there is none.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from gan.engine.interface import DrawRequest, Picture, Ticket
from gan.engine.local import LocalEngine
from gan.models import SHIPPED, Model, ModelMissing, Registry
from gan.recipe import fresh

_DRAWS = 200
_DRAWS_TO_A_KILL = 10
_IN_FLIGHT = 40

# In a process of its own, so that this one stays as free of torch as the bot is.
_RANDOM_MODEL = """
import sys
from pathlib import Path
from gan.attributes import ATTRIBUTES
from gan.networks import Architecture, Generator
from gan.publishing import publish
classes = tuple(len(attribute.values) for attribute in ATTRIBUTES.values())
frequencies = {name: [1 / len(a.values)] * len(a.values) for name, a in ATTRIBUTES.items()}
generator = Generator(Architecture(resolution=256, classes=classes))
publish(generator, Path(sys.argv[1]), "random", family="random", frequencies=frequencies, default=True)
"""


class Engines:
    """Starts engines over one registry and asks them for pictures."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = folders
        self.model: Model = Registry(folders).default()
        self._requests = 0

    def request(self, pictures: int = 1) -> DrawRequest:
        """A new request, each time of another member."""
        self._requests += 1
        recipes = tuple(fresh(self.model.id, 10 * self._requests + n) for n in range(pictures))
        return DrawRequest(f"{self._requests}", f"member {self._requests % 50}", recipes)


async def draw(engine: LocalEngine, request: DrawRequest) -> tuple[Picture, ...]:
    """Submits and waits."""
    return await (await engine.submit(request)).result()


async def throughput(engines: Engines, workers: int, draws: int = 40) -> tuple[float, float, float]:
    """Seconds to start, pictures a second, and the median seconds of a warm request of four pictures."""
    begun = time.perf_counter()
    async with LocalEngine(engines.folders, workers=workers) as engine:
        start = time.perf_counter() - begun
        begun = time.perf_counter()
        await asyncio.gather(*(draw(engine, engines.request()) for _ in range(draws)))
        rate = draws / (time.perf_counter() - begun)
        fours: list[float] = []
        for _ in range(7):
            begun = time.perf_counter()
            await draw(engine, engines.request(4))
            fours.append(time.perf_counter() - begun)
    return start, rate, sorted(fours)[len(fours) // 2]


async def lateness(engines: Engines) -> tuple[float, float, float]:
    """p99 and maximum of how late the event loop is with 50 draws queued, and the slowest `submit`; milliseconds."""
    late: list[float] = []
    slowest = 0.0

    async def watch() -> None:
        while True:
            due = time.perf_counter() + 0.002
            await asyncio.sleep(0.002)
            late.append((time.perf_counter() - due) * 1000)

    async with LocalEngine(engines.folders) as engine:
        watching = asyncio.create_task(watch())
        tickets: list[Ticket] = []
        for _ in range(50):
            begun = time.perf_counter()
            tickets.append(await engine.submit(engines.request()))
            slowest = max(slowest, (time.perf_counter() - begun) * 1000)
        await asyncio.gather(*(ticket.result() for ticket in tickets))
        watching.cancel()
    late.sort()
    return late[int(len(late) * 0.99)], late[-1], slowest


async def idle(engines: Engines, seconds: float = 3) -> tuple[float, float]:
    """Per cent of a core, and MB resident, of the engine's own process while nothing is drawn."""
    me = psutil.Process()
    async with LocalEngine(engines.folders):
        before = me.cpu_times()
        await asyncio.sleep(seconds)
        after = me.cpu_times()
        used = after.user + after.system - before.user - before.system
        return 100 * used / seconds, me.memory_info().rss / 1e6


def workers_of_mine() -> list[int]:
    """The process ids of this process's workers."""
    return [child.pid for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]


async def survive(engines: Engines) -> tuple[int, int, int, float]:
    """200 draws with a worker killed every ten: requests answered, answered more than once, kills, and seconds."""
    answers: Counter[str] = Counter()
    kills = 0
    room = asyncio.Semaphore(_IN_FLIGHT)

    async with LocalEngine(engines.folders) as engine:

        async def ask(request: DrawRequest) -> None:
            nonlocal kills
            async with room:
                pictures = await draw(engine, request)
            assert [picture.recipe for picture in pictures] == list(request.recipes)
            answers[request.id] += 1
            if answers.total() % _DRAWS_TO_A_KILL == 0 and (living := workers_of_mine()):
                os.kill(living[kills % len(living)], signal.SIGKILL)
                kills += 1

        begun = time.perf_counter()
        await asyncio.gather(*(ask(engines.request()) for _ in range(_DRAWS)))
        seconds = time.perf_counter() - begun
    return len(answers), sum(count > 1 for count in answers.values()), kills, seconds


@contextmanager
def registry(folder: Path) -> Generator[Engines]:
    """Engines over this folder's models, or over a model of random weights where it has none."""
    with tempfile.TemporaryDirectory() as temporary:
        try:
            engines = Engines([folder])
        except ModelMissing:
            subprocess.run([sys.executable, "-c", _RANDOM_MODEL, temporary], check=True)
            engines = Engines([Path(temporary)])
        yield engines


async def measure(engines: Engines) -> Table:
    """Every figure."""
    model = engines.model
    table = Table("what", "figure", title=f"drawing engine, model {model.name}, {model.resolution} px")
    for workers in sorted({1, len(os.sched_getaffinity(0))}):
        start, rate, four = await throughput(engines, workers)
        table.add_row(f"{workers} worker(s): start until warm", f"{start:.1f} s")
        table.add_row(f"{workers} worker(s): pictures a second", f"{rate:.1f}")
        table.add_row(f"{workers} worker(s): request of four pictures, p50", f"{four * 1000:.0f} ms")
    p99, worst, submit = await lateness(engines)
    table.add_row("event loop late with 50 draws queued, p99 / worst", f"{p99:.1f} / {worst:.1f} ms")
    table.add_row("slowest submit of these 50", f"{submit:.1f} ms")
    used, resident = await idle(engines)
    table.add_row("bot's side while idle", f"{used:.1f} % of a core, {resident:.0f} MB resident")
    answered, twice, kills, seconds = await survive(engines)
    table.add_row(
        f"{_DRAWS} draws, a worker killed every {_DRAWS_TO_A_KILL}",
        f"{answered} answered, {twice} more than once, {kills} kills, {seconds:.0f} s",
    )
    return table


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, default=SHIPPED, help="folder of the model registry")
    with registry(parser.parse_args().models) as engines:
        Console().print(asyncio.run(measure(engines)))


if __name__ == "__main__":
    main()
