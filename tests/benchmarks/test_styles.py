"""Pictures in a community's style: restylings of the corpus, DiceBear's avatars, and the commands that write them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image
from typer.testing import CliRunner

from benchmarks.styles import catalogue, dicebear
from benchmarks.styles.__main__ import app
from benchmarks.styles.catalogue import RESTYLED, pictures, restyled
from benchmarks.styles.pixel import CELLS
from gan.corpus.raster import render
from gan.corpus.records.record import Record
from gan.corpus.records.sampling import sample_record
from gan.loading import load_generator
from gan.styles import difference, publish_style
from tests.gan.finetuning.small import SIDE, write_base

SEEDS = (0, 3, 8, 41)
restylings = pytest.mark.parametrize("style", RESTYLED)


@pytest.fixture
def styles() -> tuple[str, ...]:
    """DiceBear's styles; without the extra the test is skipped."""
    try:
        dicebear.avatar(dicebear.STYLES[0], 0, 16)
    except dicebear.ExtraMissing as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))
    return dicebear.STYLES


@pytest.fixture(scope="module")
def plain() -> dict[int, NDArray[np.bool_]]:
    """Silhouettes of some avatars as the corpus draws them, by seed."""
    return {seed: _silhouette(lambda record: render(record, 256), seed) for seed in SEEDS}


@restylings
def test_a_record_has_one_picture_in_a_style(style: str) -> None:
    first, other = (sample_record(seed) for seed in (0, 3))
    drawn = restyled(first, style, 128)
    assert drawn.shape == (128, 128, 3)
    assert drawn.dtype == np.uint8
    between = restyled(other, style, 128)
    assert np.array_equal(restyled(first, style, 128), drawn)
    assert np.mean(drawn != between) > 0.2


@restylings
@pytest.mark.parametrize("size", [48, 96])
def test_pictures_are_as_large_as_asked(style: str, size: int) -> None:
    assert restyled(sample_record(5), style, size).shape == (size, size, 3)


@restylings
def test_a_restyled_face_fills_the_same_silhouette(style: str, plain: dict[int, NDArray[np.bool_]]) -> None:
    for seed in SEEDS[:3]:
        here = _silhouette(lambda record: restyled(record, style), seed)
        shared = {other: _shared(here, there) for other, there in plain.items()}
        assert shared[seed] > 0.85
        assert max(shared, key=lambda other: shared[other]) == seed


def test_flat_pastel_is_pale_and_flat() -> None:
    for seed in SEEDS:
        before, after = (draw(sample_record(seed), 256) for draw in (render, RESTYLED["flat-pastel"]))
        assert after.mean() > before.mean() + 10
        assert np.mean(after.max(axis=2) < 90) < 0.02
        assert _even(after) > _even(before) + 0.1


def test_ink_has_no_colour_and_dots_in_the_same_places() -> None:
    drawn = [restyled(sample_record(seed), "ink").astype(np.int64) for seed in SEEDS]
    for picture in drawn:
        assert np.ptp(picture, axis=2).max() <= 8
    # Above the heads, where the backdrop has dots in most of them.
    light = np.stack([picture[:16].mean(axis=2) for picture in drawn])
    dotted = [row.ravel() for row in light if row.std() > 1]
    assert len(dotted) >= 2
    assert np.corrcoef(dotted).min() > 0.3


def test_pixel_has_square_cells_of_few_colours() -> None:
    side = 256 // CELLS
    found: set[tuple[int, ...]] = set()
    for seed in SEEDS:
        picture = restyled(sample_record(seed), "pixel", 256)
        cells = picture.reshape(CELLS, side, CELLS, side, 3)
        assert np.array_equal(cells, np.broadcast_to(cells[:, :1, :, :1], cells.shape))
        found |= {tuple(it) for it in picture[::side, ::side].reshape(-1, 3).tolist()}
    assert 16 < len(found) <= 54


def test_pictures_show_the_faces_of_their_seeds() -> None:
    drawn = dict(pictures("pixel", 2, 64, seed=7))
    assert list(drawn) == [7, 8]
    assert np.array_equal(drawn[8], restyled(sample_record(8), "pixel", 64))


