"""`/avatar new` with four pictures, one member at a time: interaction to the final edit, and where the time goes.

The clock runs from the moment before INTERACTION_CREATE is written until the body of the edit that carries the four
pictures has arrived. The network's own time is measured right afterwards, with the bot idle: as many processes as the
bot has workers, set up as they are (`benchmarks.painting`), paint at the same time. Of four pictures one worker of two
paints two, so the network's part of a request is ceil(4 / workers) times the median of one picture.
"""

from __future__ import annotations

import asyncio
import json
import math
import sys
from dataclasses import dataclass

from benchmarks.crowd import save_buttons
from benchmarks.frame import Figure, at_most, median, percentile, run
from benchmarks.loopback import BotProcess, connected_bot
from benchmarks.models import ROOT, Bench

__all__ = ["measure"]

_PICTURES = 4
_TARGET_MS = 1000.0


@dataclass(frozen=True, slots=True)
class _Costs:
    """Milliseconds of one picture in a worker while the others are busy too."""

    paint: float
    pack: float


async def measure(bench: Bench) -> list[Figure]:
    """p50, p95, and the share of p50 that is not the network's."""
    draws = 8 if bench.quick else 60
    async with connected_bot(bench) as bot:
        await _draw(bot, 2)
        took = await _draw(bot, draws)
        workers = len(bot.workers)
        costs = await _paint(bench, workers, 10 if bench.quick else 60)
    half = median(took)
    network = math.ceil(_PICTURES / workers) * costs.paint
    packing = math.ceil(_PICTURES / workers) * costs.pack
    title = f"/avatar new, {_PICTURES} pictures of {bench.model.resolution} px, warm, interaction to final edit"
    spread = f"{draws} draws one after another, {workers} workers; p95 {percentile(took, 0.95):.0f} ms"
    share = (
        f"{network:.0f} ms of p50 are the network's: ceil({_PICTURES}/{workers}) x {costs.paint:.1f} ms for "
        f"Painter.paint in {workers} worker-like processes at once; PNG and hash take {packing:.0f} ms more, "
        "counted as outside"
    )
    return [
        at_most(f"{title}, p50", half, _TARGET_MS, "ms", note=spread),
        Figure("share of that spent outside the network's forward pass", f"{1 - network / half:.0%}", note=share),
    ]


async def _draw(bot: BotProcess, draws: int) -> list[float]:
    """Milliseconds to the final edit of each of so many draws."""
    took: list[float] = []
    for number in range(draws):
        exchange = await (await bot.discord.user(f"member {number % 10}").slash("avatar new")).finished(timeout=60)
        assert len(exchange.files) == len(save_buttons(exchange)) == _PICTURES, exchange.text
        took.append(exchange.answered_after * 1000)
    return took


async def _paint(bench: Bench, workers: int, pictures: int) -> _Costs:
    """What one picture costs, the mean over processes that paint at the same time."""
    arguments = [bench.model.id, *map(str, (pictures, *bench.folders))]
    processes = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "benchmarks.painting", arguments[0], str(worker), *arguments[1:]),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=ROOT,
        )
        for worker in range(workers)
    ]
    for process in processes:
        assert process.stdout is not None
        await process.stdout.readline()
    outputs = await asyncio.gather(*(process.communicate(b"\n") for process in processes))
    found: list[dict[str, float]] = [json.loads(output) for output, _ in outputs]
    paint, pack = (1000 * sum(one[step] for one in found) / workers for step in ("paint", "pack"))
    return _Costs(paint, pack)


if __name__ == "__main__":
    run([measure], __doc__)
