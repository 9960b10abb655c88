"""A run on disk: what it leaves, how it goes on after any end, and what it says when it cannot."""

from __future__ import annotations

import errno
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import torch
from PIL import Image

from gan.attributes import Attribute, Vocabulary
from gan.training import CheckpointError, Material, RunError, RunFolder, Schedule, Tick, Trainer, train
from gan.training.failures import explain
from gan.training.learners.learner import Learner
from gan.training.lock import locked
from gan.training.pace import seconds_left, stage_number
from gan.training.presets import Preset, Stage
from gan.training.watch import tensorboard_of
from tests.gan.training.tiny_run import PRESET, Ears, folder_of, plan, run
from tests.tiny import VOCABULARY


class Killed(BaseException):
    """The end of a process, as far as one can have it in a test."""


class KilledAfter(Ears):
    """Ends the process after so many images: in the middle of a tick, or between its metrics and its checkpoint."""

    def __init__(self, *, step: int = 0, tick: int = 0) -> None:
        super().__init__()
        self._step, self._tick = step, tick

    def stepped(self, images_seen: int) -> None:
        if images_seen == self._step:
            raise Killed

    def ticked(self, tick: Tick) -> None:
        if tick.images_seen == self._tick:
            raise Killed


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Learner, list[Tick]]:
    out, ears = tmp_path_factory.mktemp("undisturbed"), Ears()
    return out, run(out, watchers=[ears]), ears.ticks


def metrics(out: Path) -> list[dict[str, Any]]:
    """What a run measured, but for how fast it was."""
    lines = [json.loads(line) for line in (out / "metrics.jsonl").read_text(encoding="utf-8").splitlines()]
    return [{name: value for name, value in line.items() if name != "rate"} for line in lines]


def same_weights(out: Path, other: Path) -> bool:
    return (out / "checkpoint.safetensors").read_bytes() == (other / "checkpoint.safetensors").read_bytes()


def names(out: Path) -> list[str]:
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())


def test_a_run_leaves_a_checkpoint_metrics_and_a_sheet_a_tick_and_nothing_half(
    undisturbed: tuple[Path, Learner, list[Tick]],
) -> None:
    out, learner, ticks = undisturbed
    sheets = [f"sheets/{images:09d}.png" for images in (8, 16, 24)]
    assert names(out) == ["checkpoint.safetensors", "lock", "metrics.jsonl", *sheets]
    assert learner.images_seen == 24
    assert [tick.images_seen for tick in ticks] == [line["images"] for line in metrics(out)] == [8, 16, 24]
    with Image.open(out / sheets[-1]) as sheet:
        assert sheet.size == (8 * 16, 4 * 16)


def test_a_run_grows_from_stage_to_stage_and_says_where_it_is(undisturbed: tuple[Path, Learner, list[Tick]]) -> None:
    out, learner, ticks = undisturbed
    assert [(tick.stage, tick.stages, tick.resolution) for tick in ticks] == [(1, 2, 8), (2, 2, 16), (2, 2, 16)]
    assert [(line["stage"], line["resolution"]) for line in metrics(out)] == [(1, 8), (2, 16), (2, 16)]
    assert learner.resolution == 16


def test_a_tick_has_losses_penalties_and_signs_of_collapse(undisturbed: tuple[Path, Learner, list[Tick]]) -> None:
    watched = undisturbed[2][0].metrics
    assert {"loss_d", "loss_g", "gap", "sign", "r1", "r2", "learning_rate", "augment_p"} <= set(watched)
    assert {"distance", "distance_share", "distinct", "combinations", "judged_held_out"} <= set(watched)


def test_a_run_is_not_begun_where_there_is_one(undisturbed: tuple[Path, Learner, list[Tick]]) -> None:
    with pytest.raises(RunError, match="--resume"):
        run(undisturbed[0])


