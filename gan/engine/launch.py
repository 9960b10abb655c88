"""Becomes the trainer: `python -m gan.engine.launch LOCK NICENESS PARENT COMMAND...`, started by `gan.engine.trainer`.

It gives way to drawing, makes sure that it ends with the bot (and then writes its checkpoint), and waits until no
trainer of an earlier bot is left in the folder; then it is replaced by the trainer itself, which inherits all of this.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import signal
import sys
import time
from pathlib import Path

from gan.environment import give_way

# Seconds that an earlier trainer has for its checkpoint before it is killed.
_PATIENCE = 60.0
_PR_SET_PDEATHSIG = 1


def main(lock: Path, niceness: int, parent: int, command: list[str]) -> None:
    """Does what is said above; never returns."""
    give_way(niceness)
    _end_with(parent)
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    # Held for as long as this process lives, whatever it becomes.
    os.set_inheritable(descriptor, True)
    _take(descriptor)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode(), 0)
    os.execv(command[0], command)  # noqa: S606  # the command is the engine's own


def _end_with(parent: int) -> None:
    """SIGTERM once the bot is gone. The thread that started this process is the bot's main one, which lives as long."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit(0)


def _take(descriptor: int) -> None:
    """Waits for the lock; whoever holds it for too long is killed."""
    limit = time.monotonic() + _PATIENCE
    while True:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        if time.monotonic() > limit:
            held_by = os.pread(descriptor, 32, 0)
            with contextlib.suppress(ValueError, ProcessLookupError):
                os.kill(int(held_by), signal.SIGKILL)
            limit = time.monotonic() + _PATIENCE
        time.sleep(0.2)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
