"""`python -m gan train`: one command from nothing to a run, one to go on, and what it says to bad input."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from rich.console import Console
from typer.testing import CliRunner, Result

from gan.__main__ import app
from gan.training import PRESETS, command
from gan.training.display import Display, duration
from gan.training.material import corpus_size
from gan.training.settings import Settings, preset_of, unguided
from tests.gan.training.tiny_run import PRESET, run


def gan_train(*arguments: str | Path) -> Result:
    torch.set_num_threads(1)
    return CliRunner().invoke(app, ["train", *(str(argument) for argument in arguments)])


def words(result: Result) -> str:
    return " ".join(result.output.split())


def absent(_: Path) -> None:
    """No TensorBoard."""


def few(_: int) -> int:
    return 24


def one_core(_: int) -> set[int]:
    return {0}


@pytest.fixture(autouse=True)
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """A preset that takes a second, and nothing of TensorBoard, which takes longer than that."""
    monkeypatch.setitem(PRESETS, "tiny", PRESET)
    monkeypatch.setattr(command, "tensorboard_of", absent)


@pytest.fixture
def images(tmp_path: Path) -> Path:
    folder = tmp_path / "images"
    folder.mkdir()
    for i in range(18):
        pixels = np.random.default_rng(i).integers(0, 256, (20, 24, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(folder / f"{i:02d}.png")
    return folder


def settings_of(out: Path) -> dict[str, Any]:
    return json.loads((out / "run.json").read_text(encoding="utf-8"))


def test_a_run_of_a_folder_goes_on_with_its_folder_alone(images: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    begun = gan_train("--data", images, "--preset", "tiny", "--out", out, "--tick", "8", "--images", "24")
    assert begun.exit_code == 0, begun.output
    lines = [line for line in begun.stdout.splitlines() if " images  stage " in line]
    assert [line.split()[0] for line in lines] == ["8", "16", "24"]
    assert "stage 2/2 16 px" in lines[-1]
    assert "0 s left" in lines[-1]
    assert "augment_p" in lines[-1]  # a folder is finite: ada unless told otherwise
    assert "moegan[train]" in begun.stderr
    assert settings_of(out)["data"] == str(images)

    again = gan_train("--data", images, "--preset", "tiny", "--out", out)
    assert again.exit_code == 1
    assert "--resume" in again.output

    gone_on = gan_train("--out", out, "--resume", "--tick", "4")
    assert gone_on.exit_code == 0, gone_on.output
    kept = settings_of(out)
    assert (kept["tick"], kept["preset"], kept["images"], kept["data"]) == (4, "tiny", 24, str(images))

    for option, value, words_said in (
        ("--seed", "5", "began with --seed 0, not 5"),
        ("--optimizer", "rmsprop", "began with --optimizer its preset's own choice, not rmsprop"),
        ("--preset", "moe-64", "began with --preset tiny, not moe-64"),
    ):
        refused = gan_train("--out", out, "--resume", option, value)
        assert refused.exit_code == 1
        assert words_said in words(refused)

    (images / "17.png").unlink()
    changed = gan_train("--out", out, "--resume")
    assert changed.exit_code == 1
    assert "not those that the run" in words(changed)


def test_a_discriminator_of_no_model_is_refused_before_anything_is_trained(images: Path, tmp_path: Path) -> None:
    refused = gan_train("--data", images, "--preset", "tiny", "--out", tmp_path / "run", "--discriminator", "nobody")
    assert refused.exit_code == 1
    assert "no model 'nobody'" in words(refused)
    assert not (tmp_path / "run" / "checkpoint.safetensors").exists()


def test_one_command_draws_a_corpus_and_trains_on_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "corpus_size", few)
    monkeypatch.setattr(os, "sched_getaffinity", one_core)
    out = tmp_path / "run"
    result = gan_train("--data", "corpus", "--preset", "tiny", "--out", out, "--images", "8", "--tick", "4")
    assert result.exit_code == 0, result.output
    assert json.loads((out / "corpus" / "corpus.json").read_text(encoding="utf-8"))["count"] == 24
    assert settings_of(out)["data"] == "corpus"
    last = json.loads((out / "metrics.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert last["images"] == 8
    assert gan_train("--out", out, "--resume").exit_code == 0


def test_without_the_extra_that_draws_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gan.corpus.data.writer", None)
    result = gan_train("--data", "corpus", "--preset", "tiny", "--out", tmp_path / "run")
    assert result.exit_code == 1
    assert "Drawing the corpus needs" in words(result)
    assert "pip install 'moegan[train]'" in words(result)


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        ((), "--data FOLDER, or --data corpus"),
        (("--data", "nowhere"), "There is no folder"),
        (("--data", "nowhere", "--preset", "huge"), "Choose one of: moe-64"),
        (("--resume",), "no run to go on with"),
        (("--data", "nowhere", "--dropout", "1.5"), "below 1"),
    ],
)
def test_it_says_what_to_do_about_bad_input(tmp_path: Path, arguments: tuple[str, ...], advice: str) -> None:
    result = gan_train("--out", tmp_path / "run", *arguments)
    assert result.exit_code == 1
    assert advice in words(result)
    assert not (tmp_path / "run" / "run.json").exists()


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a CUDA device")
def test_cuda_is_refused_where_there_is_none(images: Path, tmp_path: Path) -> None:
    result = gan_train("--out", tmp_path / "run", "--data", images, "--device", "cuda")
    assert result.exit_code == 1
    assert "--device cpu" in words(result)


def test_a_corrupt_image_is_named(images: Path, tmp_path: Path) -> None:
    (images / "03.png").write_bytes(b"\x89PNG no more")
    result = gan_train("--out", tmp_path / "run", "--data", images, "--preset", "tiny")
    assert result.exit_code == 1
    assert "1 of 18 images" in words(result)
    assert "03.png" in words(result)


def test_a_run_of_before_there_were_settings_goes_on_when_told_them(images: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    run(out)
    (out / "lock").unlink()
    silent = gan_train("--out", out, "--resume")
    assert "--data" in words(silent)
    told = gan_train("--out", out, "--resume", "--data", images, "--preset", "tiny")
    assert "another vocabulary" in words(told)  # it is read, and found to have been trained on other pictures


def test_the_help_lists_every_preset() -> None:
    shown = words(gan_train("--help"))
    assert all(preset.about in shown for name, preset in PRESETS.items() if name != "tiny")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_stopped_says_how_to_go_on(
    number: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        signal.raise_signal(number)

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(command, "carry_out", stopped)
    result = gan_train("--out", tmp_path / "run", "--data", "corpus")
    assert result.exit_code == 130
    assert f"Go on with: python -m gan train --out {tmp_path}/run --resume" in words(result)
    assert signal.getsignal(signal.SIGTERM) == before


def test_what_is_asked_for_holds_in_every_stage() -> None:
    asked = Settings("moe-256", seed=3, optimizer="rmsprop", learning_rate=1e-4, lr_schedule="cosine", batch=2)
    for stage in preset_of(asked, finite=False, guided=True).stages:
        numbers = stage.schedule
        assert (numbers.seed, numbers.optimizer, numbers.batch) == (3, "rmsprop", 2)
        assert (numbers.learning_rate, numbers.learning_rate_schedule) == (1e-4, "cosine")


def test_nothing_asked_for_leaves_a_preset_as_it_is() -> None:
    assert preset_of(Settings("moe-256"), finite=False, guided=True) == PRESETS["moe-256"]


def test_a_folder_is_augmented_unless_somebody_says_otherwise() -> None:
    folder = preset_of(Settings("moe-64"), finite=True, guided=False)
    assert {stage.schedule.augment for stage in folder.stages} == {"ada"}
    without = preset_of(Settings("moe-64", augment="none"), finite=True, guided=False)
    assert {stage.schedule.augment for stage in without.stages} == {"none"}


def test_without_a_guide_every_stage_has_a_discriminator() -> None:
    preset = unguided(PRESETS["moe-256"])
    assert all(stage.schedule.adversarial and stage.schedule.guide == 0 for stage in preset.stages)
    assert [stage.resolution for stage in preset.stages] == [stage.resolution for stage in PRESETS["moe-256"].stages]
    assert preset.architecture(64, ()).mapping_rate == 0.01
    assert unguided(PRESETS["dcgan"]) == PRESETS["dcgan"]


def test_the_corpus_of_a_run_is_as_large_as_the_run_is_long() -> None:
    assert [corpus_size(images) for images in (100, 80_000, 160_000, 10**7)] == [256, 10_000, 20_000, 40_000]


def test_on_a_terminal_a_live_line_says_where_a_run_is() -> None:
    console = Console(force_terminal=True, width=120, record=True, file=io.StringIO())
    with Display(console, PRESET) as display:
        display.started(0)
        display.stepped(12)
    shown = console.export_text()
    assert "stage 2 of 2, 16 px" in shown
    assert "12/24 images" in shown


def test_durations_are_for_people() -> None:
    assert [duration(s) for s in (0, 42, 90, 3600, 11_100, float("inf"))] == [
        "0 s",
        "42 s",
        "2 min",
        "1 h 00 min",
        "3 h 05 min",
        "?",
    ]
