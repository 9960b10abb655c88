"""Reads one picture in a process of its own, `python -m gan.uploads.single`, and leaves nothing of it on any disk.

The file goes in by the process's standard input, and what was made of it comes out by its standard output: a line of
JSON, `{"refused": {"reason": ..., "why": ...}}` or `{"picture": BYTES}`, and in the latter case so many bytes of PNG.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from typing import Any, BinaryIO, Final, get_args

from gan.ending import end
from gan.environment import for_a_process
from gan.uploads.archives import File, Refused, Why
from gan.uploads.guard import limit_this_process
from gan.uploads.limits import Limits
from gan.uploads.names import one_line
from gan.uploads.process import TOO_MUCH

__all__ = ["read_one"]

# Seconds.
_LIMIT: Final = 60.0

_log = logging.getLogger(__name__)


async def read_one(content: bytes, limit: float = _LIMIT) -> bytes | Refused:
    """A file of a stranger as an upright, opaque PNG without metadata, or why it is not used.

    Args:
        content: of the file; what it is called does not matter.
        limit: seconds.
    """
    # Without the bot's settings: what runs in it may come to be somebody else's program.
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "gan.uploads.single"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=for_a_process(),
        start_new_session=True,
    )
    try:
        said, complaints = await asyncio.wait_for(process.communicate(content), limit)
        if process.returncode != 0:
            raise ValueError(f"status {process.returncode}: {complaints[-2000:].decode(errors='replace')}")
        return _understood(said)
    except (TimeoutError, ValueError, KeyError, TypeError) as error:
        _log.warning("reading an upload failed: %s", error)
        return Refused("", TOO_MUCH, "too_much")
    finally:
        await end(process)


def _understood(said: bytes) -> bytes | Refused:
    """What the process says, as far as it says what it should; raises `ValueError` and the like where it does not."""
    head, _, rest = said.partition(b"\n")
    line: Any = json.loads(head)
    if "refused" in line:
        why = line["refused"]["why"]
        if why not in get_args(Why):
            raise ValueError(repr(line)[:200])
        return Refused("", one_line(line["refused"]["reason"]), why)
    if line["picture"] != len(rest):
        raise ValueError("a picture of another length than it was said to have")
    return rest


def _main(source: BinaryIO, target: BinaryIO) -> None:
    """What the process does."""
    limit_this_process()
    # Only now: what is imported counts.
    from gan.uploads.pictures import read_picture

    read = read_picture(File("", source.read()), Limits())
    if isinstance(read, Refused):
        target.write(json.dumps({"refused": {"reason": read.reason, "why": read.why}}).encode() + b"\n")
    else:
        target.write(json.dumps({"picture": len(read.png)}).encode() + b"\n" + read.png)
    target.flush()


if __name__ == "__main__":
    _main(sys.stdin.buffer, sys.stdout.buffer)
