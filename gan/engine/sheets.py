"""Avatars and their names as one picture."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from gan.engine.aside import aside, ordered

__all__ = ["Sheet", "sheet_of"]

_QUALITY: Final = 92


@dataclass(frozen=True, slots=True)
class Sheet:
    """The picture.

    Attributes:
        webp: the file.
        unwritten: numbers, from 0, of the names that could not be written on it; it shows these numbers from 1 on.
    """

    webp: bytes
    unwritten: tuple[int, ...]


async def sheet_of(pictures: Sequence[bytes], names: Sequence[str]) -> Sheet:
    """A sheet of PNG files of one size, each with its name.

    Raises:
        PicturesFailed: see `gan.engine.aside`.
    """
    made = await aside("gan.engine.sheets", {"names": list(names)}, pictures)
    unwritten, _, webp = made.partition(b"\n")
    return Sheet(webp, tuple(json.loads(unwritten)))


def _main(source: BinaryIO, target: BinaryIO) -> None:
    """What the process does."""
    from PIL import Image

    from gan.favourites import favourites_sheet

    order, files = ordered(source)
    sheet, unwritten = favourites_sheet([Image.open(io.BytesIO(file)) for file in files], order["names"])
    target.write(json.dumps(unwritten).encode() + b"\n")
    sheet.save(target, "WEBP", quality=_QUALITY)


if __name__ == "__main__":
    _main(sys.stdin.buffer, sys.stdout.buffer)
