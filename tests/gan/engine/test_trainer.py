"""Training on this machine, with a trainer that learns nothing: in line, supervised, resumed where it was killed."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from gan.engine.trainer import LocalTrainer
from gan.engine.trainer_process import gpus
from gan.engine.training import Progress, TrainerClosed, TrainingCancelled, TrainingFailed, TrainingJob
from tests.gan.engine.processes import until

ROOT = Path(__file__).resolve().parents[3]
FAKE = (sys.executable, str(ROOT / "tests" / "fake_trainer.py"))


def local(*more: str) -> LocalTrainer:
    return LocalTrainer(devices=1, command=(*FAKE, *more), look_seconds=0.02, stop_limit=10)


def job(folder: Path, number: int = 1, steps: int | None = None) -> TrainingJob:
    pictures = folder / "kept"
    pictures.mkdir(exist_ok=True)
    for name in ("a.png", "b.png"):
        (pictures / name).write_bytes(b"picture")
    place = folder / f"job-{number}"
    place.mkdir(exist_ok=True)
    return TrainingJob(f"job-{number}", place, f"style-{number}", tuple(sorted(pictures.iterdir())), steps=steps)


def trainers(folder: Path) -> list[psutil.Process]:
    """The trainers of a job that run now."""
    found: list[psutil.Process] = []
    for process in psutil.process_iter(["cmdline", "status"]):
        words: list[str] = process.info["cmdline"] or []
        if str(folder / "run") in words and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(process)
    return found


def niceness_of_session(number: int) -> int | None:
    """What a process's session is weighed with, where the kernel weighs sessions."""
    path = Path(f"/proc/{number}/autogroup")
    return int(path.read_text().split()[-1]) if path.exists() else None


def events(folder: Path, kind: str) -> list[str]:
    path = folder / "run" / "progress.jsonl"
    return [line for line in path.read_text().splitlines() if f'"{kind}"' in line] if path.exists() else []


@pytest.fixture
async def trainer() -> AsyncIterator[LocalTrainer]:
    async with local() as one:
        yield one


async def test_a_training_tells_how_far_it_is_and_what_came_of_it(trainer: LocalTrainer, tmp_path: Path) -> None:
    wish = job(tmp_path)
    ticket = await trainer.submit(wish)
    seen: list[Progress] = [progress async for progress in ticket.changes()]
    finished = await ticket.result()
    assert [progress.step for progress in seen] == sorted(progress.step for progress in seen)
    last = ticket.progress
    assert (last.step, last.steps, last.device, last.kid) == (40, 40, "cpu", 0.5 / 40)
    assert last.preview is not None
    assert last.preview.is_file()
    assert finished.passed
    assert finished.card.is_file()
    assert finished.weights.is_file()
    assert finished.grid is not None
    assert finished.grid.is_file()
    assert [(gate.name, gate.least) for gate in finished.gates] == [("kid_gap", True), ("memorised", False)]
    assert not (wish.folder / "pictures").exists(), "the pictures are there for as long as they are learned from"


async def test_one_job_a_device_in_the_order_they_came(trainer: LocalTrainer, tmp_path: Path) -> None:
    wishes = [job(tmp_path, number) for number in (1, 2, 3)]
    (wishes[0].folder / "hold").touch()
    tickets = [await trainer.submit(wish) for wish in wishes]
    await until(lambda: tickets[0].progress.begun)
    assert [ticket.progress.position for ticket in tickets] == [0, 1, 2]
    assert trainers(wishes[1].folder) == []
    (wishes[0].folder / "hold").unlink()
    await asyncio.gather(*(ticket.result() for ticket in tickets))


async def test_a_job_submitted_twice_is_trained_once(trainer: LocalTrainer, tmp_path: Path) -> None:
    wish = job(tmp_path)
    first, again = await trainer.submit(wish), await trainer.submit(wish)
    assert await first.result() is await again.result()
    assert len(events(wish.folder, "started")) == 1


async def test_a_trainer_gives_way_to_drawing(trainer: LocalTrainer, tmp_path: Path) -> None:
    wish = job(tmp_path)
    (wish.folder / "hold").touch()
    ticket = await trainer.submit(wish)
    await until(lambda: ticket.progress.begun)
    (process,) = trainers(wish.folder)
    assert process.nice() >= min(19, psutil.Process().nice() + 15)
    assert niceness_of_session(process.pid) in (None, process.nice()), "niceness counts within one session alone"
    ticket.cancel()


async def test_a_killed_trainer_goes_on_from_its_checkpoint(trainer: LocalTrainer, tmp_path: Path) -> None:
    wish = job(tmp_path)
    (wish.folder / "die").write_text("25")
    finished = await (await trainer.submit(wish)).result()
    assert finished.step == 40
    first, second = events(wish.folder, "started")
    assert '"step": 0,' in first
    assert '"step": 20,' in second


async def test_a_trainer_that_dies_again_and_again_is_given_up(trainer: LocalTrainer, tmp_path: Path) -> None:
    wish = job(tmp_path)
    (wish.folder / "die-always").touch()
    with pytest.raises(TrainingFailed, match="died 4 times"):
        await (await trainer.submit(wish)).result()
    assert len(events(wish.folder, "started")) == 4