@pytest.mark.parametrize(
    "end",
    [KilledAfter(step=4), KilledAfter(step=12), KilledAfter(tick=8), KilledAfter(tick=24)],
    ids=["before any checkpoint", "in a tick", "before the first checkpoint is saved", "before the last one is"],
)
def test_a_run_that_was_stopped_goes_on_as_if_it_had_not(
    undisturbed: tuple[Path, Learner, list[Tick]], tmp_path: Path, end: KilledAfter
) -> None:
    with pytest.raises(Killed):
        run(tmp_path, watchers=[end])
    run(tmp_path, resume=True)
    assert metrics(tmp_path) == metrics(undisturbed[0])
    assert same_weights(tmp_path, undisturbed[0])
    assert names(tmp_path) == names(undisturbed[0])


def test_a_run_that_was_killed_goes_on_as_if_it_had_not(
    undisturbed: tuple[Path, Learner, list[Tick]], tmp_path: Path
) -> None:
    root = Path(__file__).parents[3]
    arguments = [sys.executable, "-m", "tests.gan.training.tiny_run", str(tmp_path)]
    with subprocess.Popen(arguments, cwd=root, stdin=subprocess.PIPE) as child:
        # It waits there, with a tick's metrics on the disk and not yet its checkpoint.
        while not (tmp_path / "metrics.jsonl").exists() or len(metrics(tmp_path)) < 2:
            assert child.poll() is None
            time.sleep(0.05)
        with pytest.raises(RunError, match=f"in use by process {child.pid}"):
            run(tmp_path, resume=True)
        child.kill()
    run(tmp_path, resume=True)
    assert metrics(tmp_path) == metrics(undisturbed[0])
    assert same_weights(tmp_path, undisturbed[0])


def test_a_folder_is_one_process_s_at_a_time_and_a_dead_one_keeps_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("1\n", encoding="utf-8")
    with locked(tmp_path), pytest.raises(RunError, match=f"in use by process {os.getpid()}"), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass


