"""The command `python -m gan train`: from nothing, or from a run that was stopped, to a trained generator."""

from __future__ import annotations

import signal
from collections.abc import Generator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand

from gan.console import console, errors, stop

__all__ = ["TrainCommand", "train"]


class TrainCommand(TyperCommand):
    """A command whose help lists the presets, which are known once torch is imported and not before."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help, and below it a line for each preset."""
        super().format_help(ctx, formatter)
        from gan.training import PRESETS

        console.print("Presets:")
        for name, preset in PRESETS.items():
            console.print(f"  {name:<14} {preset.about}", highlight=False, soft_wrap=True, markup=False)


class Device(StrEnum):
    """Where to train."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"


class Optimizer(StrEnum):
    """What updates weights."""

    ADAM = "adam"
    MUON = "muon"
    RMSPROP = "rmsprop"


class LearningRates(StrEnum):
    """How the learning rate goes within a stage."""

    CONSTANT = "constant"
    COSINE = "cosine"
    LINEAR = "linear"
    STEP = "step"


class Augment(StrEnum):
    """What happens to pictures before the discriminator sees them."""

    NONE = "none"
    DIFFAUGMENT = "diffaugment"
    ADA = "ada"


def train(
    out: Annotated[Path, typer.Option(file_okay=False, help="The run's folder.")],
    data: Annotated[
        str | None,
        typer.Option(help="A corpus folder, any folder of images, or the word corpus: the run then draws its own."),
    ] = None,
    preset: Annotated[
        str | None, typer.Option(help="Networks and stages, see below; moe-64 by default.", show_default=False)
    ] = None,
    images: Annotated[
        int | None, typer.Option(min=1, help="Real pictures to see in all; the preset's number by default.")
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(min=0, help="Of weights, data order, noise and what is held out; 0 by default."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on from the run's last checkpoint; nothing else need be said.")
    ] = False,
    tick: Annotated[int | None, typer.Option(min=1, help="Images between two checkpoints; 4000 by default.")] = None,
    device: Annotated[Device | None, typer.Option(help="auto, the default, is cuda where there is one.")] = None,
    batch: Annotated[int | None, typer.Option(min=1, help="Pictures in a step; the preset's by default.")] = None,
    optimizer: Annotated[Optimizer | None, typer.Option(help="The preset's by default.")] = None,
    learning_rate: Annotated[float | None, typer.Option(help="Of every stage; each stage's own by default.")] = None,
    lr_schedule: Annotated[
        LearningRates | None, typer.Option(help="How the learning rate goes within a stage; the preset's by default.")
    ] = None,
    weight_decay: Annotated[float | None, typer.Option(help="Decoupled, as AdamW's; the preset's by default.")] = None,
    dropout: Annotated[float | None, typer.Option(help="Of the discriminator; the preset's by default.")] = None,
    augment: Annotated[
        Augment | None,
        typer.Option(help="Of what the discriminator sees; by default ada for a folder of images, none for a corpus."),
    ] = None,
    discriminator: Annotated[
        str | None,
        typer.Option(help="A model's name: the first stage with a discriminator begins with that model's."),
    ] = None,
) -> None:
    """Train a generator; stop it at any moment and go on with --resume.

    From nothing: python -m gan train --data corpus --out runs/first
    """
    options = {
        "data": data,
        "preset": preset,
        "images": images,
        "seed": seed,
        "tick": tick,
        "device": device,
        "batch": batch,
        "optimizer": optimizer,
        "learning_rate": learning_rate,
        "lr_schedule": lr_schedule,
        "weight_decay": weight_decay,
        "dropout": dropout,
        "augment": augment,
        "discriminator": discriminator,
    }
    asked = {name: str(it) if isinstance(it, StrEnum) else it for name, it in options.items() if it is not None}
    with _stopping_well(out):
        _train(out, asked, resume)


def _train(out: Path, asked: dict[str, Any], resume: bool) -> None:
    # torch is slow to import, and a mistake in the options needs none of it.
    from gan.corpus.data.dataset import CorpusError
    from gan.training import CheckpointError, RunError
    from gan.training.command import carry_out

    try:
        carry_out(out, asked, resume=resume)
    except ImportError as missing:
        stop(f"Drawing the corpus needs {missing.name}. Install it with: pip install 'moegan[train]'")
    except (RunError, CheckpointError, CorpusError, OSError, ValueError) as error:
        stop(str(error))


@contextmanager
def _stopping_well(out: Path) -> Generator[None]:
    """Ends a run that somebody stops, with Ctrl-C or by a signal, with a word on how to go on."""

    def interrupt(signum: int, frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    except KeyboardInterrupt:
        from gan.training.failures import how_to_go_on

        errors.print(
            f"Stopped. All up to the last checkpoint is kept. Go on with: {how_to_go_on(out)}",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
        raise typer.Exit(128 + signal.SIGINT) from None
    finally:
        signal.signal(signal.SIGTERM, before)
