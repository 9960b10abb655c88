"""The process that draws walls."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from gan.engine.aside import PicturesFailed
from gan.engine.walls import wall_of


def png(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (16, 16), colour).save(file, "PNG")
    return file.getvalue()


async def test_a_wall_is_one_webp() -> None:
    wall = await wall_of([png("red"), png("green"), png("blue")], ["Mei", "🌸", "小樱"], crowned=True)
    with Image.open(io.BytesIO(wall.webp)) as picture:
        assert picture.format == "WEBP"
    assert wall.unwritten == (1,)


async def test_what_is_no_picture_fails() -> None:
    with pytest.raises(PicturesFailed):
        await wall_of([b"no picture"], ["a"], crowned=False)