def test_half_a_line_of_metrics_is_dropped(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    for images in (8, 16, 24):
        folder.add_metrics({"images": images})
    with (tmp_path / "metrics.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"images": 32, "ra')
    assert folder.forget_after(16) == [{"images": 8}, {"images": 16}]
    assert metrics(tmp_path) == [{"images": 8}, {"images": 16}]


@contextmanager
def room_for(size: int) -> Generator[None]:
    """No file may grow beyond `size` bytes, as if the disk were full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_where_the_disk_is_full_the_last_checkpoint_stands(
    undisturbed: tuple[Path, Learner, list[Tick]], tmp_path: Path
) -> None:
    with pytest.raises(Killed):
        run(tmp_path, watchers=[KilledAfter(step=12)])
    checkpoint = (tmp_path / "checkpoint.safetensors").read_bytes()
    with (
        room_for(len(checkpoint) // 2),
        pytest.raises(RunError, match=r"Make room\. .* Then: python -m gan train"),
    ):
        run(tmp_path, resume=True)
    assert (tmp_path / "checkpoint.safetensors").read_bytes() == checkpoint
    assert not list(tmp_path.rglob("*.partial"))
    run(tmp_path, resume=True)
    assert metrics(tmp_path) == metrics(undisturbed[0])
    assert same_weights(tmp_path, undisturbed[0])


def test_a_line_of_metrics_for_which_there_is_no_room_is_not_written_half(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    folder.add_metrics({"images": 8})
    with room_for(20), pytest.raises(OSError, match="File too large"):
        folder.add_metrics({"images": 16})
    assert metrics(tmp_path) == [{"images": 8}]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), "batches of 16 pictures of 64 px"),
        (torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."), "--batch 8"),
        (RuntimeError("[enforce fail at alloc_cpu.cpp:117] . DefaultCPUAllocator: can't allocate memory"), "--batch 8"),
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full"),
        (PermissionError(errno.EACCES, "Permission denied"), "Permission denied"),
    ],
)
def test_what_the_machine_lacks_is_said_with_what_to_do(error: Exception, words: str, tmp_path: Path) -> None:
    message = explain(error, tmp_path / "my run", Schedule(batch=16), 64)
    assert message is not None
    assert words in message
    assert "The last checkpoint, if there is one, stands" in message
    assert f"python -m gan train --out '{tmp_path}/my run' --resume" in message


def test_a_fault_of_the_program_is_not_passed_off_as_one_of_the_machine(tmp_path: Path) -> None:
    assert explain(RuntimeError("mat1 and mat2 shapes cannot be multiplied"), tmp_path, Schedule(), 64) is None


def test_a_run_out_of_memory_ends_with_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def step(*_: object) -> dict[str, float]:
        raise torch.OutOfMemoryError("CUDA out of memory.")

    monkeypatch.setattr(Trainer, "step", step)
    with pytest.raises(RunError, match="not enough memory for batches of 4 pictures of 8 px"):
        run(tmp_path)


def test_losses_that_are_no_numbers_end_a_run_before_its_checkpoint(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"no longer a number .* The last checkpoint, .* stands.* --learning-rate"):
        run(tmp_path, learning_rate=1e30)
    assert not (tmp_path / "checkpoint.safetensors").exists()


def test_a_run_does_not_go_on_with_data_of_another_vocabulary(
    undisturbed: tuple[Path, Learner, list[Tick]],
) -> None:
    other = Vocabulary([*list(VOCABULARY.values())[:-1], Attribute("accessory", ("none", "beret"))])
    with pytest.raises(RunError, match="another vocabulary than the data's; they differ in accessory"):
        run(undisturbed[0], resume=True, data=folder_of(vocabulary=other))


def test_a_run_does_not_go_on_with_another_preset(undisturbed: tuple[Path, Learner, list[Tick]]) -> None:
    other = Preset("other", "", (Stage(8, 8, Schedule()), Stage(16, 800, Schedule())), {"latent": 32})
    asked = plan(undisturbed[0], resume=True)
    with pytest.raises(RunError, match="another shape than the preset other"):
        train(type(asked)(asked.out, other, resume=True), Material(folder_of()))


def test_pictures_without_labels_train_too(tmp_path: Path) -> None:
    ears = Ears()
    learner = run(tmp_path, watchers=[ears], data=folder_of(vocabulary=Vocabulary()))
    assert learner.vocabulary == Vocabulary()
    assert all(tick.metrics["naming_drawn"] == 0 for tick in ears.ticks)
    assert "combinations" not in ears.ticks[0].metrics


def test_pictures_too_small_for_the_resolution_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="8 px wide"):
        run(tmp_path, data=folder_of(side=8))


def test_a_truncated_checkpoint_is_named(tmp_path: Path) -> None:
    with pytest.raises(Killed):
        run(tmp_path, watchers=[KilledAfter(step=12)])
    path = tmp_path / "checkpoint.safetensors"
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(CheckpointError, match=r"checkpoint\.safetensors"):
        run(tmp_path, resume=True)


def test_tensorboard_has_every_tick_once_however_often_a_run_was_stopped(tmp_path: Path) -> None:
    events = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    folder = tmp_path / "tensorboard"
    first = tensorboard_of(folder)
    assert first is not None
    with first, pytest.raises(Killed):
        run(tmp_path, watchers=[first, KilledAfter(tick=16)])
    second = tensorboard_of(folder)
    assert second is not None
    with second:
        run(tmp_path, resume=True, watchers=[second])
    shown: Any = events.EventAccumulator(str(folder))
    shown.Reload()
    assert [event.step for event in shown.Scalars("losses/loss_d")] == [8, 16, 24]
    assert {"losses/loss_d", "variety/distance_share", "run/rate", "run/learning_rate"} <= set(shown.Tags()["scalars"])
    assert [event.step for event in shown.Images("sheet")] == [8, 16, 24]


def test_a_run_goes_without_tensorboard_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch.utils.tensorboard.writer", None)
    assert tensorboard_of(Path("nowhere")) is None


def test_the_time_left_counts_what_later_stages_cost() -> None:
    assert seconds_left(PRESET, 0, 4.0) == (8 + 2 * 16) / 4
    assert seconds_left(PRESET, 16, 4.0) == 8 / 4
    assert seconds_left(PRESET, 24, 4.0) == 0
    assert seconds_left(PRESET, 0, 0.0) == float("inf")
    assert [stage_number(PRESET, images) for images in (0, 7, 8, 23, 24)] == [1, 1, 2, 2, 2]
