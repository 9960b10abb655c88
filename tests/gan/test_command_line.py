"""`python -m gan`: what it draws, lists and trains, and what it says to bad input."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from rich.console import Console
from typer.testing import CliRunner, Result

from gan.__main__ import app
from gan.attributes import Attribute, Vocabulary
from gan.codes import encode
from gan.console import Bars, progress
from gan.corpus.records.parameters import PARAMETERS
from gan.corpus.records.record import DETAILS
from gan.corpus.records.schema import vocabulary as corpus_vocabulary
from gan.corpus.records.visibility import RULES
from gan.models import Registry, file_sha256
from gan.recipe import blend, fresh
from gan.training import PRESETS
from tests.gan.training.tiny_run import PRESET
from tests.tiny import write_tiny_model


def gan(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def models(tmp_path: Path) -> Path:
    write_tiny_model(tmp_path / "models")
    return tmp_path / "models"


def test_draw_writes_a_picture_a_seed_and_prints_its_pixel_hash(models: Path, tmp_path: Path) -> None:
    arguments = ("draw", "--seed", "7", "--count", "3", "--model", "tiny", "--models", models, "--out")
    first, second = gan(*arguments, tmp_path / "a"), gan(*arguments, tmp_path / "b")
    assert first.exit_code == 0, first.output
    assert [path.name for path in sorted((tmp_path / "a").iterdir())] == ["7.png", "8.png", "9.png"]
    hashes = [line.split()[-1] for line in first.output.splitlines()]
    assert hashes == [line.split()[-1] for line in second.output.splitlines()]
    assert len(set(hashes)) == 3


def test_draw_takes_attributes_and_a_size(models: Path, tmp_path: Path) -> None:
    common = ("draw", "--seed", "7", "--model", "tiny", "--models", models, "--size", "48", "--out")
    gan(*common, tmp_path / "plain")
    gan(*common, tmp_path / "asked", "--attr", "hair_color=black", "--attr", "mouth=smile")
    plain, asked = (np.asarray(Image.open(tmp_path / name / "7.png")) for name in ("plain", "asked"))
    assert plain.shape == asked.shape == (48, 48, 3)
    assert not np.array_equal(plain, asked)


@pytest.mark.parametrize(
    ("wrong", "advice"),
    [
        (("--attr", "hair_color"), "NAME=VALUE"),
        (("--attr", "hair_color=plaid"), "Choose one of: black"),
        (("--attr", "mood=happy"), "Choose among: age"),
        (("--model", "nobody"), "python -m gan models"),
        (("--count", "2", "--seed", str(2**64 - 1)), "Seeds end at"),
    ],
)
def test_draw_says_what_to_do_about_bad_input(
    models: Path, tmp_path: Path, wrong: tuple[str, ...], advice: str
) -> None:
    result = gan("draw", "--seed", "7", "--models", models, "--out", tmp_path / "out", "--model", "tiny", *wrong)
    assert result.exit_code == 1
    assert advice in result.output
    assert not (tmp_path / "out").exists() or not any((tmp_path / "out").iterdir())


def test_draw_prints_codes_that_draw_the_same_again(models: Path, tmp_path: Path) -> None:
    common = ("--models", models, "--out")
    first = gan("draw", "--seed", "7", "--model", "tiny", "--attr", "hair_color=pink", *common, tmp_path / "a")
    _, code, pixels = first.output.split()
    again = gan("draw", "--code", code.lower().replace("-", " "), *common, tmp_path / "b")
    assert again.exit_code == 0, again.output
    assert again.output.split() == [str(tmp_path / "b" / "7.png"), code, pixels]
    assert (tmp_path / "a" / "7.png").read_bytes() == (tmp_path / "b" / "7.png").read_bytes()


def test_like_writes_a_face_for_each_picture_or_says_why_not(models: Path, tmp_path: Path) -> None:
    common = ("--model", "tiny", "--models", models, "--out", tmp_path / "out")
    for folder, angle in (("a", 0), ("b", 90)):
        (tmp_path / folder).mkdir()
        Image.linear_gradient("L").rotate(angle).save(tmp_path / folder / "x.png")
    twice = gan("like", tmp_path / "a" / "x.png", tmp_path / "b" / "x.png", *common)
    assert twice.exit_code == 1
    assert "Two pictures are called x" in twice.output
    assert not (tmp_path / "out").exists()
    (tmp_path / "b" / "x.png").rename(tmp_path / "b" / "y.png")
    found = gan("like", tmp_path / "a" / "x.png", tmp_path / "b" / "y.png", *common)
    assert found.exit_code == 0, found.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"x-like.png", "y-like.png"}


def test_a_bar_names_a_file_as_it_is_called() -> None:
    with progress() as bar:
        Bars(bar).tell("photo[bold].png", 1, 2)
        (table,) = bar.get_renderables()
    written = StringIO()
    Console(width=80, file=written).print(table)
    assert "photo[bold].png" in written.getvalue()


def test_draw_draws_the_code_of_a_blend(models: Path, tmp_path: Path) -> None:
    model = Registry([models]).get("tiny")
    code = encode(blend(fresh(model.id, 1), fresh(model.id, 2), 0.5), model.vocabulary)
    drawn = gan("draw", "--code", code, "--models", models, "--out", tmp_path / "out")
    assert drawn.exit_code == 0, drawn.output
    (file,) = (tmp_path / "out").iterdir()
    assert Image.open(file).size == (64, 64)


@pytest.mark.parametrize(
    ("options", "advice"),
    [
        ((), "--seed or one avatar with --code"),
        (("--seed", "7", "--code", "1"), "--seed or one avatar with --code"),
        (("--code", "1", "--count", "2"), "leave out --count"),
        (("--code", "1", "--attr", "mouth=cat"), "leave out --count"),
        (("--code", "1GC80P-9J0000-070G0W"), "Copy it again"),
        (("--code", encode(fresh("0" * 64, 7), Vocabulary())), "begins with 00000000"),
    ],
)
def test_draw_says_what_to_do_about_bad_codes(
    models: Path, tmp_path: Path, options: tuple[str, ...], advice: str
) -> None:
    result = gan("draw", "--models", models, "--out", tmp_path / "out", *options)
    assert result.exit_code == 1
    assert advice in result.output
    assert not (tmp_path / "out").exists()


def test_draw_takes_free_words_and_says_what_it_understood(models: Path, tmp_path: Path) -> None:
    common = ("draw", "--seed", "7", "--model", "tiny", "--models", models, "--out")
    said = gan(*common, tmp_path / "said", "--describe", "pink hair, no glasses, a dragon", "--attr", "mouth=cat")
    asked = ("--attr", "hair_color=pink", "--attr", "accessory=none", "--attr", "mouth=cat")
    gan(*common, tmp_path / "asked", *asked)
    assert said.output.splitlines()[:2] == [
        "Understood: hair color: pink, accessory: no glasses",
        "Not understood: 'dragon'",
    ]
    first, second = ((tmp_path / name / "7.png").read_bytes() for name in ("said", "asked"))
    assert first == second


def test_draw_says_which_words_gave_way_and_which_are_not_clear(tmp_path: Path) -> None:
    result = gan(
        "draw", "--seed", "7", "--model", "moe-128-4", "--out", tmp_path, "--attr", "hair_color=pink",
        "--describe", "blue hair, round, a red hat, black eyes",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[:-1] == [
        "Understood: headwear: hat, eye colour: brown (nearest to 'black')",
        "Left out: 'blue', for hair colour was asked for otherwise",
        "Not clear: 'round' may be shape of the face or eye shape; say which",
        "Not possible: 'red' cannot be chosen for 'hat'",
    ]


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("pink brown hair", "'pink' and 'brown' are two wishes for one hair color. Leave one of them out."),
        ("x" * 301, "At most 300 characters are read, and these are 301. Say it shorter."),
    ],
)
def test_draw_says_what_to_do_about_words_that_it_cannot_follow(
    models: Path, tmp_path: Path, words: str, advice: str
) -> None:
    out = tmp_path / "out"
    result = gan("draw", "--seed", "7", "--models", models, "--model", "tiny", "--out", out, "--describe", words)
    assert result.exit_code == 1
    assert advice in result.output
    assert not out.exists()


@pytest.mark.parametrize("seed", ["-1", str(2**64), "seven"])
def test_draw_refuses_what_is_no_seed(tmp_path: Path, seed: str) -> None:
    result = gan("draw", "--seed", seed, "--out", tmp_path)
    assert result.exit_code == 2
    assert "--seed" in result.output


def test_models_lists_what_there_is_and_finds_damage(models: Path) -> None:
    result = gan("models", "--models", models)
    assert result.exit_code == 0, result.output
    assert Registry([models]).get("tiny").id[:12] in result.output
    weights = models / "tiny.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1])
    result = gan("models", "--models", models)
    assert result.exit_code == 1
    assert "damaged" in " ".join(result.output.split())


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """A preset `tiny` that trains in a second."""
    monkeypatch.setitem(PRESETS, "tiny", PRESET)


@pytest.mark.usefixtures("tiny")
def test_from_a_folder_of_images_to_a_model_that_draws(tmp_path: Path) -> None:
    data = tmp_path / "images"
    data.mkdir()
    for number in range(8):
        pixels = np.random.default_rng(number).integers(0, 256, (20, 24, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(data / f"{number}.png")
    trained = gan("train", "--data", data, "--out", tmp_path / "run", "--preset", "tiny", "--images", "8")
    assert trained.exit_code == 0, trained.output
    about = tmp_path / "about.json"
    about.write_text(json.dumps({"data": "noise"}))
    published = gan(
        "publish", "--run", tmp_path / "run", "--out", tmp_path / "models", "--name", "noise", "--data", data,
        "--about", about, "--default",
    )  # fmt: skip
    assert published.exit_code == 0, published.output
    model = Registry([tmp_path / "models"]).default()
    assert model.card["about"] == {"data": "noise", "images_seen": 8}
    assert model.vocabulary == Vocabulary()
    drawn = gan("draw", "--seed", "1", "--model", "noise", "--models", tmp_path / "models", "--out", tmp_path / "out")
    assert drawn.exit_code == 0, drawn.output
    assert Image.open(tmp_path / "out" / "1.png").size == (16, 16)
    assert model.card["discriminator"] == file_sha256(tmp_path / "models" / "noise.discriminator.safetensors")


def test_each_model_is_asked_in_its_own_words(models: Path, tmp_path: Path) -> None:
    hats = Vocabulary([Attribute("hat", ("none", "beret"))])
    write_tiny_model(models, name="hats", vocabulary=hats, default=False)
    common = ("draw", "--seed", "7", "--models", models, "--out", tmp_path / "out", "--attr")
    assert gan(*common, "hat=beret", "--model", "hats").exit_code == 0
    for wrong, model, advice in (("hat=beret", "tiny", "age, hair_color"), ("mouth=cat", "hats", "hat.")):
        refused = gan(*common, wrong, "--model", model)
        assert refused.exit_code == 1
        assert f"Choose among: {advice}" in refused.output


@pytest.mark.usefixtures("tiny")
def test_train_names_a_broken_picture(tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"no picture")
    result = gan("train", "--data", tmp_path, "--out", tmp_path / "run", "--preset", "tiny")
    assert result.exit_code == 1
    assert "broken.png" in result.output


@pytest.mark.usefixtures("tiny")
def test_what_a_model_learned_from_a_corpus_stands_on_its_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = tmp_path / "sheet.png"
    drawn = gan(
        "corpus", "--count", "12", "--size", "16", "--seed", "5", "--jobs", "1", "--out", tmp_path / "corpus",
        "--sheet", sheet,
    )  # fmt: skip
    assert drawn.exit_code == 0, drawn.output
    assert sheet.exists()
    monkeypatch.setitem(PRESETS, "tiny", replace(PRESET, shapes={**PRESET.shapes, "noise": 64}))
    data = tmp_path / "corpus"
    trained = gan("train", "--data", data, "--out", tmp_path / "run", "--preset", "tiny", "--images", "8")
    assert trained.exit_code == 0, trained.output
    published = gan("publish", "--run", tmp_path / "run", "--out", tmp_path / "m", "--name", "moe", "--data", data)
    assert published.exit_code == 0, published.output
    model = Registry([tmp_path / "m"]).get("moe")
    assert model.vocabulary == corpus_vocabulary()
    assert model.rules == RULES
    assert model.card["codes"] == [*PARAMETERS, *DETAILS]
