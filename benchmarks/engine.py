"""What the drawing engine does on this machine without a bot around it: its start, its rate, and its own weight."""

from __future__ import annotations

import asyncio
import os
import time

import psutil

from benchmarks.frame import Figure, median, percentile, run
from benchmarks.models import Bench
from gan.engine.interface import DrawRequest, Picture, Ticket
from gan.engine.local import LocalEngine
from gan.models import Model
from gan.recipe import fresh

__all__ = ["Requests", "draw", "measure"]


class Requests:
    """Makes requests, each of other seeds and another member than the one before."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._made = 0

    def new(self, pictures: int = 1) -> DrawRequest:
        """A new request."""
        self._made += 1
        recipes = tuple(fresh(self._model.id, 10 * self._made + n) for n in range(pictures))
        return DrawRequest(f"{self._made}", f"member {self._made % 50}", recipes)


async def draw(engine: LocalEngine, request: DrawRequest) -> tuple[Picture, ...]:
    """Submits and waits."""
    return await (await engine.submit(request)).result()


async def measure(bench: Bench) -> list[Figure]:
    """Every figure; none has a target of its own."""
    speeds = [await _speed(bench, workers) for workers in sorted({1, len(os.sched_getaffinity(0))})]
    return [*speeds, await _lateness(bench), await _idle(bench)]


async def _speed(bench: Bench, workers: int) -> Figure:
    """Pictures a second, seconds to start, and how long a warm request of four pictures takes."""
    draws, fours = (10, 3) if bench.quick else (80, 11)
    requests = Requests(bench.model)
    begun = time.perf_counter()
    async with LocalEngine(bench.folders, workers=workers) as engine:
        start = time.perf_counter() - begun
        begun = time.perf_counter()
        await asyncio.gather(*(draw(engine, requests.new()) for _ in range(draws)))
        rate = draws / (time.perf_counter() - begun)
        took: list[float] = []
        for _ in range(fours):
            begun = time.perf_counter()
            await draw(engine, requests.new(4))
            took.append(time.perf_counter() - begun)
    note = f"warm {start:.1f} s after the start; a request of four pictures takes {median(took) * 1000:.0f} ms (p50)"
    return Figure(f"engine with {workers} worker{'s' if workers > 1 else ''}", f"{rate:.1f} pictures/s", note=note)


async def _lateness(bench: Bench) -> Figure:
    """How late the event loop is with 50 draws queued, and the slowest `submit`."""
    late: list[float] = []
    submits: list[float] = []
    requests = Requests(bench.model)

    async def watch() -> None:
        while True:
            due = time.perf_counter() + 0.002
            await asyncio.sleep(0.002)
            late.append((time.perf_counter() - due) * 1000)

    async with LocalEngine(bench.folders) as engine:
        watching = asyncio.create_task(watch())
        tickets: list[Ticket] = []
        for _ in range(50):
            begun = time.perf_counter()
            tickets.append(await engine.submit(requests.new()))
            submits.append((time.perf_counter() - begun) * 1000)
        await asyncio.gather(*(ticket.result() for ticket in tickets))
        watching.cancel()
    what = "engine's event loop with 50 draws queued: lateness, p99"
    note = f"worst {max(late):.1f} ms; slowest submit {max(submits):.1f} ms"
    return Figure(what, f"{percentile(late, 0.99):.1f} ms", note=note)


async def _idle(bench: Bench) -> Figure:
    """What the engine costs its own process while nothing is drawn."""
    seconds = 1.0 if bench.quick else 5.0
    me = psutil.Process()
    async with LocalEngine(bench.folders):
        before = me.cpu_times()
        await asyncio.sleep(seconds)
        after = me.cpu_times()
    used = after.user + after.system - before.user - before.system
    return Figure("engine while idle, without its workers", f"{100 * used / seconds:.1f} % of a core")


if __name__ == "__main__":
    run([measure], __doc__)
