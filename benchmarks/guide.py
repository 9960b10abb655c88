"""How fast a generator learns what it is shown: the trials of docs/training.md.

    python -m benchmarks.guide --data corpus --images 12000 --batch 16 --shape channel_base=2048

Trains a generator without a discriminator at one resolution, at a rate that falls to nothing in a line, and prints the
guide of the averaged generator on 256 validation pictures: the lower, the nearer to what it was to draw.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Final

import torch
import typer

from gan.console import console, stop
from gan.corpus.data.dataset import Corpus, CorpusError
from gan.corpus.data.guidance import guidance_of
from gan.training import PRESETS, Trainer
from gan.training.learners.batches import Batch, batches
from gan.training.learners.drawing import draw
from gan.training.learners.losses import pyramid_distance
from gan.training.learners.schedule import Span

_JUDGED: Final = 256
_REPORTS: Final = 4


def main(
    data: Annotated[Path, typer.Option(help="A corpus: python -m gan corpus --out corpus --count 20000.")],
    resolution: Annotated[int, typer.Option(help="Side of the pictures; the corpus's is a multiple of it.")] = 32,
    images: Annotated[int, typer.Option(min=16, help="To be seen in all.")] = 12_000,
    batch: Annotated[int, typer.Option(min=1, help="Pictures in a step.")] = 16,
    optimizer: Annotated[str, typer.Option(help="muon or adam.")] = "muon",
    learning_rate: Annotated[float, typer.Option(help="At its highest.")] = 1.5e-2,
    shape: Annotated[
        list[str] | None, typer.Option(help="NAME=NUMBER of gan.networks.Architecture, instead of the preset's own.")
    ] = None,
    threads: Annotated[int, typer.Option(min=1, help="One for each of several trials side by side.")] = 1,
) -> None:
    """Train from nothing and say how near the generator comes."""
    torch.set_num_threads(threads)
    try:
        training, held_out = Corpus(data), Corpus(data, "val")
    except CorpusError as error:
        stop(str(error))
    preset = PRESETS["moe-64"]
    numbers: dict[str, Any] = {"batch": batch, "optimizer": optimizer, "learning_rate": learning_rate}
    schedule = replace(preset.stages[0].schedule, learning_rate_schedule="linear", **numbers)
    preset = replace(preset, shapes={**preset.shapes, **_numbers(shape or [])})
    architecture = preset.architecture(resolution, training.vocabulary.class_counts())
    trainer = Trainer(architecture, training.vocabulary, schedule)
    trainer.begin(schedule, Span(0, images))
    judged = next(batches(held_out, resolution, min(_JUDGED, len(held_out)), 0, 0, guidance_of(held_out)))
    stream = batches(training, resolution, batch, schedule.seed, 0, guidance_of(training))
    begun = time.monotonic()
    for part in range(1, _REPORTS + 1):
        while trainer.images_seen < images * part // _REPORTS:
            trainer.step(next(stream))
        rate = trainer.images_seen / (time.monotonic() - begun)
        console.print(f"{trainer.images_seen:>9,} images  {rate:6.1f}/s  guide {_guide(trainer, judged):.4f}")


def _guide(trainer: Trainer, judged: Batch) -> float:
    noise = torch.Generator().manual_seed(0)
    with torch.inference_mode():
        drawing = draw(trainer.average, judged, 0.0, noise, torch.bfloat16)
        return pyramid_distance(drawing.pictures, judged.pictures, drawing.single).item()


def _numbers(pairs: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        if not value.isdigit():
            stop(f"--shape takes NAME=NUMBER, for example channel_base=1024, not {pair!r}.")
        found[name] = int(value)
    return found


if __name__ == "__main__":
    typer.run(main)
