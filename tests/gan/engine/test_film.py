"""A film there and back, put together by a process of its own."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from gan.engine.aside import PicturesFailed
from gan.engine.film import FORMATS, FilmFormat, there_and_back

SIDE = 48
LEVELS = [8 * step for step in range(25)]


def png(pixels: NDArray[np.uint8]) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def flat(level: int) -> bytes:
    return png(np.full((SIDE, SIDE, 3), level, dtype=np.uint8))


def noise(count: int) -> list[bytes]:
    """Pictures that no format makes small."""
    random = np.random.default_rng(1)
    return [png(random.integers(0, 256, (SIDE, SIDE, 3), dtype=np.uint8)) for _ in range(count)]


def read(film: bytes) -> tuple[list[NDArray[np.uint8]], list[int]]:
    """Frames, and the milliseconds that each is shown."""
    frames: list[NDArray[np.uint8]] = []
    durations: list[int] = []
    with Image.open(io.BytesIO(film)) as image:
        assert image.info["loop"] == 0, "for ever"
        for frame in range(getattr(image, "n_frames", 1)):
            image.seek(frame)
            image.load()
            frames.append(np.asarray(image.convert("RGB")))
            durations.append(image.info["duration"])
    return frames, durations


@pytest.mark.parametrize("file_format", FORMATS)
async def test_it_goes_through_the_pictures_and_back_and_rests_at_both_ends(file_format: FilmFormat) -> None:
    film = await there_and_back([flat(level) for level in LEVELS], file_format, 1_000_000)
    assert Image.open(io.BytesIO(film)).format == file_format.upper()
    frames, durations = read(film)
    assert [frame.shape for frame in frames] == [(SIDE, SIDE, 3)] * 48
    found = [float(frame.mean()) for frame in frames]
    # The palette of a GIF is found from every other frame.
    assert found == pytest.approx([*LEVELS, *LEVELS[-2:0:-1]], abs=9)
    assert found[0] < 4
    assert found[24] > 188
    assert durations[0] == durations[24] == 550
    assert set(durations[1:24] + durations[25:]) == {50}


@pytest.mark.parametrize("file_format", FORMATS)
async def test_it_is_made_smaller_until_it_fits_and_takes_as_long_as_before(file_format: FilmFormat) -> None:
    pictures = noise(25)
    full = await there_and_back(pictures, file_format, 10_000_000)
    small = await there_and_back(pictures, file_format, len(full) // 8)
    assert len(small) <= len(full) // 8
    (frames, durations), (fewer, longer) = read(full), read(small)
    assert len(fewer) < len(frames)
    assert fewer[0].shape[0] < frames[0].shape[0]
    assert sum(longer) == pytest.approx(sum(durations), rel=0.2)


async def test_what_cannot_be_made_so_small_is_an_error_that_says_so() -> None:
    with pytest.raises(PicturesFailed, match="fits into no 100 bytes"):
        await there_and_back(noise(25), "webp", 100)


def test_no_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    asyncio.run(there_and_back(noise(9), "gif", 1_000_000))
    assert list(tmp_path.iterdir()) == []
