"""A picture as a file that somebody asked for."""

from __future__ import annotations

import io
import sys
from dataclasses import asdict, dataclass
from typing import BinaryIO, Literal

from gan.engine.aside import aside, ordered

__all__ = ["Export", "exported"]


@dataclass(frozen=True, slots=True)
class Export:
    """What kind of file.

    Attributes:
        file_format: also how its name ends.
        round: cut to a circle with transparent corners, rather than square.
        most_bytes: how large it may be.
    """

    file_format: Literal["png", "webp"]
    round: bool
    most_bytes: int


async def exported(picture: bytes, export: Export) -> bytes:
    """A PNG as the file asked for, at the same size in pixels.

    Raises:
        PicturesFailed: see `gan.engine.aside`; or it fits into no file so small.
    """
    return await aside("gan.engine.exporting", asdict(export), [picture])


def _main(source: BinaryIO, target: BinaryIO) -> None:
    """What the process does."""
    from PIL import Image

    from gan.exports import encoded, in_a_circle

    order, (file,) = ordered(source)
    export = Export(**order)
    picture = Image.open(io.BytesIO(file)).convert("RGB")
    target.write(encoded(in_a_circle(picture) if export.round else picture, export.file_format, export.most_bytes))


if __name__ == "__main__":
    _main(sys.stdin.buffer, sys.stdout.buffer)
