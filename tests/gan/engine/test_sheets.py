"""Sheets made by a process of its own."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from gan.engine.aside import PicturesFailed
from gan.engine.sheets import sheet_of


def png(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 64), colour).save(file, "PNG")
    return file.getvalue()


async def test_faces_and_names_become_one_picture() -> None:
    sheet = await sheet_of([png("red"), png("green"), png("blue")], ["Mei", "🌸", "小樱"])
    picture = Image.open(io.BytesIO(sheet.webp))
    assert picture.format == "WEBP"
    assert picture.width > 3 * 64
    assert sheet.unwritten == (1,)


async def test_what_is_no_picture_is_an_error_that_says_so() -> None:
    with pytest.raises(PicturesFailed, match="cannot identify image file"):
        await sheet_of([png("red"), b"no picture"], ["a", "b"])
