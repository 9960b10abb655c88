"""Finding worker processes from outside."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable

import psutil

from tests.patience import PATIENCE


def called(words: str, processes: Iterable[psutil.Process]) -> list[psutil.Process]:
    """Those of these processes whose command line has the words in it; what has ended has none any more."""

    def has_words(process: psutil.Process) -> bool:
        try:
            return words in " ".join(process.cmdline())
        except psutil.NoSuchProcess:
            return False

    return [process for process in processes if has_words(process)]


def workers(of: int | None = None) -> set[int]:
    """The process ids of the workers that a process (this one) has spawned."""
    try:
        children = psutil.Process(of).children()
    except psutil.NoSuchProcess:
        return set()
    return {child.pid for child in called("spawn_main", children)}


def alive(pids: set[int]) -> set[int]:
    """Those of these processes that still run; zombies do not."""

    def runs(pid: int) -> bool:
        try:
            return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False

    return {pid for pid in pids if runs(pid)}


async def until(condition: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Waits until the condition holds; fails after `seconds`."""
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "it never came true"
        await asyncio.sleep(0.01)