async def test_what_the_trainer_says_of_its_failure_is_passed_on(trainer: LocalTrainer, tmp_path: Path) -> None:
    wish = job(tmp_path)
    (wish.folder / "fail").write_text("The disk is full. Free some space.")
    with pytest.raises(TrainingFailed, match=r"^The disk is full\. Free some space\.$"):
        await (await trainer.submit(wish)).result()
    assert len(events(wish.folder, "started")) == 1


async def test_a_cancelled_training_writes_its_checkpoint_and_ends(trainer: LocalTrainer, tmp_path: Path) -> None:
    wish, next_one = job(tmp_path), job(tmp_path, 2)
    (wish.folder / "hold").touch()
    ticket, waiting = await trainer.submit(wish), await trainer.submit(next_one)
    await until(lambda: ticket.progress.begun)
    waiting.cancel()
    ticket.cancel()
    for one in (ticket, waiting):
        with pytest.raises(TrainingCancelled):
            await one.result()
    assert (wish.folder / "run" / "checkpoint").is_file()
    assert trainers(wish.folder) == []
    assert not (next_one.folder / "run").exists()


async def test_what_is_stopped_with_the_bot_goes_on_with_the_next(tmp_path: Path) -> None:
    wish = job(tmp_path)
    (wish.folder / "hold").write_text("15")
    async with local() as trainer:
        ticket = await trainer.submit(wish)
        await until(lambda: ticket.progress.step == 15)
    with pytest.raises(TrainerClosed):
        await ticket.result()
    assert trainers(wish.folder) == []
    assert (wish.folder / "pictures").exists(), "another bot may train from them by now"
    (wish.folder / "hold").unlink()
    async with local() as trainer:
        again = await trainer.submit(wish)
        assert again.progress.step == 15, "how far it was is known before the trainer has started again"
        await again.result()
    assert '"step": 0,' not in events(wish.folder, "started")[1]


async def test_a_training_that_had_ended_when_the_bot_was_killed_is_not_begun_again(tmp_path: Path) -> None:
    wish = job(tmp_path)
    async with local() as trainer:
        finished = await (await trainer.submit(wish)).result()
    async with local() as trainer:
        assert await (await trainer.submit(wish)).result() == finished
    assert len(events(wish.folder, "started")) == 1


async def test_more_steps_go_on_where_the_training_had_finished(tmp_path: Path) -> None:
    async with local() as trainer:
        await (await trainer.submit(job(tmp_path))).result()
        longer = await (await trainer.submit(job(tmp_path, steps=60))).result()
    assert longer.step == 60
    assert '"step": 40,' in events(tmp_path / "job-1", "started")[1]


async def test_a_trainer_ends_with_a_bot_that_was_killed_and_the_next_one_waits_for_it(tmp_path: Path) -> None:
    wish = job(tmp_path)
    (wish.folder / "hold").touch()
    code = (
        "import asyncio, pathlib, sys\n"
        "from tests.gan.engine.test_trainer import job, local\n"
        "async def main():\n"
        "    async with local() as trainer:\n"
        f"        await (await trainer.submit(job(pathlib.Path({str(tmp_path)!r})))).result()\n"
        "asyncio.run(main())"
    )
    bot = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)  # noqa: ASYNC220
    await until(lambda: events(wish.folder, "started"))
    bot.kill()
    bot.wait()
    await until(lambda: not trainers(wish.folder))
    assert (wish.folder / "run" / "checkpoint").is_file()
    (wish.folder / "hold").unlink()
    async with local() as trainer:
        assert (await (await trainer.submit(wish)).result()).step == 40


async def test_a_trainer_that_does_not_stop_is_killed(tmp_path: Path) -> None:
    wish = job(tmp_path)
    (wish.folder / "hold").touch()
    async with LocalTrainer(devices=1, command=FAKE, look_seconds=0.02, stop_limit=0.3) as trainer:
        ticket = await trainer.submit(wish)
        await until(lambda: ticket.progress.begun)
        (process,) = trainers(wish.folder)
        os.kill(process.pid, signal.SIGSTOP)
        ticket.cancel()
        with pytest.raises(TrainingCancelled):
            await ticket.result()
    assert trainers(wish.folder) == []


async def test_pictures_that_were_taken_back_are_not_learned_from(trainer: LocalTrainer, tmp_path: Path) -> None:
    wish = job(tmp_path)
    wish.pictures[0].unlink()
    await (await trainer.submit(wish)).result()
    assert '"images": 1' in events(wish.folder, "started")[0]


async def test_the_line_is_closed_with_the_engine(tmp_path: Path) -> None:
    trainer = local()
    with pytest.raises(TrainerClosed):
        await trainer.submit(job(tmp_path))


def test_gpus_are_counted_by_their_devices(tmp_path: Path) -> None:
    for name in ("nvidia0", "nvidia1", "nvidiactl", "nvidia-uvm"):
        (tmp_path / name).touch()
    assert gpus(tmp_path) == 2
