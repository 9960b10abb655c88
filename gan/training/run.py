"""A training run: ticks with a checkpoint each, that can be stopped at any moment and gone on with."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gan.attributes import Vocabulary
from gan.corpus.data.dataset import Corpus, Pictures
from gan.corpus.data.guidance import guidance_of
from gan.networks import Discriminator
from gan.sheet import contact_sheet
from gan.training.alarms import Alarm, new_alarms
from gan.training.failures import RunError, explain, how_to_go_on
from gan.training.folder import CHECKPOINT, RunFolder
from gan.training.frequencies import frequencies
from gan.training.learners.batches import Batch, batches
from gan.training.learners.learner import Learner, PresetMismatch, create, enter, load
from gan.training.learners.losses import TrainingDiverged
from gan.training.learners.optimisers import learning_rate
from gan.training.learners.trainer import DiscriminatorMismatch, Trainer
from gan.training.lock import locked
from gan.training.material import Material
from gan.training.pace import seconds_left, stage_number
from gan.training.presets import Preset
from gan.training.signs import Reference, reference_of, signs
from gan.training.ticks import Tick, Watcher

__all__ = ["CHECKPOINT", "Plan", "check_vocabulary", "train"]

# Drawn at every tick to look for signs of collapse; the first of them are shown.
_DRAWN_SEEDS = range(64)
_SHEET_SEEDS = range(32)
_SHEET_COLUMNS = 8


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is asked to do.

    Attributes:
        out: the run's folder.
        preset: networks and stages.
        resume: go on from the run's last checkpoint.
        tick: images between two checkpoints.
        device: `cpu` or `cuda`.
        discriminator: what the first stage with a discriminator begins with; None: one that has learned nothing.
    """

    out: Path
    preset: Preset
    resume: bool = False
    tick: int = 4_000
    device: str = "cpu"
    discriminator: Discriminator | None = None


def train(plan: Plan, material: Material, watchers: Sequence[Watcher] = ()) -> Learner:
    """Runs a plan to its end, with a checkpoint, metrics and a sheet at every tick.

    What goes wrong on the way (memory, the disk, losses that are no numbers) ends it with a message; the last
    checkpoint stands.

    Raises:
        RunError: the plan and the folders do not go together, another process holds the run, or it cannot go on.
        CheckpointError: the last checkpoint is damaged.
    """
    _check_side(material.training.images, plan.preset.stages[-1].resolution)
    with locked(plan.out):
        return _Run(plan, material, watchers).go()


