"""The command `python -m gan finetune`: a few dozen pictures become a style."""

from __future__ import annotations

import shlex
import signal
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

from gan.commands.train import Device
from gan.console import ModelsFolder, errors, pick_model, stop

__all__ = ["finetune"]


def finetune(
    images: Annotated[Path, typer.Option(file_okay=False, help="Folder with the pictures of the style.")],
    out: Annotated[Path, typer.Option(file_okay=False, help="The run's folder; the style's files end up in it.")],
    name: Annotated[str, typer.Option(help="The style's name: its files are called so.")] = "style",
    base: Annotated[
        str | None,
        typer.Option(
            help="Name or id of the model to lay it on; by default what --resume finds, or the default model."
        ),
    ] = None,
    models: ModelsFolder = None,
    steps: Annotated[int | None, typer.Option(min=1, help="Instead of as many as the pictures ask for.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="Of order, noise and which pictures are held out.")] = 0,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on from the run's last checkpoint, if there is one.")
    ] = False,
    device: Annotated[Device, typer.Option(help="auto is cuda where there is one.")] = Device.AUTO,
) -> None:
    """Teach a generator a style from a few dozen pictures, while every recipe keeps its face.

    Prints a line of JSON for every few steps; the last has the gates. Stop it at any moment, go on with --resume.
    """
    from gan.corpus.data.dataset import CorpusError
    from gan.evaluation.judged import CannotMeasure
    from gan.finetuning.progress import Progress
    from gan.finetuning.run import Request, Stopped, begun_with
    from gan.finetuning.run import finetune as carry_out
    from gan.models import ModelError
    from gan.training import CheckpointError, RunError
    from gan.training.device import device_of
    from gan.training.learners.losses import TrainingDiverged

    def fail(message: str) -> NoReturn:
        # What is wrong may be that nothing can be written there.
        with suppress(OSError):
            out.mkdir(parents=True, exist_ok=True)
            Progress(out, 0).failed(message)
        stop(message)

    with _asked_to_stop() as stopping:
        try:
            # The default model may be another one by now.
            model = pick_model(models, base or (begun_with(out) if resume else None))
            carry_out(Request(images, out, name, model, steps, seed, device_of(device), resume), stopping)
        except Stopped:
            # With what it was begun with, whatever that was: this very line, and --resume.
            again = shlex.join(["python", "-m", "gan", *sys.argv[1:], *([] if resume else ["--resume"])])
            errors.print(f"Stopped. Go on with: {again}", markup=False, highlight=False, soft_wrap=True)
        except (RunError, CheckpointError, CorpusError, ModelError, CannotMeasure, TrainingDiverged, OSError) as error:
            fail(str(error))


@contextmanager
def _asked_to_stop() -> Generator[Callable[[], bool]]:
    """Says whether somebody has asked the process to end, with Ctrl-C or by a signal; it then ends by itself."""
    asked = False

    def ask(signum: int, frame: FrameType | None) -> None:
        nonlocal asked
        asked = True

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield lambda: asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
