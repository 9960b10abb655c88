"""Sheets and the command line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from gan.__main__ import app as whole
from gan.commands.corpus import app
from gan.corpus import gallery
from gan.corpus.raster import render
from gan.corpus.records.parameters import PARAMETERS
from gan.corpus.records.sampling import sample_record
from gan.corpus.records.schema import attributes, vocabulary
from gan.corpus.records.visibility import HIDES
from gan.corpus.sheet import Layout, draw_sheet, save_sheet
from gan.sheet import contact_sheet

SIZE = 16


def _cell(sheet: Image.Image, row: int, column: int) -> np.ndarray:
    return np.asarray(sheet)[row * SIZE : (row + 1) * SIZE, column * SIZE : (column + 1) * SIZE]


def _shows(sheet: Image.Image, row: int, column: int, seed: int, *changes: dict[str, str] | dict[str, float]) -> bool:
    chosen = {key: value for part in changes for key, value in part.items() if isinstance(value, str)}
    given = {key: value for part in changes for key, value in part.items() if not isinstance(value, str)}
    return np.array_equal(_cell(sheet, row, column), render(sample_record(seed, chosen, given), SIZE))


def test_contact_sheet() -> None:
    assert contact_sheet(np.zeros((3, 8, 8, 3), dtype=np.uint8), 2).size == (16, 16)


def test_random_sheet() -> None:
    sheet = draw_sheet(Layout(seed=3, columns=3, rows=2, chosen={"age": "child"}, parameters={"turn": 1.0}), SIZE)
    assert sheet.size == (3 * SIZE, 2 * SIZE)
    assert _shows(sheet, 1, 2, 8, {"age": "child"}, {"turn": 1.0})


def test_sheet_by_class_has_other_seeds_in_each_row() -> None:
    sheet = draw_sheet(Layout("by", ("age",), columns=2), SIZE)
    values = vocabulary()["age"].values
    assert sheet.size == (2 * SIZE, len(values) * SIZE)
    assert _shows(sheet, 1, 1, 3, {"age": values[1]})


def test_sheet_that_varies_keeps_the_seed() -> None:
    sheet = draw_sheet(Layout("vary", ("face",), seed=4, rows=2), SIZE)
    values = vocabulary()["face"].values
    assert sheet.size == (len(values) * SIZE, 2 * SIZE)
    assert _shows(sheet, 1, 2, 5, {"face": values[2]})


def test_slider_goes_from_end_to_end() -> None:
    sheet = draw_sheet(Layout("slider", ("turn",), seed=4, columns=3, rows=2), SIZE)
    assert _shows(sheet, 0, 0, 4, {"turn": -1.0})
    assert _shows(sheet, 0, 1, 4, {"turn": 0.0})
    assert _shows(sheet, 1, 2, 5, {"turn": 1.0})


def test_grid_leaves_out_what_cannot_be_seen_together() -> None:
    rule = next(rule for rule in HIDES if list(rule.causes) == ["lids"])
    sheet = draw_sheet(Layout("grid", ("lids", rule.hidden[0])), 8)
    rows, columns = (vocabulary()[name].values for name in ("lids", rule.hidden[0]))
    assert sheet.size == (8 * len(columns), 8 * len(rows))
    row = next(i for i, value in enumerate(rows) if value in rule.causes["lids"])
    assert (np.asarray(sheet)[row * 8 : row * 8 + 8] == 255).all()


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def test_a_sheet_needs_no_corpus(tmp_path: Path) -> None:
    for name in ("look.png", "look.webp"):
        file = tmp_path / "deep" / name
        code, output = _run(
            "--sheet", str(file), "--size", "16", "--columns", "2", "--rows", "1", "--attr", "age=child"
        )
        assert code == 0, output
        with Image.open(file) as image:
            assert image.size == (32, 16)
            assert image.format == file.suffix[1:].upper()


@pytest.mark.parametrize(
    ("options", "size"),
    [
        (["--by", "age"], (2, 4)),
        (["--vary", "age", "--rows", "1"], (4, 1)),
        (["--slider", "turn"], (2, 4)),
        (["--grid", "age", "presentation"], (3, 4)),
        (["--param", "turn=0.5", "--rows", "1"], (2, 1)),
    ],
)
def test_orders_of_a_sheet(options: list[str], size: tuple[int, int], tmp_path: Path) -> None:
    file = tmp_path / "look.png"
    code, output = _run("--sheet", str(file), "--size", "8", "--columns", "2", *options)
    assert code == 0, output
    with Image.open(file) as image:
        assert image.size == (8 * size[0], 8 * size[1])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Say what to do"),
        (["--count", "3"], "Say what to do"),
        (["--out", "x"], "--out and --count"),
        (["--sheet", "x.png", "--by", "mood"], "no attribute 'mood'"),
        (["--sheet", "x.png", "--slider", "mood"], "no parameter 'mood'"),
        (["--sheet", "x.png", "--attr", "age"], "NAME=VALUE"),
        (["--sheet", "x.png", "--attr", "age=old"], "age cannot be 'old'"),
        (["--sheet", "x.png", "--param", "turn=much"], "NAME=NUMBER"),
        (["--sheet", "x.png", "--param", "turn=3"], "between -1 and 1"),
        (["--sheet", "x.png", "--by", "age", "--vary", "face"], "one order"),
        (["--out", "x", "--count", "2", "--by", "age"], "name its file with --sheet"),
        (["--sheet", "x.gif", "--size", "8", "--rows", "1"], ".png or .webp"),
    ],
)
def test_mistakes_are_explained(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, output = _run(*arguments)
    assert code == 1
    assert message in " ".join(re.sub(r"\x1b\[[0-9;]*m", "", output).split())
    assert not list(tmp_path.iterdir())


def test_a_corpus_from_the_command_line(tmp_path: Path) -> None:
    out = tmp_path / "c"
    arguments = ["corpus", "--out", str(out), "--count", "2", "--size", "16", "--jobs", "1", "--png"]
    result = CliRunner().invoke(whole, arguments)
    assert result.exit_code == 0, result.output
    assert {file.name for file in out.iterdir()} == {
        "corpus.json",
        "schema.json",
        "labels.jsonl",
        "images-00000.npy",
        "images",
    }
    result = CliRunner().invoke(whole, [*arguments[:-1], "--seed", "1"])
    assert result.exit_code == 1
    assert "Choose another folder" in " ".join(result.output.split())


def test_saved_by_suffix(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.png or \.webp"):
        save_sheet(Image.new("RGB", (8, 8)), tmp_path / "look.jpg")


def test_gallery_shows_every_attribute_and_parameter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = attributes()
    monkeypatch.setattr(gallery, "attributes", lambda: {name: table[name] for name in ("age", "face")})
    monkeypatch.setattr(gallery, "PARAMETERS", {name: PARAMETERS[name] for name in ("turn", "blush", "nod")})
    monkeypatch.setattr(gallery, "_CANDIDATES", range(2))

    def small(layout: Layout, size: int) -> Image.Image:
        return draw_sheet(replace(layout, columns=2, rows=2), min(size, 27))

    monkeypatch.setattr(gallery, "draw_sheet", small)
    monkeypatch.setattr(gallery, "_CELL", 16)
    seen: list[tuple[int, int]] = []
    gallery.draw_gallery(tmp_path, lambda done, total: seen.append((done, total)))
    assert seen == [(done, 7) for done in range(1, 8)]
    page = (tmp_path / "README.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"\((\S+\.webp)\)", page))
    assert shown == {file.name for file in tmp_path.glob("*.webp")}
    assert len(shown) == 7
    with Image.open(tmp_path / "by-face.webp") as faces:
        assert faces.size == (2 * 16, 4 * 16)
    for words in ("`age`", "teenager 少年", "heart-shaped 心形脸", "| `nod` |"):
        assert words in page