class _Run:
    """A run while it runs."""

    def __init__(self, plan: Plan, material: Material, watchers: Sequence[Watcher]) -> None:
        self._plan = plan
        self._data = material.training
        self._watchers = watchers
        self._folder = RunFolder(plan.out)
        self._shares = frequencies(self._data.labels, self._data.vocabulary, self._data.rules)
        guided = any(stage.schedule.guide for stage in plan.preset.stages)
        self._guidance = guidance_of(self._data) if guided and isinstance(self._data, Corpus) else None
        self._reference: Reference = reference_of(material, plan.preset.stages[0].schedule.seed)
        self._history: list[dict[str, Any]] = []

    def go(self) -> Learner:
        plan = self._plan
        learner = _start(plan, self._folder, self._data.vocabulary)
        self._history = self._folder.forget_after(learner.images_seen)
        for watcher in self._watchers:
            watcher.started(learner.images_seen)
        while learner.images_seen < plan.preset.images:
            stage, end = plan.preset.stage_at(learner.images_seen)
            try:
                learner = enter(stage, plan.preset, learner, plan.device)
                self._give_discriminator(learner)
                stream = batches(
                    self._data,
                    stage.resolution,
                    stage.schedule.batch,
                    stage.schedule.seed,
                    learner.images_seen,
                    self._guidance,
                )
                while learner.images_seen < end:
                    self._tick(learner, stream, min(end, learner.images_seen + plan.tick))
                    learner.save(self._folder.checkpoint)
            except (PresetMismatch, DiscriminatorMismatch) as error:
                raise RunError(f"{plan.out}: {error}") from None
            except TrainingDiverged as error:
                raise RunError(_diverged(error, plan.out)) from error
            except (MemoryError, RuntimeError, OSError) as error:
                message = explain(error, plan.out, stage.schedule, stage.resolution)
                if message is None:
                    raise
                raise RunError(message) from error
        return learner

    def _give_discriminator(self, learner: Learner) -> None:
        given, begins = self._plan.discriminator, self._plan.preset.first_against
        if given is not None and isinstance(learner, Trainer) and learner.images_seen == begins:
            learner.take_discriminator(given)

    def _tick(self, learner: Learner, stream: Iterator[Batch], until: int) -> None:
        """One tick, all but its checkpoint: that comes last, so that whatever it holds has been seen."""
        number = stage_number(self._plan.preset, learner.images_seen)
        rate, means = self._learn(learner, stream, until)
        drawn = learner.sample(_DRAWN_SEEDS, self._shares, self._data.rules)
        metrics = means | {name: round(value, 5) for name, value in signs(learner, drawn, self._reference).items()}
        tick = Tick(
            images_seen=learner.images_seen,
            rate=rate,
            seconds_left=seconds_left(self._plan.preset, learner.images_seen, rate),
            stage=number,
            stages=len(self._plan.preset.stages),
            resolution=learner.resolution,
            metrics=metrics,
            alarms=self._alarms(learner, number, metrics),
            sheet=contact_sheet(drawn[: len(_SHEET_SEEDS)], _SHEET_COLUMNS),
        )
        self._record(tick)
        for watcher in self._watchers:
            watcher.ticked(tick)

    def _learn(self, learner: Learner, stream: Iterator[Batch], until: int) -> tuple[float, dict[str, float]]:
        """Images a second, and means of what there was to watch."""
        started, before = time.monotonic(), learner.images_seen
        collected: dict[str, list[float]] = defaultdict(list)
        while learner.images_seen < until:
            for name, value in learner.step(next(stream)).items():
                collected[name].append(value)
            for watcher in self._watchers:
                watcher.stepped(learner.images_seen)
        means = {name: round(float(np.mean(values)), 5) for name, values in collected.items()}
        means["learning_rate"] = learning_rate(learner.schedule, self._plan.preset.span_at(before), before)
        return (learner.images_seen - before) / (time.monotonic() - started), means

    def _alarms(self, learner: Learner, stage: int, metrics: dict[str, float]) -> tuple[Alarm, ...]:
        line = {"images": learner.images_seen, "stage": stage, **metrics}
        return tuple(new_alarms([*self._history, line]))

    def _record(self, tick: Tick) -> None:
        line: dict[str, Any] = {"images": tick.images_seen, "rate": round(tick.rate, 2), "stage": tick.stage}
        line |= {"resolution": tick.resolution, **tick.metrics}
        if tick.alarms:
            line["alarms"] = {alarm.name: str(alarm) for alarm in tick.alarms}
        self._folder.add_sheet(tick.images_seen, tick.sheet)
        self._folder.add_metrics(line)
        self._history.append(line)


def _start(plan: Plan, folder: RunFolder, vocabulary: Vocabulary) -> Learner:
    if not folder.checkpoint.exists():
        first = plan.preset.stages[0]
        return create(plan.preset, first.resolution, vocabulary, first.schedule, plan.device)
    if not plan.resume:
        raise RunError(f"{plan.out} already holds a run. Go on with it (--resume) or choose another folder.")
    try:
        learner = load(folder.checkpoint, plan.preset, plan.device)
    except PresetMismatch as error:
        raise RunError(f"{plan.out}: {error}") from None
    check_vocabulary(plan.out, learner, vocabulary)
    return learner


def check_vocabulary(run: Path, learner: Learner, vocabulary: Vocabulary) -> None:
    """Raises `RunError` where the run in the folder `run` was trained with another vocabulary than this one of data."""
    if differing := learner.vocabulary.differing(vocabulary):
        raise RunError(
            f"The run in {run} was trained with another vocabulary than the data's; they differ in "
            f"{differing}. Give it the data that it began with, or begin a new run."
        )


def _check_side(images: Pictures | NDArray[np.uint8], resolution: int) -> None:
    side = images.shape[1]
    if side < resolution or side % resolution:
        raise RunError(f"The pictures are {side} px wide; training at {resolution} px needs that or a multiple of it.")


def _diverged(error: TrainingDiverged, out: Path) -> str:
    return (
        f"{error}. The last checkpoint, if there is one, stands. The same numbers would end the same way; take a lower "
        f"learning rate, for example: {how_to_go_on(out)} --learning-rate 0.0005"
    )
