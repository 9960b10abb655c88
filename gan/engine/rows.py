"""Puts pictures side by side, in a process of its own: the bot itself never opens a picture.

Importing this module imports no Pillow; the process does.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import sys
from collections.abc import Sequence
from typing import BinaryIO, Final

from gan.engine.interface import EngineError
from gan.environment import for_a_process

__all__ = ["SheetFailed", "in_rows"]

# Seconds; it takes a fifth of one on a machine with nothing else to do.
_LIMIT: Final = 60.0
_QUALITY: Final = 90


class SheetFailed(EngineError):
    """The pictures could not be put together; the message says why."""


async def in_rows(pictures: Sequence[bytes], columns: int) -> bytes:
    """One WebP of pictures of one size, row by row.

    Args:
        pictures: PNG files.
        columns: how many to a row.

    Raises:
        SheetFailed: the process died, took too long, or could not read a picture.
    """
    order = json.dumps({"columns": columns, "sizes": [len(picture) for picture in pictures]}).encode()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "gan.engine.rows",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=for_a_process(),
    )
    try:
        sheet, complaints = await asyncio.wait_for(process.communicate(b"\n".join([order, b"".join(pictures)])), _LIMIT)
    except TimeoutError as error:
        raise SheetFailed(f"Putting {len(pictures)} pictures together took longer than {_LIMIT:.0f} s.") from error
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    if process.returncode != 0:
        raise SheetFailed(f"The pictures could not be put together: {complaints.decode(errors='replace')[-2000:]}")
    return sheet


def _main(source: BinaryIO, target: BinaryIO) -> None:
    """What the process does."""
    from PIL import Image

    order = json.loads(source.readline())
    pictures = [Image.open(io.BytesIO(source.read(size))) for size in order["sizes"]]
    columns, (width, height) = order["columns"], pictures[0].size
    sheet = Image.new("RGB", (columns * width, -(-len(pictures) // columns) * height), "white")
    for number, picture in enumerate(pictures):
        sheet.paste(picture, (number % columns * width, number // columns * height))
    sheet.save(target, "WEBP", quality=_QUALITY)


if __name__ == "__main__":
    _main(sys.stdin.buffer, sys.stdout.buffer)
