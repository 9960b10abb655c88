"""One picture, read in a process of its own; nothing of it on any disk."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from gan.uploads.archives import Refused
from gan.uploads.single import read_one


def picture(side: int = 80, kind: str = "JPEG") -> bytes:
    """A picture that is not blank."""
    file = io.BytesIO()
    Image.linear_gradient("L").resize((side, side)).convert("RGB").save(file, kind)
    return file.getvalue()


async def test_a_picture_comes_back_as_a_clean_png(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    read = await read_one(picture())
    assert isinstance(read, bytes)
    with Image.open(io.BytesIO(read)) as opened:
        assert (opened.format, opened.mode, opened.size) == ("PNG", "RGB", (80, 80))
    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240  # nothing else runs here


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"not a picture", "not_a_picture"),
        (b"PK\x03\x04 an archive", "not_a_picture"),
        (b"", "not_a_picture"),
        (picture(20), "too_few_pixels"),
        (picture()[:300], "damaged"),
    ],
)
async def test_what_cannot_be_used_is_refused_with_a_word(content: bytes, why: str) -> None:
    read = await read_one(content)
    assert isinstance(read, Refused)
    assert read.why == why


async def test_a_reader_that_hangs_is_ended() -> None:
    read = await read_one(picture(), limit=0.001)
    assert isinstance(read, Refused)
    assert read.why == "too_much"
