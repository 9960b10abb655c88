"""One trainer: a process of its own, what it is told, and how it is stopped.

Importing this module imports neither torch nor numpy; the trainer does.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gan.engine.training import TrainingJob
from gan.environment import for_a_process

__all__ = ["TRAINER", "TrainerProcess", "gpus", "last_words", "lay_out", "run_folder", "take_away"]

TRAINER: Final = (sys.executable, "-m", "gan", "finetune")
# Drawing gives way to the bot by 5 (see gan.engine.worker); training gives way to drawing.
_NICENESS: Final = 15
# How much of a trainer's own log is passed on to the bot's where it died.
_LAST_WORDS: Final = 4000


def gpus(devices: Path = Path("/dev")) -> int:
    """How many NVIDIA GPUs the driver shows; asked without torch."""
    return sum(path.name[6:].isdigit() for path in devices.glob("nvidia*"))


def run_folder(job: TrainingJob) -> Path:
    """The trainer's own folder."""
    return job.folder / "run"


def lay_out(job: TrainingJob) -> None:
    """Puts the pictures into a folder of their own, as they are now: what was taken back since is not there."""
    pictures = _pictures(job)
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    for path in job.pictures:
        try:
            os.link(path, pictures / path.name)
        except FileNotFoundError:
            continue
        except OSError:
            shutil.copyfile(path, pictures / path.name)


def take_away(job: TrainingJob) -> None:
    """Removes what `lay_out` put there."""
    shutil.rmtree(_pictures(job), ignore_errors=True)


def last_words(job: TrainingJob) -> str:
    """The end of what the job's trainers have logged."""
    with contextlib.suppress(OSError), _log(job).open("rb") as log:
        log.seek(max(0, log.seek(0, os.SEEK_END) - _LAST_WORDS))
        return log.read().decode(errors="replace").strip()
    return "(it left no log)"


@dataclass(frozen=True, slots=True)
class TrainerProcess:
    """How trainers are run.

    Attributes:
        command: the trainer; tests put their own here.
        look_seconds: how often the trainer's lines are read.
        stop_limit: seconds that a trainer has for its checkpoint once it is told to stop.
        gpus: how many there are to share out.
    """

    command: Sequence[str] = TRAINER
    look_seconds: float = 1.0
    stop_limit: float = 60.0
    gpus: int = 0

    async def run(
        self, job: TrainingJob, device: int, *, resume: bool, stopping: asyncio.Event, look: Callable[[], None]
    ) -> int:
        """Runs a trainer to its end; its exit status.

        Args:
            device: the number of the GPU, where there are several.
            resume: whether the job was begun before.
            stopping: set, tells the trainer to write a checkpoint and end.
            look: called again and again, to read what the trainer writes.
        """
        with _log(job).open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *self._arguments(job, resume),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=log,
                env=self._environment(device),
                # Ctrl+C in a terminal is the bot's alone to answer.
                start_new_session=True,
            )
        ended = asyncio.ensure_future(process.wait())
        stop = asyncio.ensure_future(stopping.wait())
        try:
            while not ended.done() and not stop.done():
                await asyncio.wait([ended, stop], timeout=self.look_seconds, return_when=asyncio.FIRST_COMPLETED)
                look()
            if not ended.done():
                # It may have ended of itself just now.
                with contextlib.suppress(ProcessLookupError):
                    process.send_signal(signal.SIGTERM)
                await asyncio.wait([ended], timeout=self.stop_limit)
        finally:
            stop.cancel()
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
            await asyncio.shield(ended)
        return ended.result()

    def _arguments(self, job: TrainingJob, resume: bool) -> list[str]:
        arguments = [
            *(sys.executable, "-m", "gan.engine.launch", str(job.folder / "trainer.lock"), str(_NICENESS)),
            *(str(os.getpid()), *self.command),
            *("--images", str(_pictures(job)), "--out", str(run_folder(job)), "--name", job.name),
        ]
        if job.base is not None:
            arguments += ["--base", job.base]
        if job.steps is not None:
            arguments += ["--steps", str(job.steps)]
        if resume:
            arguments.append("--resume")
        return arguments

    def _environment(self, device: int) -> dict[str, str]:
        # Threads that wait for one another are to sleep: while avatars are drawn, waiting would take most of the cores.
        environment = {"OMP_WAIT_POLICY": "PASSIVE"} | for_a_process()
        if self.gpus > 1:
            environment["CUDA_VISIBLE_DEVICES"] = str(device % self.gpus)
        return environment


def _pictures(job: TrainingJob) -> Path:
    return job.folder / "pictures"


def _log(job: TrainingJob) -> Path:
    return job.folder / "trainer.log"
