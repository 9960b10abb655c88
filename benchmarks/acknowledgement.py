"""Interaction to acknowledgement while every worker draws and 50 more draws wait.

The clock runs from the moment before INTERACTION_CREATE is written to the gateway's socket until the body of the
callback has arrived, both on the loopback's side. Interactions come at random times (a Poisson process), whether or not
those before them are acknowledged, so that a stall is felt by all that fall into it.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from benchmarks.crowd import Crowd
from benchmarks.frame import Figure, at_most, median, percentile, run
from benchmarks.loopback import BotProcess, connected_bot
from benchmarks.models import Bench
from tests.discord.exchange import AUTOCOMPLETE, COMPONENT, Exchange

__all__ = ["measure"]

_QUEUED = 50
_A_SECOND = 20.0
_TARGET_MS = 100.0


async def measure(bench: Bench) -> list[Figure]:
    """p99 of the whole, and how it spreads over the kinds of interactions."""
    members, count = (4, 60) if bench.quick else (16, 300)
    # Limits that the crowd never reaches: a refusal would be quicker than an answer.
    async with connected_bot(bench, queue_limit=100_000, queue_per_member=1000) as bot:
        crowd = Crowd(bot, members)
        await crowd.settle_in()
        fewest, exchanges = await _rush(bot, crowd, count)
    took = [exchange.acknowledged_after * 1000 for exchange in exchanges]
    kinds = sorted({_kind(exchange) for exchange in exchanges})
    spread = "; ".join(_spread(kind, [one for one in exchanges if _kind(one) == kind]) for kind in kinds)
    what = f"interaction to acknowledgement, {_QUEUED} draws queued, p99"
    note = (
        f"{len(took)} interactions at {_A_SECOND:g} a second and more; never fewer than {fewest} draws unanswered. "
        f"p50 {median(took):.1f} ms, longest {max(took):.1f} ms. p50/p99 by kind: {spread}"
    )
    return [at_most(what, percentile(took, 0.99), _TARGET_MS, "ms", digits=1, note=note)]


async def _rush(bot: BotProcess, crowd: Crowd, count: int) -> tuple[int, list[Exchange]]:
    """The fewest draws that were unanswered at any time, and every interaction that began meanwhile."""
    # Those that are being drawn do not wait.
    wanted = _QUEUED + len(bot.workers)
    filling = asyncio.create_task(crowd.keep_waiting(wanted))
    await crowd.gathered(wanted)
    begun, fewest = time.perf_counter(), wanted
    deeds: Sequence[Callable[[], Awaitable[None]]] = (crowd.new, crowd.gallery, crowd.save, crowd.autocomplete)
    due, randomly = begun, random.Random(1)
    for deed in itertools.islice(itertools.cycle(deeds), count):
        due += randomly.expovariate(_A_SECOND)
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        fewest = min(fewest, crowd.waiting)
        await deed()
    filling.cancel()
    with suppress(asyncio.CancelledError):
        await filling
    exchanges = [exchange for exchange in bot.discord.exchanges if exchange.sent_at >= begun]
    for exchange in exchanges:
        await exchange.acknowledged(60)
    await crowd.typed()
    return fewest, exchanges


def _kind(exchange: Exchange) -> str:
    """What a member did."""
    data = exchange.payload["data"]
    if exchange.payload["type"] == COMPONENT:
        return "save click"
    if exchange.payload["type"] == AUTOCOMPLETE:
        return "autocomplete"
    return f"/{data['name']} {data['options'][0]['name']}"


def _spread(kind: str, exchanges: Sequence[Exchange]) -> str:
    took = [exchange.acknowledged_after * 1000 for exchange in exchanges]
    return f"{kind} {median(took):.1f}/{percentile(took, 0.99):.1f}"


if __name__ == "__main__":
    run([measure], __doc__)
