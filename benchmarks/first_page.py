"""`python -m bot try`: seconds from the command to its line with the address, and the page behind it answering.

Set-up is done and the files are in the disk's cache, as on any start but the very first.
"""

from __future__ import annotations

import asyncio
import sys
import time

import aiohttp

from benchmarks.frame import Figure, at_most, run
from benchmarks.models import Bench

__all__ = ["measure"]

_TARGET_SECONDS = 15.0
_PATIENCE = 120.0


async def measure(bench: Bench) -> list[Figure]:
    """The slowest of a few starts."""
    starts = [await _start(bench) for _ in range(1 if bench.quick else 3)]
    each = ", ".join(f"{seconds:.1f}" for seconds in starts)
    what = "`python -m bot try`: command to first page, slowest start"
    return [at_most(what, max(starts), _TARGET_SECONDS, "s", digits=1, note=f"starts: {each} s")]


async def _start(bench: Bench) -> float:
    data = bench.data_folder()
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "try", "--no-open", "--port", "0", "--data", str(data)),
        env=bench.environment(),
        cwd=data,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(_PATIENCE):
            line = (await process.stdout.readline()).decode().strip()
        assert line.startswith("http://127.0.0.1:"), f"the page's address was expected, not {line!r}"
        async with aiohttp.ClientSession() as session, session.get(line) as answer:
            assert answer.status == 200, answer.status
            assert "<html" in (await answer.text()).lower()
        return time.perf_counter() - begun
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


if __name__ == "__main__":
    run([measure], __doc__)
