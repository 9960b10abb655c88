"""What every kind of trainer offers to a run, and which kind a preset or a checkpoint asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from gan.attributes import Vocabulary
from gan.rules import Rules
from gan.training import checkpoint
from gan.training.learners.batches import Batch
from gan.training.learners.dcgan import DcganShape
from gan.training.learners.dcgan_trainer import DcganTrainer
from gan.training.learners.schedule import Schedule, Span
from gan.training.learners.trainer import Trainer
from gan.training.presets import Preset, Stage

__all__ = ["Learner", "PresetMismatch", "create", "enter", "load"]


class PresetMismatch(ValueError):
    """A run's networks are not those of the preset that it is to go on with; the message says what to do."""


class Learner(Protocol):
    """Networks that are being trained, whatever their kind: all that a run needs of them.

    Attributes:
        kind: that of their preset.
    """

    kind: ClassVar[str]

    @property
    def images_seen(self) -> int:
        """Real pictures shown so far, in all stages together."""
        ...

    @property
    def resolution(self) -> int:
        """Side of the pictures, in pixels."""
        ...

    @property
    def vocabulary(self) -> Vocabulary:
        """That of the data it learns from."""
        ...

    @property
    def schedule(self) -> Schedule:
        """The present stage's numbers."""
        ...

    def begin(self, schedule: Schedule, span: Span) -> None:
        """Goes on with a stage's numbers; optimisers keep their moments where theirs are the same."""
        ...

    def step(self, batch: Batch) -> dict[str, float]:
        """One update; returns what there is to watch, which differs between kinds and stages.

        Raises:
            TrainingDiverged: a loss is not finite; the networks are then not to be saved.
        """
        ...

    def save(self, path: Path) -> None:
        """Writes a checkpoint from which `load` goes on exactly."""
        ...

    def sample(
        self, seeds: Sequence[int], frequencies: Mapping[str, Sequence[float]], rules: Rules
    ) -> NDArray[np.uint8]:
        """What the generator draws of these seeds now, the same latents every time.

        Args:
            seeds: as of recipes.
            frequencies: how often each value of each attribute is drawn (kinds without attributes ignore it).
            rules: which attributes hide which (likewise).

        Returns:
            RGB, shape `(len(seeds), resolution, resolution, 3)`.
        """
        ...

    def judge(self, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
        """The discriminator's realness of pictures, attributes left aside: higher is more real, the scale is its own.

        Args:
            pictures: RGB, shape `(n, side, side, 3)`, the side a multiple of the resolution.

        Returns:
            Shape `(n,)`; all NaN while the stage has no discriminator.
        """
        ...


def create(preset: Preset, resolution: int, vocabulary: Vocabulary, schedule: Schedule, device: str = "cpu") -> Learner:
    """A new learner of a preset, its weights random by the schedule's seed.

    Raises:
        ValueError: the preset's networks have no such resolution.
    """
    if preset.kind == "dcgan":
        return DcganTrainer(DcganShape(resolution, **preset.shapes), vocabulary, schedule, device)
    return Trainer(preset.architecture(resolution, vocabulary.class_counts()), vocabulary, schedule, device)


def enter(stage: Stage, preset: Preset, learner: Learner, device: str = "cpu") -> Learner:
    """The learner of a stage, with what the stages before have learned: itself, or one grown from it.

    To be called whenever a run begins or goes on with a stage, the first one too: only so does the learner know where
    in the stage it is.

    Raises:
        PresetMismatch: the learner's networks are not those that the preset has before this stage.
    """
    _check_kind(preset, learner.kind)
    span = preset.span_at(learner.images_seen)
    if isinstance(learner, Trainer):
        learner = _grown(stage, preset, learner, device)
    elif isinstance(learner, DcganTrainer) and learner.shape != DcganShape(stage.resolution, **preset.shapes):
        raise _mismatch(preset)
    learner.begin(stage.schedule, span)
    return learner


def _grown(stage: Stage, preset: Preset, trainer: Trainer, device: str) -> Trainer:
    wanted = preset.architecture(stage.resolution, trainer.architecture.classes)
    if trainer.architecture == wanted:
        return trainer
    if replace(trainer.architecture, resolution=trainer.architecture.resolution * 2) != wanted:
        raise _mismatch(preset)
    grown = Trainer(wanted, trainer.vocabulary, stage.schedule, device)
    grown.grow_from(trainer)
    return grown


def load(path: Path, preset: Preset | None = None, device: str = "cpu") -> Learner:
    """The learner of a checkpoint, which says itself of which kind it is (where it does not: stylegan2).

    Raises:
        CheckpointError: the file is missing or damaged.
        PresetMismatch: it is of another kind than the preset.
    """
    kind = checkpoint.kind(path)
    if preset is not None:
        _check_kind(preset, kind)
    return DcganTrainer.load(path, device) if kind == "dcgan" else Trainer.load(path, device)


def _check_kind(preset: Preset, kind: str) -> None:
    if preset.kind != kind:
        raise _mismatch(preset)


def _mismatch(preset: Preset) -> PresetMismatch:
    return PresetMismatch(
        f"The run has networks of another shape than the preset {preset.name}. "
        "Go on with the preset that it began with, or choose another folder."
    )
