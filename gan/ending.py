"""The end of a process that was asked for one job."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Final

__all__ = ["end"]

# Seconds. What was killed is gone at once; what it may have started can hold its pipes open for good.
_LIMIT: Final = 10.0

_log = logging.getLogger(__name__)


async def end(process: asyncio.subprocess.Process, limit: float = _LIMIT) -> None:
    """Kills a process, unless it has ended, and waits until it is gone; nobody else may still read what it says.

    `Process.wait` alone may wait for ever: it returns when the pipes are closed, too, and a pipe with more in it than
    its reader takes never comes to its end. So what is left in them is read and thrown away.
    """
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    try:
        await asyncio.wait_for(process.communicate(), limit)
    except TimeoutError:
        _log.warning("process %d was killed, but something that it started holds its pipes open", process.pid)
