"""How much may be handed in at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["READER_MEMORY", "Limits", "in_words"]

# Bytes of address space that the process has that reads uploads.
READER_MEMORY: Final = 3 * 1024**3

_MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be handed in at once, and what is too little to learn from.

    Attributes:
        pictures: that are kept of one lot.
        file_bytes: of one file as it is handed in, archive or picture.
        pixels: of one picture, whatever its file says about itself.
        archive_files: in one archive.
        archive_bytes: that one archive may unfold to.
        side: the least width and height, in pixels; smaller pictures have nothing to teach at 128 px.
        stored_side: pixels of the longer side that a picture is kept at; larger ones are scaled down.
    """

    pictures: int = 500
    file_bytes: int = 50 * _MEGA
    pixels: int = 40 * _MEGA
    archive_files: int = 1_000
    archive_bytes: int = 500 * _MEGA
    side: int = 64
    stored_side: int = 1_024


def in_words(count: int) -> str:
    """A number of bytes as people say it: `10 MB`."""
    return f"{count / _MEGA:.3g} MB" if count >= _MEGA else f"{count / 1000:.3g} kB"
