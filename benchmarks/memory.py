"""Resident memory of the bot's process, logged in and with nothing to do, and of each of its drawing workers.

Resident set size as the kernel counts it, pages shared with other processes included.
"""

from __future__ import annotations

import asyncio

from benchmarks.frame import Figure, at_most, run
from benchmarks.loopback import connected_bot
from benchmarks.models import Bench

__all__ = ["measure"]

_TARGET_MB = 120.0
_SETTLING_SECONDS = 3.0


async def measure(bench: Bench) -> list[Figure]:
    """The bot's memory against its target, and the workers'."""
    async with connected_bot(bench) as bot:
        await asyncio.sleep(_SETTLING_SECONDS)
        resident = bot.process.memory_info().rss / 1e6
        workers = [worker.memory_info().rss / 1e6 for worker in bot.workers]
    listed = ", ".join(f"{worker:.0f}" for worker in workers)
    note = f"{_SETTLING_SECONDS:g} s after login to the loopback, no traffic, workers not counted"
    return [
        at_most("resident memory of the bot process", resident, _TARGET_MB, "MB", note=note),
        Figure(f"resident memory of each of its {len(workers)} workers", f"{listed} MB"),
    ]


if __name__ == "__main__":
    run([measure], __doc__)
