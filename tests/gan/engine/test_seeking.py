"""Searches in processes of their own."""

from __future__ import annotations

import asyncio
import io
import sys
import textwrap
from pathlib import Path

import numpy as np
import psutil
import pytest
import torch
from PIL import Image

from gan.engine.seeking import LocalSeeker, SeekingFailed, SeekingTimeout
from gan.resemblance.search import Seeker
from tests.gan.engine.processes import alive, called
from tests.patience import PATIENCE
from tests.tiny import write_tiny_model


def silent(done: int, total: int) -> None:
    """Tells nobody."""


def png(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def stand_in(folder: Path, code: str) -> LocalSeeker:
    """A seeker whose process does something else."""
    script = folder / "stand_in.py"
    script.write_text(textwrap.dedent(code))
    return LocalSeeker([folder], command=(sys.executable, str(script)), limit=PATIENCE)


async def test_the_process_finds_what_a_search_here_finds_and_tells_how_far_it_is(tmp_path: Path) -> None:
    model = write_tiny_model(tmp_path)
    pixels = np.asarray(Image.linear_gradient("L").resize((70, 80)).convert("RGB"))
    told: list[tuple[int, int]] = []
    sought = await LocalSeeker([tmp_path]).find(model.id, png(pixels), lambda done, total: told.append((done, total)))
    torch.set_num_threads(1)
    here = Seeker(model).find(pixels)
    assert (sought.recipe, sought.nearness) == (here.recipe, here.nearness)
    assert told[0] == (0, told[-1][1])
    assert told[-1][0] == told[-1][1]


async def test_a_model_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(SeekingFailed, match="There is no model"):
        await LocalSeeker([tmp_path]).find("0" * 64, png(np.zeros((8, 8, 3), np.uint8)), silent)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("raise SystemExit('it fell over')", "it fell over"),
        ("print('{\"found\": 3}')", "said what none says"),
        ("print('hello')", "said what none says"),
        ("import sys; sys.stdin.close(); raise SystemExit('deaf')", "deaf"),
    ],
)
async def test_a_process_that_dies_or_talks_nonsense_is_a_failure(tmp_path: Path, code: str, words: str) -> None:
    with pytest.raises(SeekingFailed, match=words):
        await stand_in(tmp_path, code).find("0" * 64, b"x" * 3_000_000, silent)


async def test_a_search_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    seeker = LocalSeeker([tmp_path], command=(sys.executable, "-c", "import time; time.sleep(600)"), limit=0.2)
    with pytest.raises(SeekingTimeout):
        await seeker.find("0" * 64, b"", silent)


async def test_a_search_that_is_cancelled_leaves_no_process(tmp_path: Path) -> None:
    seeker = stand_in(tmp_path, 'import time; print(\'{"done": 1, "total": 2}\', flush=True); time.sleep(600)')
    begun = asyncio.Event()
    search = asyncio.create_task(seeker.find("0" * 64, b"", lambda done, total: begun.set()))
    await asyncio.wait_for(begun.wait(), PATIENCE)
    (child,) = called(str(tmp_path), psutil.Process().children())
    search.cancel()
    with pytest.raises(asyncio.CancelledError):
        await search
    assert not alive({child.pid})
