"""Files made by a process of its own."""

from __future__ import annotations

import asyncio
import io

import pytest
from PIL import Image

from gan.engine.aside import PicturesFailed
from gan.engine.exporting import Export, exported


def png(side: int = 64) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (side, side), "teal").save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("file_format", ["png", "webp"])
@pytest.mark.parametrize("shape", ["square", "round"])
async def test_a_picture_becomes_the_file_that_was_asked_for(file_format: str, shape: str) -> None:
    export = Export(file_format, round=shape == "round", most_bytes=100_000)  # type: ignore[arg-type]
    picture = Image.open(io.BytesIO(await exported(png(), export)))
    assert (picture.format, picture.size) == (file_format.upper(), (64, 64))
    corner = picture.convert("RGBA").getpixel((0, 0))
    assert isinstance(corner, tuple)
    assert corner[3] == (0 if shape == "round" else 255)


async def test_meanwhile_the_bot_goes_on() -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            # At once again, for on a busy machine the file may be there after a few of the shortest waits.
            await asyncio.sleep(0)

    ticking = asyncio.create_task(tick())
    await exported(png(1024), Export("png", round=True, most_bytes=8 << 20))
    ticking.cancel()
    assert ticks > 10


async def test_what_fits_into_no_file_is_an_error_that_says_so() -> None:
    with pytest.raises(PicturesFailed, match="does not fit into 20 bytes"):
        await exported(png(), Export("png", round=False, most_bytes=20))
