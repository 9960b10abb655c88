"""`python -m gan strip` and `python -m gan directions`: one person, one thing that changes, on a labelled sheet."""

import json
from pathlib import Path

import numpy as np
import pytest
import typer
from PIL import Image
from typer.testing import CliRunner, Result

from gan.attributes import Vocabulary
from gan.commands.directions import directions, strip
from gan.commands.morph import SeveralSeeds
from gan.directions import LatentSpace, UnknownDirection
from gan.generator import Painter
from gan.models import Model, Registry
from gan.recipe import fresh
from gan.rules import Only, Rules
from gan.sheet import SheetError, Strip, labelled_sheet, write_sheet
from gan.strips import attribute_strip, choose, code_strip, direction_strip, explain, steps_across
from tests.tiny import VOCABULARY, write_tiny_model


@pytest.fixture(scope="module")
def space(model: Model) -> LatentSpace:
    return LatentSpace.of_model(model, samples=64)


def steer(*arguments: object) -> Result:
    app = typer.Typer()
    app.command("strip", cls=SeveralSeeds)(strip)
    app.command("directions", cls=SeveralSeeds)(directions)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_steps_have_the_plain_picture_exactly_in_the_middle() -> None:
    assert steps_across(7, 3.0) == [-3, -2, -1, 0, 1, 2, 3]
    for wrong in (1, 4):
        with pytest.raises(ValueError, match="3, 5, 7"):
            steps_across(wrong, 3.0)


def test_the_middle_of_a_direction_is_the_picture_of_the_seed(
    model: Model, painter: Painter, space: LatentSpace
) -> None:
    recipe = fresh(model.id, 7, {"mouth": "cat"})
    row = direction_strip(painter, recipe, space.principal(1)[0], [-2, 0, 2], ("like nothing",))
    assert row.plain == 1
    assert np.array_equal(row.pictures[1], painter.paint(recipe))
    assert not np.array_equal(row.pictures[0], row.pictures[2])
    assert (row.name, row.notes) == ("pca 1", ("like nothing", "seed 7"))


def test_a_strip_of_an_attribute_is_what_asking_for_each_value_draws(model: Model, painter: Painter) -> None:
    row = attribute_strip(painter, fresh(model.id, 7), VOCABULARY["hair_color"])
    for picture, value in zip(row.pictures, VOCABULARY["hair_color"].values, strict=True):
        assert np.array_equal(picture, painter.paint(fresh(model.id, 7, {"hair_color": value})))
    assert row.plain is not None
    assert np.array_equal(row.pictures[row.plain], painter.paint(fresh(model.id, 7)))


def test_a_value_that_cannot_be_seen_with_what_was_asked_stays_white(tmp_path: Path) -> None:
    grown = Only("accessory", "none", {"age": frozenset({"teen", "adult"})}, "children wear none")
    write_tiny_model(tmp_path / "models", rules=Rules((), (grown,)))
    out = tmp_path / "strip.png"
    common = ("--models", tmp_path / "models", "--model", "tiny", "--size", 16, "--out", out)
    drawn = steer("strip", "--seed", 7, "--attribute", "accessory", "--attr", "age=child", *common)
    assert drawn.exit_code == 0, drawn.output
    pixels = np.asarray(Image.open(out))
    assert (pixels[-20:-4, -20:-4] == 255).all()
    assert not (pixels[-20:-4, -40:-24] == 255).all()


def test_a_code_runs_over_its_values_and_says_the_seeds_own(model: Model, painter: Painter, tmp_path: Path) -> None:
    coded = tmp_path / model.weights.name
    coded.write_bytes(model.weights.read_bytes())
    coded.with_suffix(".json").write_text(json.dumps({**model.card, "codes": ["turn", "nod"]}))
    space = LatentSpace.of_model(Registry([tmp_path]).get(model.name), 8)
    own = space.code("nod", 7)
    row = code_strip(painter, model.id, space, "nod", 7, [-2, own, 2])
    assert np.array_equal(row.pictures[1], painter.paint(fresh(model.id, 7)))
    assert not np.array_equal(row.pictures[0], row.pictures[2])
    assert row.notes == (f"seed 7, itself {own:+.2f}",)
    common = ("--models", tmp_path, "--model", model.name, "--size", 16)
    drawn = steer("directions", "--by", "codes", "--seeds", 7, 8, *common, "--out", tmp_path / "codes.webp")
    assert "4 rows of 9" in drawn.output, drawn.output


