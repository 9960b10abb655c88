"""What a process is given that the bot starts to do one job: a way to find the program, no setting of the bot, and less
of the processor than those that members wait for.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

__all__ = ["for_a_process", "give_way"]

# Linux's file of the group of processes that this one is weighed with: those of its session (sched(7)).
_SESSION = Path("/proc/self/autogroup")


def for_a_process() -> dict[str, str]:
    """The environment, without the bot's settings (its token is one), and with the path that modules are found by."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("MOEGAN_")}
    return kept | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path) or os.curdir}


def give_way(niceness: int) -> None:
    """Lowers the priority of this process, which leads a session of its own, by so much; on Windows nothing happens.

    Where Linux groups processes by session, niceness counts only within one, and sessions share alike: the session of a
    trainer would have as much of the processor as that of the bot with all its drawing. So the session is told, too.
    """
    with contextlib.suppress(AttributeError):
        now = os.nice(niceness)
        # Opened as it is: not every kernel has such groups.
        with contextlib.suppress(OSError), _SESSION.open("r+") as file:
            file.write(str(now))
