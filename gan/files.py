"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["whole"]


@contextmanager
def whole(path: Path) -> Generator[Path]:
    """A name beside `path` to write to, which becomes `path` once everything is on the disk.

    Where writing fails or is interrupted, what was there before stays, and nothing half is left beside it.

    Raises:
        OSError: the disk is full or cannot be written to.
    """
    partial = path.with_name(path.name + ".partial")
    try:
        yield partial
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
