"""The command `python -m gan morph`: faces that turn into one another, as a looping film."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from gan.attributes import UnknownAttribute
from gan.console import ModelsFolder, console, parse_attributes, pick_model, progress, stop
from gan.models import ModelError
from gan.recipe import SEED_LIMIT, RecipeError, fresh
from gan.rules import Contradiction

__all__ = ["SeveralSeeds", "morph"]

_SEEDS = "--seeds"


class SeveralSeeds(TyperCommand):
    """A command whose option `--seeds` takes all the values that follow it, as no option of Click or Typer can."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Reads `--seeds 1 2 3` as `--seeds 1 --seeds 2 --seeds 3`."""
        return super().parse_args(ctx, list(_repeated(args)))


def _repeated(args: list[str]) -> Iterator[str]:
    taking = False
    for index, argument in enumerate(args):
        option = argument.startswith("-") and not re.fullmatch(r"-\d+", argument)
        if taking and not option and args[index - 1] != _SEEDS:
            yield _SEEDS
        taking = argument.partition("=")[0] == _SEEDS if option else taking
        yield argument


def morph(
    seeds: Annotated[
        list[int],
        typer.Option(
            _SEEDS,
            "--seed",
            min=0,
            max=SEED_LIMIT - 1,
            metavar="SEED SEED ...",
            help="The faces in order, at least two.",
        ),
    ],
    out: Annotated[Path, typer.Option(dir_okay=False, help="The file: .gif, .webp or .mp4 (needs the extra `video`).")],
    seconds: Annotated[float, typer.Option(min=0.1, max=60, help="From one face to the next.")] = 1.5,
    hold: Annotated[float, typer.Option(min=0, max=60, help="Seconds of rest at each face.")] = 0.5,
    fps: Annotated[int, typer.Option(min=1, max=50, help="Frames a second.")] = 25,
    size: Annotated[
        int | None, typer.Option(min=16, max=1024, help="Side in pixels; the model's own by default.")
    ] = None,
    attr: Annotated[
        list[str] | None, typer.Option(help="NAME=VALUE, for example hair_color=pink, of every face; repeatable.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="Name or id of a model; the shipped base by default.")] = None,
    models: ModelsFolder = None,
    device: Annotated[str, typer.Option(help="cpu or cuda.")] = "cpu",
) -> None:
    """Film a smooth walk from face to face and back to the first, as a loop without a seam.

    Each face is the picture that `draw` gives for its seed. What --attr asks for, every face has. What it leaves open,
    each seed decides for its own face, and on the way one passes into the other: black hair turns pink along with
    everything else.
    """
    attributes = parse_attributes(attr or [])
    if len(seeds) < 2:
        stop(f"A walk needs at least two faces, for example: {_SEEDS} {seeds[0]} {(seeds[0] + 1) % SEED_LIMIT}")
    # numpy, Pillow and torch are slow to import, and `models` and a mistake in the options above need none of them.
    from gan.video import VideoError, check, write

    try:
        chosen = pick_model(models, model)
        attributes = chosen.check(attributes)
        check(out, size or chosen.resolution)
    except (ModelError, UnknownAttribute, Contradiction, VideoError) as error:
        stop(str(error))

    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # what cuBLAS needs to give the same bytes each time
    import torch

    from gan.generator import load
    from gan.morph import Pace, Walk

    torch.set_num_threads(1)  # as `draw` does: the last bits depend on it
    try:
        torch.zeros(1, device=device).item()  # there are devices that hold nothing
    except (RuntimeError, AssertionError):
        stop(f"torch cannot draw on {device!r} here. Take --device cpu.")
    try:
        recipes = [fresh(chosen.id, seed, attributes) for seed in seeds]
        walk = Walk(load(chosen, device), recipes, Pace(fps, seconds, hold), size)
        out.parent.mkdir(parents=True, exist_ok=True)
        with progress() as bar:
            task = bar.add_task("Frames", total=len(walk.ticks))
            write(walk, out, lambda _: bar.advance(task))
    except (ModelError, RecipeError, Contradiction, VideoError, OSError) as error:
        stop(str(error))
    written = f"{len(walk.ticks)} frames, {sum(walk.ticks) / fps:.1f} s, {out.stat().st_size / 1024:.0f} KiB"
    console.print(f"{out}  {written}", highlight=False, soft_wrap=True)