def test_what_is_shown_first(space: LatentSpace) -> None:
    labelled = choose(space, "labels", 3)
    assert len({direction.about for direction in labelled}) == 3
    assert [it.strength for it in labelled] == sorted((it.strength for it in labelled), reverse=True)
    names = [direction.name for direction in choose(space, "sefa", 1)]
    assert names == ["sefa coarse 1", "sefa middle 1", "sefa fine 1"]
    assert explain(labelled[0], [labelled[0]]) == ()
    assert explain(choose(space, "pca", 1)[0], space.with_labels())[0].startswith("like ")


def test_a_model_that_knows_no_labels_has_directions_all_the_same(tmp_path: Path) -> None:
    space = LatentSpace.of_model(write_tiny_model(tmp_path, vocabulary=Vocabulary()), 8)
    assert len(choose(space, "pca", 2)) == 2
    with pytest.raises(UnknownDirection, match="Take --by sefa or pca"):
        choose(space, "labels", 2)


def test_a_labelled_sheet_keeps_every_pixel_and_underlines_the_plain_picture() -> None:
    cells = [np.full((24, 16, 3), shade, dtype=np.uint8) for shade in (10, 90, 200)]
    sheet = labelled_sheet(["-1", "0", "+1"], [Strip("smile", ("seed 7",), cells, 1), Strip("age", (), cells)])
    pixels = np.asarray(sheet)
    for row, bottom in enumerate((28, 0)):
        for column, right in enumerate((40, 20, 0)):
            y, x = sheet.height - bottom - 28, sheet.width - right - 20
            assert (pixels[y : y + 24, x : x + 16] == cells[column]).all()
            marked = bool((pixels[y + 24, x] != 255).any())
            assert marked == (row == 0 and column == 1)
    assert (pixels[:, : sheet.width - 60] < 200).any()
    with pytest.raises(ValueError, match="a picture for each head"):
        labelled_sheet(["0"], [Strip("age", (), cells)])


def test_a_sheet_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match=r"End sheet.gif in .png or .webp"):
        write_sheet(Image.new("RGB", (4, 4)), tmp_path / "sheet.gif")
    with pytest.raises(SheetError, match="16383"):
        write_sheet(Image.new("RGB", (4, 20_000)), tmp_path / "sheet.webp")
    (tmp_path / "taken.png").mkdir()
    with pytest.raises(OSError, match="taken"):
        write_sheet(Image.new("RGB", (4, 4)), tmp_path / "taken.png")
    assert [path.name for path in tmp_path.iterdir()] == ["taken.png"]


@pytest.mark.parametrize("by", ["labels", "sefa", "pca"])
def test_directions_draws_a_row_for_each_direction_and_seed(model: Model, tmp_path: Path, by: str) -> None:
    out = tmp_path / "sheets" / "sheet.png"
    common = ("--models", model.weights.parent, "--model", "tiny", "--size", 16, "--out", out)
    drawn = steer("directions", "--seeds", 7, 8, "--by", by, "--count", 1, "--steps", 3, "--band", "fine", *common)
    rows = 6 if by == "sefa" else 2
    assert f"{rows} rows of 3" in drawn.output, drawn.output
    assert Image.open(out).height == 30 + rows * 20


@pytest.mark.parametrize(
    ("wrong", "advice"),
    [
        (("directions", "--out", "a.gif"), "End a.gif in .png or .webp"),
        (("directions", "--out", "a.png", "--attribute", "hat"), "Choose among: age, hair_color, mouth, accessory"),
        (("directions", "--out", "a.png", "--by", "sefa", "--attribute", "age"), "--by labels"),
        (("directions", "--out", "a.png", "--by", "codes"), "its card names none"),
        (("directions", "--out", "a.png", "--by", "codes", "--band", "fine"), "every layer"),
        (("directions", "--out", "a.png", "--steps", "4"), "3, 5, 7"),
        (("directions", "--out", "a.png", "--model", "nobody"), "python -m gan models"),
        (("strip", "--out", "a.gif", "--attribute", "age"), "End a.gif in .png or .webp"),
        (("strip", "--out", "a.png", "--attribute", "hat"), "Choose among: age, hair_color, mouth, accessory"),
        (("strip", "--out", "a.png", "--attribute", "age", "--attr", "age=teen"), "Leave it out of --attr"),
        (("strip", "--out", "a.png", "--attribute", "age", "--attr", "mouth=beak"), "Choose one of: smile"),
    ],
)
def test_bad_input_is_told_what_to_do(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: tuple[str, ...], advice: str
) -> None:
    monkeypatch.chdir(tmp_path)
    named = () if "--model" in wrong else ("--model", "tiny")
    result = steer(*wrong, "--seed", 7, "--models", model.weights.parent, *named)
    assert result.exit_code == 1
    assert advice in " ".join(result.output.split())
    assert not list(tmp_path.iterdir())
