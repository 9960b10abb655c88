"""Draws a family tree of faces, in a process of its own.

Importing this module imports no Pillow; the process does.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import BinaryIO, Final

from gan.engine.aside import aside, ordered
from gan.tree import Kin

__all__ = ["as_tree"]

_QUALITY: Final = 90


async def as_tree(pictures: Sequence[bytes], kin: Sequence[Kin]) -> bytes:
    """One WebP of a family.

    Args:
        pictures: PNG files, one for each of
        kin: the one whose tree it is, then the others, each after the one that it is of.

    Raises:
        PicturesFailed: see `gan.engine.aside`.
    """
    return await aside("gan.engine.tree", {"kin": [[one.of, one.child, one.name] for one in kin]}, pictures)


def _main(source: BinaryIO, target: BinaryIO) -> None:
    """What the process does."""
    from PIL import Image

    from gan.tree_sheet import tree_sheet

    order, files = ordered(source)
    pictures = [Image.open(io.BytesIO(file)) for file in files]
    tree = tree_sheet(pictures, [Kin(of, child, name) for of, child, name in order["kin"]])
    tree.save(target, "WEBP", quality=_QUALITY)


if __name__ == "__main__":
    _main(sys.stdin.buffer, sys.stdout.buffer)
