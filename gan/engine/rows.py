"""Pictures side by side, as one."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import BinaryIO, Final

from gan.engine.aside import aside, ordered

__all__ = ["in_rows"]

_QUALITY: Final = 90


async def in_rows(pictures: Sequence[bytes], columns: int) -> bytes:
    """One WebP of pictures of one size, row by row.

    Args:
        pictures: PNG files.
        columns: how many to a row.

    Raises:
        PicturesFailed: see `gan.engine.aside`.
    """
    return await aside("gan.engine.rows", {"columns": columns}, pictures)


def _main(source: BinaryIO, target: BinaryIO) -> None:
    """What the process does."""
    from PIL import Image

    order, files = ordered(source)
    pictures = [Image.open(io.BytesIO(file)) for file in files]
    columns, (width, height) = order["columns"], pictures[0].size
    sheet = Image.new("RGB", (columns * width, -(-len(pictures) // columns) * height), "white")
    for number, picture in enumerate(pictures):
        sheet.paste(picture, (number % columns * width, number // columns * height))
    sheet.save(target, "WEBP", quality=_QUALITY)


if __name__ == "__main__":
    _main(sys.stdin.buffer, sys.stdout.buffer)
