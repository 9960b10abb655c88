"""Pictures side by side, put together by a process of its own."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from gan.engine.aside import PicturesFailed
from gan.engine.rows import in_rows

SIDE = 8
COLOURS = ["red", "green", "blue", "white", "black", "yellow"]


def png(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (SIDE, SIDE), colour).save(file, "PNG")
    return file.getvalue()


async def test_pictures_stand_row_by_row() -> None:
    sheet = Image.open(io.BytesIO(await in_rows([png(colour) for colour in COLOURS], columns=3))).convert("RGB")
    assert sheet.size == (3 * SIDE, 2 * SIDE)
    for number, colour in enumerate(COLOURS):
        found = sheet.getpixel((number % 3 * SIDE + SIDE // 2, number // 3 * SIDE + SIDE // 2))
        wanted = Image.new("RGB", (1, 1), colour).getpixel((0, 0))
        assert isinstance(found, tuple)
        assert isinstance(wanted, tuple)
        assert max(abs(a - b) for a, b in zip(found, wanted, strict=True)) < 40, colour


async def test_what_is_no_picture_is_an_error_that_says_so() -> None:
    with pytest.raises(PicturesFailed, match="cannot identify image file"):
        await in_rows([png("red"), b"no picture"], columns=2)
