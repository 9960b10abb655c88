"""`python -m gan blend` and `siblings`: sheets of families."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from gan.__main__ import app
from gan.family import child
from gan.generator import load
from gan.models import Model
from gan.recipe import fresh
from tests.tiny import write_tiny_model


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return write_tiny_model(tmp_path_factory.mktemp("models"))


def run(command: str, *options: str, model: Model, out: Path) -> str:
    chosen = ["--models", str(model.weights.parent), "--model", model.name]
    result = CliRunner().invoke(app, [command, *options, *chosen, "--out", str(out)])
    return f"{result.exit_code} {result.output}"


def shows(sheet: Path, picture: np.ndarray) -> bool:
    """Whether the picture is somewhere on the sheet."""
    pixels, side = np.asarray(Image.open(sheet).convert("RGB")), len(picture)
    places = np.argwhere((pixels[: 1 - side, : 1 - side] == picture[0, 0]).all(axis=2))
    return any(np.array_equal(pixels[y : y + side, x : x + side], picture) for y, x in places)


def test_blend_shows_the_parents_and_their_children(model: Model, tmp_path: Path) -> None:
    out = tmp_path / "blends.png"
    said = run("blend", "--seeds", "1", "2", "3", "4", model=model, out=out)
    assert said.startswith("0")
    assert "2 rows of 7" in said
    painter = load(model)
    for recipe in (
        fresh(model.id, 1),
        child(fresh(model.id, 1), fresh(model.id, 2), 0.25, "mix", model),
        child(fresh(model.id, 3), fresh(model.id, 4), 1.0, "their_shape", model),
    ):
        assert shows(out, painter.paint(recipe))
    assert not shows(out, painter.paint(fresh(model.id, 5)))


def test_siblings_shows_as_many_of_each_distance_as_asked(model: Model, tmp_path: Path) -> None:
    assert "1 rows of 7" in run("siblings", "--seed", "1", "--count", "2", model=model, out=tmp_path / "s.png")


def test_parents_come_in_pairs(model: Model, tmp_path: Path) -> None:
    said = run("blend", "--seeds", "1", "2", "3", model=model, out=tmp_path / "blends.png")
    assert said.startswith("1")
    assert "an even number of seeds" in said


def test_a_sheet_is_a_png_or_a_webp(model: Model, tmp_path: Path) -> None:
    said = run("siblings", "--seeds", "1", model=model, out=tmp_path / "siblings.gif")
    assert said.startswith("1")
    assert "PNG or WebP" in said
