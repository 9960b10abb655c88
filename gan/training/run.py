"""A training run on disk: one folder that can be stopped at any moment and gone on with.

RUN/checkpoint.safetensors   the last whole checkpoint
RUN/metrics.jsonl            one line a tick
RUN/sheets/000064000.png     what the averaged generator draws from fixed seeds, at each tick
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image

from gan.attributes import Vocabulary
from gan.corpus.data.dataset import Corpus, Folder, Pictures
from gan.generator import Painter
from gan.networks import Architecture
from gan.recipe import fresh
from gan.sheet import contact_sheet
from gan.training.trainer import Batch, Schedule, Trainer, batches

__all__ = ["CHECKPOINT", "Plan", "RunError", "Tick", "check_vocabulary", "draw_sheet", "frequencies", "train"]

CHECKPOINT = "checkpoint.safetensors"
_SHEET_SEEDS = range(32)
_SHEET_COLUMNS = 8


class RunError(Exception):
    """A run cannot start as asked; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is asked to do.

    Attributes:
        out: the run's folder.
        resolution: side of the pictures.
        images: real pictures to see before it ends, those of the runs it grew from not counted.
        schedule: the objective's numbers; a run that is gone on with takes these, whatever it began with.
        grow_from: folder of a run at half the resolution to start from.
        resume: go on from the run's last checkpoint.
        tick: images between two checkpoints.
        device: `cpu` or `cuda`.
        channel_base: see `Architecture`.
    """

    out: Path
    resolution: int
    images: int
    schedule: Schedule
    grow_from: Path | None = None
    resume: bool = False
    tick: int = 4_000
    device: str = "cpu"
    channel_base: int = 2048


@dataclass(frozen=True, slots=True)
class Tick:
    """What a run reports.

    Attributes:
        images_seen: by this run.
        rate: images a second since the last tick.
        metrics: means since the last tick.
    """

    images_seen: int
    rate: float
    metrics: dict[str, float]


def train(plan: Plan, corpus: Corpus | Folder, report: Callable[[Tick], None]) -> Trainer:
    """Runs a plan to its end, saving a checkpoint and a sheet at every tick.

    Raises:
        RunError: the plan and the folders do not go together.
        TrainingDiverged: a loss is no longer a number; the last checkpoint stands.
    """
    trainer = _start(plan, corpus.vocabulary)
    plan.out.joinpath("sheets").mkdir(parents=True, exist_ok=True)
    _check_side(corpus.images, plan.resolution)
    stream = batches(corpus.images, corpus.labels, plan.resolution, trainer.schedule, trainer.images_seen)
    shares = frequencies(corpus.labels, corpus.vocabulary)
    while trainer.images_seen < plan.images:
        tick = _one_tick(trainer, stream, min(plan.images, trainer.images_seen + plan.tick))
        trainer.save(plan.out / CHECKPOINT)
        with plan.out.joinpath("metrics.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"images": tick.images_seen, "rate": round(tick.rate, 2), **tick.metrics}) + "\n")
        draw_sheet(trainer, shares).save(plan.out / "sheets" / f"{tick.images_seen:09d}.png")
        report(tick)
    return trainer


def _start(plan: Plan, vocabulary: Vocabulary) -> Trainer:
    last = plan.out / CHECKPOINT
    if plan.resume and last.exists():
        trainer = Trainer.load(last, plan.device, plan.schedule)
        if trainer.architecture.resolution != plan.resolution:
            raise RunError(f"The run in {plan.out} has another resolution: {trainer.architecture.resolution}.")
        check_vocabulary(plan.out, trainer, vocabulary)
        return trainer
    if last.exists():
        raise RunError(f"{plan.out} already holds a run. Go on with it (--resume) or choose another folder.")
    architecture = Architecture(plan.resolution, vocabulary.class_counts(), channel_base=plan.channel_base)
    trainer = Trainer(architecture, vocabulary, plan.schedule, plan.device)
    if plan.grow_from is not None:
        smaller = Trainer.load(plan.grow_from / CHECKPOINT, plan.device)
        if smaller.architecture.resolution * 2 != plan.resolution:
            raise RunError(f"A run grows from one of half its resolution; {plan.grow_from} is no such run.")
        check_vocabulary(plan.grow_from, smaller, vocabulary)
        trainer.grow_from(smaller)
    return trainer


def check_vocabulary(run: Path, trainer: Trainer, vocabulary: Vocabulary) -> None:
    """Raises `RunError` where the run in the folder `run` was trained with another vocabulary than this one of data."""
    trained = trainer.vocabulary
    if trained != vocabulary:
        differing = [name for name in {**trained, **vocabulary} if trained.get(name) != vocabulary.get(name)]
        raise RunError(
            f"The run in {run} was trained with another vocabulary than the data's; they differ in "
            f"{', '.join(differing) or 'their order'}. Give it the data that it began with, or begin a new run."
        )


def _check_side(images: Pictures, resolution: int) -> None:
    side = images.shape[1]
    if side < resolution or side % resolution:
        raise RunError(f"The pictures are {side} px wide; training at {resolution} px needs that or a multiple of it.")


def _one_tick(trainer: Trainer, stream: Iterator[Batch], until: int) -> Tick:
    started, before = time.monotonic(), trainer.images_seen
    collected: dict[str, list[float]] = defaultdict(list)
    while trainer.images_seen < until:
        for name, value in trainer.step(next(stream)).items():
            collected[name].append(value)
    means = {name: round(float(np.mean(values)), 5) for name, values in collected.items()}
    return Tick(trainer.images_seen, (trainer.images_seen - before) / (time.monotonic() - started), means)


def frequencies(labels: npt.NDArray[np.int64], vocabulary: Vocabulary) -> dict[str, list[float]]:
    """For each attribute the share of each of its values, four decimals."""
    return {
        name: [
            round(np.count_nonzero(labels[:, i] == value) / len(labels), 4) for value in range(len(attribute.values))
        ]
        for i, (name, attribute) in enumerate(vocabulary.items())
    }


def draw_sheet(trainer: Trainer, shares: dict[str, list[float]], truncation: float = 1.0) -> Image.Image:
    """Fixed seeds as the averaged generator draws them now."""
    card: dict[str, Any] = {
        "truncation": truncation,
        "bands": (8, 16),
        "vocabulary": trainer.vocabulary.to_json(),
        "frequencies": shares,
    }
    painter = Painter(trainer.average, card, trainer.device)
    with torch.inference_mode():
        pictures = [painter.paint(fresh("0" * 64, seed)) for seed in _SHEET_SEEDS]
    return contact_sheet(pictures, _SHEET_COLUMNS)
