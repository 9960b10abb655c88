"""Finding worker processes from outside."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import psutil


def workers(of: int | None = None) -> set[int]:
    """The process ids of the workers that a process (this one) has spawned."""
    try:
        children = psutil.Process(of).children()
        return {child.pid for child in children if "spawn_main" in " ".join(child.cmdline())}
    except psutil.NoSuchProcess:
        return set()


def alive(pids: set[int]) -> set[int]:
    """Those of these processes that still run; zombies do not."""
    return {pid for pid in pids if psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE}


async def until(condition: Callable[[], object], seconds: float = 20) -> None:
    """Waits until the condition holds; fails after `seconds`."""
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "it never came true"
        await asyncio.sleep(0.01)
