"""A server's wall as one picture, drawn in a process of its own.

Importing this module imports no Pillow; the process does.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from typing import BinaryIO, Final

from gan.engine.aside import aside, ordered
from gan.engine.sheets import Sheet

__all__ = ["wall_of"]

_QUALITY: Final = 90


async def wall_of(pictures: Sequence[bytes], names: Sequence[str], *, crowned: bool) -> Sheet:
    """A wall of PNG files, each with its name.

    Args:
        crowned: the first one is the winner: larger than the others, and with a crown.

    Raises:
        PicturesFailed: see `gan.engine.aside`.
    """
    made = await aside("gan.engine.walls", {"names": list(names), "crowned": crowned}, pictures)
    unwritten, _, webp = made.partition(b"\n")
    return Sheet(webp, tuple(json.loads(unwritten)))


def _main(source: BinaryIO, target: BinaryIO) -> None:
    """What the process does."""
    from PIL import Image

    from gan.wall import wall_sheet

    order, files = ordered(source)
    pictures = [Image.open(io.BytesIO(file)) for file in files]
    wall, unwritten = wall_sheet(pictures, order["names"], crowned=order["crowned"])
    target.write(json.dumps(unwritten).encode() + b"\n")
    wall.save(target, "WEBP", quality=_QUALITY)


if __name__ == "__main__":
    _main(sys.stdin.buffer, sys.stdout.buffer)
