"""Work on finished pictures, in a process of its own: the bot itself never opens a picture.

Importing this module imports no Pillow; the processes do.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO, Final

from gan.ending import end
from gan.engine.interface import EngineError
from gan.environment import for_a_process

__all__ = ["PicturesFailed", "aside", "ordered"]

# Seconds; most takes a fifth of one on a machine with nothing else to do.
_LIMIT: Final = 60.0


class PicturesFailed(EngineError):
    """The work could not be done; the message says why."""


async def aside(module: str, order: Mapping[str, Any], pictures: Sequence[bytes]) -> bytes:
    """What `python -m MODULE` writes, having been given an order and pictures to read with `ordered`.

    Args:
        order: plain data.
        pictures: files.

    Raises:
        PicturesFailed: the process died, took too long, or could not read a picture.
    """
    head = json.dumps({"order": order, "sizes": [len(picture) for picture in pictures]}).encode()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=for_a_process(),
    )
    try:
        given = b"\n".join([head, b"".join(pictures)])
        made, complaints = await asyncio.wait_for(process.communicate(given), _LIMIT)
    except TimeoutError as error:
        raise PicturesFailed(f"{module} took longer than {_LIMIT:.0f} s over {len(pictures)} pictures.") from error
    finally:
        await end(process)
    if process.returncode != 0:
        raise PicturesFailed(f"{module} failed: {complaints.decode(errors='replace')[-2000:]}")
    return made


def ordered(source: BinaryIO) -> tuple[dict[str, Any], list[bytes]]:
    """In the process: the order and the pictures."""
    head = json.loads(source.readline())
    return head["order"], [source.read(size) for size in head["sizes"]]