def test_dicebear_draws_a_seed_the_same_and_others_otherwise(styles: tuple[str, ...]) -> None:
    for style in styles:
        (_, first), (_, second) = pictures(style, 2, 64, seed=3)
        assert first.shape == (64, 64, 3)
        assert np.array_equal(dicebear.avatar(style, 3, 64), first)
        assert not np.array_equal(first, second)


def test_dicebear_styles_are_given_to_everybody(styles: tuple[str, ...]) -> None:
    for style in styles:
        license_name, artist, source = dicebear.license_of(style)
        assert license_name == "CC0 1.0"
        # The table names everyone whose work is used.
        table = (Path(__file__).parents[2] / "docs" / "styles.md").read_text("utf-8")
        assert f"| `{style}` | {artist} | <{source}> | {license_name} |" in table


def test_a_style_under_another_licence_is_refused(styles: tuple[str, ...]) -> None:
    assert "adventurer" not in styles
    with pytest.raises(ValueError, match=r"adventurer is under CC BY"):
        dicebear.avatar("adventurer", 0, 64)


def test_the_command_writes_files_named_by_seed(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app, ["pictures", "--style", "pixel", "--count", "2", "--size", "64", "--seed", "9", "--out", str(tmp_path)]
    )
    assert result.exit_code == 0, result.output
    assert sorted(file.name for file in tmp_path.iterdir()) == ["000009.png", "000010.png"]
    written = np.asarray(Image.open(tmp_path / "000010.png"))
    assert np.array_equal(written, restyled(sample_record(10), "pixel", 64))


def test_without_dicebear_the_command_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue.dicebear, "avatar", _missing)
    result = CliRunner().invoke(app, ["pictures", "--style", "notionists", "--out", str(tmp_path)])
    assert result.exit_code == 1
    assert "pip install" in result.output
    sheet = tmp_path / "sheet.png"
    result = CliRunner().invoke(app, ["sheet", "--size", "32", "--columns", "1", "--out", str(sheet)])
    assert result.exit_code == 0
    assert "notionists is left out" in result.output
    # The corpus and the three restylings.
    assert 4 * 32 <= Image.open(sheet).height < 5 * 36 + 30


def _missing(style: str, seed: int, size: int) -> NDArray[np.uint8]:
    raise dicebear.ExtraMissing("Needs the extra: pip install it")


def _silhouette(draw: Callable[[Record], NDArray[np.uint8]], seed: int) -> NDArray[np.bool_]:
    """Cells of a 32 x 32 grid in which nothing changes with the background's colour: what stands before it.

    A cell is larger than the distance of two dots, so that none falls between them.
    """
    dusk, cream = (draw(sample_record(seed, {"backdrop": "plain", "background": it})) for it in ("dusk", "cream"))
    changed = np.abs(dusk.astype(np.int64) - cream.astype(np.int64)).max(axis=2) > 8
    return ~changed.reshape(32, 8, 32, 8).any(axis=(1, 3))


def _shared(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    """Intersection over union."""
    return np.count_nonzero(one & other) / np.count_nonzero(one | other)


def _even(picture: NDArray[np.uint8]) -> float:
    """Share of pixels that have exactly the colour of the one to their left and of the one above."""
    here = picture[1:, 1:]
    same = np.all(here == picture[1:, :-1], axis=2) & np.all(here == picture[:-1, 1:], axis=2)
    return np.count_nonzero(same) / same.size


def test_the_same_faces_are_drawn_in_every_style_that_was_learned(tmp_path: Path) -> None:
    base = write_base(tmp_path / "models")
    before, after = load_generator(base), load_generator(base)
    name = next(name for name, _ in after.named_parameters() if name.startswith("to_rgb") and name.endswith("bias"))
    with torch.no_grad():
        after.get_parameter(name).add_(0.5)
    for style in ("dawn", "dusk"):
        publish_style(base, difference(before, after, [name]), tmp_path / style, style)
    out = tmp_path / "learned.png"
    runs = [str(tmp_path / "dawn"), str(tmp_path / "dusk")]
    result = CliRunner().invoke(app, ["learned", *runs, "--out", str(out), "--models", str(base.weights.parent)])
    assert result.exit_code == 0, result.output
    # Three rows of eight faces with their names, and the line of seeds.
    width, height = Image.open(out).size
    assert width > 8 * SIDE
    assert 3 * SIDE <= height < 4 * (SIDE + 4) + 30
