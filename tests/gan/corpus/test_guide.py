"""The guide for artists: what it tells them to write is found and drawn."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import gan

GUIDE = Path(__file__).parents[3] / "docs" / "corpus.md"
# A file that the guide names, and its text.
EXAMPLE = re.compile(r"`(gan/corpus/parts/\w+/\w+\.py)`[^`]*?```python\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the guide's files put into it."""
    folder = tmp_path_factory.mktemp("studio")
    package = Path(gan.__path__[0])
    shutil.copytree(package, folder / "gan", ignore=shutil.ignore_patterns("weights", "__pycache__"))
    examples = EXAMPLE.findall(GUIDE.read_text(encoding="utf-8"))
    assert len(examples) == 2
    for name, text in examples:
        assert not (folder / name).exists(), f"{name} is there already: give the guide another example."
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _sheet(studio: Path, chosen: str) -> np.ndarray:
    file = studio / f"{chosen}.png"
    options = ["--sheet", file, "--attr", chosen, "--columns", "2", "--rows", "1", "--size", "48"]
    subprocess.run([sys.executable, "-m", "gan", "corpus", *map(str, options)], cwd=studio, check=True)
    return np.asarray(Image.open(file)).astype(int)


@pytest.mark.parametrize(
    ("attribute", "new", "old"), [("fringe", "feathered", "blunt"), ("outfit", "poncho", "hoodie")]
)
def test_a_file_that_the_guide_shows_is_drawn(studio: Path, attribute: str, new: str, old: str) -> None:
    added, known = _sheet(studio, f"{attribute}={new}"), _sheet(studio, f"{attribute}={old}")
    assert added.shape == (48, 96, 3)
    assert (np.abs(added - known).max(axis=2) > 24).sum() > 100


def test_the_guide_names_what_there_is() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    for name in re.findall(r"`(gan/[\w/]+\.py)`", text):
        examples = {example for example, _ in EXAMPLE.findall(text)}
        assert name in examples or (GUIDE.parents[1] / name).is_file(), name
