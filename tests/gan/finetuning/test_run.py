"""A run from pictures to a style: what it leaves, how it stops and goes on, and what it refuses."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from safetensors.torch import load_file  # pyright: ignore[reportUnknownVariableType]
from typer.testing import CliRunner

from gan.__main__ import app
from gan.evaluation.drawn import GeneratorSampler
from gan.finetuning.gates import Judge
from gan.finetuning.run import Request, Stopped, finetune
from gan.finetuning.tether import STRAY
from gan.finetuning.tiers import Tier, tier_for
from gan.generator import load
from gan.models import Model, Registry
from gan.recipe import fresh
from gan.training import CheckpointError, RunError
from tests.gan.finetuning.small import write_base, write_pictures
from tests.patience import PATIENCE

STEPS = 30


def events(run: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (run / "progress.jsonl").read_text().splitlines()]


@pytest.fixture(scope="session")
def whole(base: Model, pictures: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Model]:
    run = tmp_path_factory.mktemp("whole")
    return run, finetune(Request(pictures, run, "sepia", base, STEPS))


def test_a_run_ends_as_a_style_of_its_base(base: Model, whole: tuple[Path, Model]) -> None:
    run, style = whole
    assert Registry([base.weights.parent, run]).get("sepia") == style
    assert style.base == base
    changed = load(style).paint(fresh(style.id, 5)).astype(int) - load(base).paint(fresh(base.id, 5))
    assert np.abs(changed).mean() > 0.5
    assert style.weights.stat().st_size < base.weights.stat().st_size


def test_it_says_how_far_it_is_and_what_came_of_it(whole: tuple[Path, Model]) -> None:
    run, style = whole
    told = events(run)
    assert told[0] == {"event": "started", "step": 0, "steps": STEPS, "images": 24, "device": "cpu"}
    steps = [line for line in told if line["event"] == "step"]
    assert [line["step"] for line in steps] == [10, 20, 30]
    assert steps[-1]["kid"] is not None
    assert steps[0]["rate"] > 0
    shown = next(line for line in told if line["event"] == "preview")
    with Image.open(run / shown["file"]) as picture:
        assert picture.size == (8 * 160, 2 * 160)
    last = told[-1]
    assert (last["event"], last["model"], last["card"]) == ("finished", style.id, "sepia.json")
    names = ["kid_gap", "diversity", "structure", "identity", "memorised", "smoothness"]
    assert [gate["name"] for gate in last["gates"]] == names
    assert style.card["about"]["gates"] == last["gates"]
    for name, rows in ((last["grid"], 2), (last["strip"], 3)):
        with Image.open(run / name) as picture:
            assert picture.size == (8 * 160, rows * 160)


def test_the_best_step_is_the_nearest_of_those_that_keep_faces(
    base: Model, pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kids, strayed = iter([0.1, 0.3, 0.2, 0.25]), iter([2 * STRAY, STRAY, STRAY, STRAY])
    monkeypatch.setattr("gan.finetuning.run._CHECK_EVERY", 2)

    def kid(judge: Judge, styled: GeneratorSampler) -> float:
        return next(kids)

    def astray(judge: Judge, styled: GeneratorSampler) -> float:
        return next(strayed)

    monkeypatch.setattr(Judge, "kid", kid)
    monkeypatch.setattr(Judge, "strayed", astray)
    finetune(Request(pictures, tmp_path, "sepia", base, 8))
    assert events(tmp_path)[-1]["best"] == 6


def test_a_run_that_was_stopped_ends_with_the_same_bytes(
    base: Model, pictures: Path, whole: tuple[Path, Model], tmp_path: Path
) -> None:
    run = tmp_path / "run"
    asked = iter([False] * 17 + [True])
    with pytest.raises(Stopped):
        finetune(Request(pictures, run, "sepia", base, STEPS), lambda: next(asked))
    with pytest.raises(RunError, match="--resume"):
        finetune(Request(pictures, run, "sepia", base, STEPS))
    again = finetune(Request(pictures, run, "sepia", base, STEPS, resume=True))
    assert again.id == whole[1].id
    assert [line["step"] for line in events(run) if line["event"] == "started"] == [0, 17]


def test_a_run_goes_on_for_longer_and_with_nothing_else_changed(base: Model, pictures: Path, tmp_path: Path) -> None:
    asked = iter([False] * 3 + [True])
    with pytest.raises(Stopped):
        finetune(Request(pictures, tmp_path, "sepia", base, 3 * STEPS), lambda: next(asked))
    with pytest.raises(CheckpointError, match="not of this fine-tuning"):
        finetune(Request(pictures, tmp_path, "sepia", base, STEPS, seed=1, resume=True))
    first = finetune(Request(pictures, tmp_path, "sepia", base, 10, resume=True))
    longer = finetune(Request(pictures, tmp_path, "sepia", base, 20, resume=True))
    assert first.id != longer.id
    assert [line["step"] for line in events(tmp_path) if line["event"] == "started"] == [0, 3, 10]


def test_a_run_goes_on_with_the_base_that_it_was_begun_with(
    base: Model, pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = write_base(tmp_path / "others", seed=4)
    asked = iter([False, True])
    with pytest.raises(Stopped):
        finetune(Request(pictures, tmp_path / "run", "sepia", base, STEPS), lambda: next(asked))
    with pytest.raises(CheckpointError, match=f"another base. Name it: --base {base.id[:12]}"):
        finetune(Request(pictures, tmp_path / "run", "sepia", other, STEPS, resume=True))
    # Nor does the command, though the default is another one now.
    arguments = ["finetune", "--images", str(pictures), "--out", str(tmp_path / "run"), "--name", "sepia", "--steps"]
    arguments += ["4", "--models", str(base.weights.parent), "--resume"]
    monkeypatch.setattr("gan.console.SHIPPED", other.weights.parent)
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert Registry([base.weights.parent, tmp_path / "run"]).get("sepia").base == base


@pytest.mark.parametrize("pictures_now", [20, 28])
def test_a_run_goes_on_with_pictures_taken_away_or_added(base: Model, tmp_path: Path, pictures_now: int) -> None:
    run, folder = tmp_path / "run", write_pictures(base, tmp_path / "pictures", 24)
    asked = iter([False] * 3 + [True])
    with pytest.raises(Stopped):
        finetune(Request(folder, run, "sepia", base, STEPS), lambda: next(asked))
    for path in sorted(folder.iterdir())[pictures_now:]:
        path.unlink()
    write_pictures(base, folder, pictures_now)
    finetune(Request(folder, run, "sepia", base, 8, resume=True))
    # Each picture is learned from beside the face that it shows, not the face of one that stood in its place.
    anew = tmp_path / "anew"
    finetune(Request(folder, anew, "sepia", base, 1))
    known, looked_for = (load_file(one / "likenesses.safetensors")["places"] for one in (run, anew))
    assert known.equal(looked_for)


def test_a_run_that_goes_on_with_many_more_pictures_changes_what_it_changed_before(
    base: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_number(pictures: int, trust: float) -> Tier:
        return tier_for(pictures, 1.0)

    monkeypatch.setattr("gan.finetuning.run.tier_for", by_number)
    assert tier_for(8, 1.0) is not tier_for(48, 1.0)
    run, folder = tmp_path / "run", write_pictures(base, tmp_path / "pictures", 8)
    finetune(Request(folder, run, "sepia", base, 4))
    write_pictures(base, folder, 48)
    longer = finetune(Request(folder, run, "sepia", base, 8, resume=True))
    assert longer.card["about"]["pictures"] == 48
    assert longer.card["about"]["tier"] == tier_for(8, 1.0)


@pytest.mark.parametrize("name", ["", "../up", "a b", "-x", "a.b", "x" * 65])
def test_a_name_that_cannot_be_a_files_is_refused(base: Model, pictures: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(RunError, match="cannot name files"):
        finetune(Request(pictures, tmp_path, name, base, STEPS))


@pytest.mark.parametrize("inside", ["", "runs/sepia"])
def test_a_run_draws_nothing_among_the_pictures_that_it_learns_from(base: Model, tmp_path: Path, inside: str) -> None:
    folder = write_pictures(base, tmp_path / "pictures", 8)
    with pytest.raises(RunError, match="lies among the pictures"):
        finetune(Request(folder, folder / inside, "sepia", base, 1))


def test_a_style_is_judged_again_as_its_run_judged_it(base: Model, whole: tuple[Path, Model], pictures: Path) -> None:
    run, style = whole
    folders = ["--models", str(base.weights.parent), "--models", str(run)]
    result = CliRunner().invoke(app, ["evaluate", "--model", "sepia", "--images", str(pictures), *folders])
    assert result.exit_code == 0, result.output
    told, gates = [line.split() for line in result.output.splitlines()], style.card["about"]["gates"]
    words = {True: "passed", False: "failed"}
    assert [(line[0], line[-1]) for line in told] == [(gate["name"], words[gate["passed"]]) for gate in gates]
    # A style is kept in half precision.
    assert [float(line[1]) for line in told] == pytest.approx([gate["value"] for gate in gates], abs=0.02)


def test_who_asks_for_a_judgement_is_told_what_to_give(base: Model, pictures: Path) -> None:
    for given, wanted in (
        (["--count", "64"], "--images"),
        (["--model", "base", "--images", str(pictures), "--models", str(base.weights.parent)], "no style"),
    ):
        result = CliRunner().invoke(app, ["evaluate", *given])
        assert result.exit_code == 1
        assert wanted in " ".join(result.output.split())


def test_no_style_of_a_style(whole: tuple[Path, Model], pictures: Path, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="a style itself"):
        finetune(Request(pictures, tmp_path, "again", whole[1], STEPS))


def test_the_command_says_what_is_wrong_in_words_and_in_the_file(base: Model, tmp_path: Path) -> None:
    few = tmp_path / "few"
    few.mkdir()
    for number in range(7):
        Image.new("RGB", (40, 40), (number * 30, 0, 0)).save(few / f"{number}.png")
    arguments = ["finetune", "--images", str(few), "--out", str(tmp_path / "run"), "--models", str(base.weights.parent)]
    result = CliRunner().invoke(app, [*arguments, "--base", "base"])
    assert result.exit_code == 1
    assert "7 pictures are too few" in result.output
    last = events(tmp_path / "run")[-1]
    assert last["event"] == "failed"
    assert "at least 8" in last["message"]


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(base: Model, pictures: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    arguments = ["finetune", "--images", str(pictures), "--out", str(tmp_path / "file" / "run")]
    result = CliRunner().invoke(app, [*arguments, "--models", str(base.weights.parent), "--base", "base"])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "Not a directory" in result.output


def test_a_signal_stops_the_process_and_it_goes_on(base: Model, pictures: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "gan", "finetune", "--images", str(pictures), "--out", str(tmp_path), "--device"]
    command += ["cpu", "--name", "sepia", "--models", str(base.weights.parent), "--base", "base"]
    # More than there is time for before the signal comes, on a machine with much else to do either.
    process = subprocess.Popen([*command, "--steps", "4000"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line)["event"] == "step":
            break
    process.send_signal(signal.SIGTERM)
    _, words = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, words
    assert "Go on with: python -m gan finetune" in words
    reached = events(tmp_path)[-1]["step"]
    subprocess.run([*command, "--steps", str(reached + 20), "--resume"], check=True, capture_output=True, timeout=300)
    assert events(tmp_path)[-1]["event"] == "finished"
    assert Registry([base.weights.parent, tmp_path]).get("sepia").base == base
