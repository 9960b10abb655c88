"""Hostile files by tens, as they are handed in: whatever they are, each is named and those that mean well are kept."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gan.uploads.process import TOO_MUCH, Handed, read_lot
from tests.gan.uploads.hostile import HOSTILE, KINDS, TOGETHER, hostile, lot

# A step that goes through all kinds and does not fall in with the kinds of names.
NUMBERS = range(0, HOSTILE, 9)


def test_they_are_of_all_kinds_and_the_same_each_time() -> None:
    assert math.gcd(NUMBERS.step, len(KINDS)) == 1
    assert len(NUMBERS) >= len(KINDS)
    for number in (0, 17, 999):
        assert hostile(number) == hostile(number)


@pytest.mark.parametrize("order", range(-(-len(NUMBERS) // TOGETHER)))
async def test_of_ten_files_each_is_named_and_the_one_that_means_well_is_kept(order: int, tmp_path: Path) -> None:
    mixed = lot(order, NUMBERS[order * TOGETHER :][:TOGETHER])
    files = [Handed(file.name, tmp_path / str(number)) for number, file in enumerate(mixed.files)]
    for file, handed in zip(mixed.files, files, strict=True):
        handed.path.write_bytes(file.content)
    reading = await read_lot(tmp_path, files, most=500)

    (good,) = [one for one in reading.pictures if one.name == mixed.files[mixed.good].name]
    with Image.open(tmp_path / f"{good.sha256}.png") as kept, Image.open(files[mixed.good].path) as given:
        assert np.array_equal(np.asarray(kept), np.asarray(given))
    said = [one.name for one in (*reading.pictures, *reading.refused)]
    for label, count in Counter(mixed.labels).items():
        assert sum(name == label or name.startswith(f"{label}: "[:300]) for name in said) >= count, label
    for line in (*said, *(one.reason for one in reading.refused)):
        assert line.isprintable()
        assert len(line) <= 300
    for one in reading.refused:
        assert one.reason.endswith(".")
        assert not any(word in one.reason for word in ("Error", "Traceback", "PIL", "zlib"))
    # A reader that ends is replaced; that none of these ends it says that nothing gets past it.
    assert TOO_MUCH not in {one.reason for one in reading.refused}
