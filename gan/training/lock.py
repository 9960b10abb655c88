"""One process to a run: two that write into one folder would spoil both."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from gan.training.failures import RunError

__all__ = ["locked"]

_LOCK = "lock"


@contextmanager
def locked(run: Path) -> Generator[None]:
    """Holds the folder of a run, made where it is missing; the file `lock` in it says which process does.

    The operating system holds the lock, not the file: it ends with its process however that ends, so that what a killed
    run leaves behind keeps nobody out.

    Raises:
        RunError: another process holds it.
    """
    run.mkdir(parents=True, exist_ok=True)
    file = run / _LOCK
    lock = FileLock(file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise RunError(
            f"{run} is in use by {_holder(file)}. Wait for it or stop it, or choose another folder."
        ) from None
    try:
        file.write_text(f"{os.getpid()}\n", encoding="utf-8")
        yield
    finally:
        lock.release()


def _holder(file: Path) -> str:
    pid = file.read_text(encoding="utf-8").strip()
    return f"process {pid}" if pid else "another process"
