"""The numbers of a run, or of one stage of it: pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

__all__ = ["Augmenting", "LearningRates", "OptimizerKind", "Schedule", "Span"]

OptimizerKind = Literal["adam", "muon", "rmsprop"]
LearningRates = Literal["constant", "linear", "cosine", "step"]
Augmenting = Literal["none", "diffaugment", "ada"]


@dataclass(frozen=True, slots=True)
class Schedule:
    """The numbers of a run, or of one stage of it.

    Attributes:
        seed: of initial weights, data order and noise.
        batch: pictures in a step.
        optimizer: `adam`; `muon`, which takes fewer steps (see `gan.training.learners.muon`); or `rmsprop`, which has
            no use for `betas` besides the second.
        learning_rate: of both networks, at its highest.
        learning_rate_schedule: how it falls over a stage (see `gan.training.learners.optimisers`).
        betas: Adam's.
        weight_decay: decoupled, as a share of the learning rate (see `gan.training.learners.optimisers`).
        dropout: share of the discriminator's features that it does without, before its last layer or, in a DCGAN,
            after every convolution.
        augment: what happens to pictures, real and drawn, before the discriminator sees them. `none` is for data that
            never repeats itself, such as a large drawn corpus; with a finite folder of images the discriminator learns
            those by heart, and `ada` is the choice: `diffaugment`'s changes, as often as it takes.
        augment_images: images in which ADA may raise its probability from 0 to 1.
        label_smoothing: DCGAN: real pictures are to be called real with a probability of so much less than 1.
        adversarial: whether there is a discriminator; without one the generator only follows its guide.
        guide: weight of the guide, for data that knows the codes of its pictures; 0 for a GAN without.
        penalty: gamma of R1 and R2.
        penalty_every: steps between two penalties (each then weighs that much more).
        attributes: weight of the attribute loss.
        condition_over: images over which the conditional part is ramped up.
        mixing: probability that a drawn picture has two W (style mixing).
        ema_half_life: images after which an old weight counts half in the average.

    A DCGAN knows none of the numbers from `adversarial` on.

    Raises:
        ValueError: a number or a name is none that can be trained with; the message says which there are.
    """

    seed: int = 0
    batch: int = 16
    optimizer: OptimizerKind = "adam"
    learning_rate: float = 2e-3
    learning_rate_schedule: LearningRates = "constant"
    betas: tuple[float, float] = (0.0, 0.99)
    weight_decay: float = 0.0
    dropout: float = 0.0
    augment: Augmenting = "none"
    augment_images: int = 100_000
    label_smoothing: float = 0.0
    adversarial: bool = True
    guide: float = 0.0
    penalty: float = 2.0
    penalty_every: int = 4
    attributes: float = 0.5
    condition_over: int = 20_000
    mixing: float = 0.5
    ema_half_life: int = 5_000

    def __post_init__(self) -> None:
        _check_choice("optimizer", self.optimizer, get_args(OptimizerKind))
        _check_choice("learning-rate schedule", self.learning_rate_schedule, get_args(LearningRates))
        _check_choice("augmentation", self.augment, get_args(Augmenting))
        if self.batch < 1 or self.augment_images < 1 or self.learning_rate <= 0 or self.weight_decay < 0:
            raise ValueError("Batch and learning rate must be above 0, and the weight decay not below it.")
        if not (0 <= self.dropout < 1 and 0 <= self.label_smoothing < 1):
            raise ValueError("Dropout and label smoothing are shares: from 0 up, below 1.")

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> Schedule:
        """Reads `dataclasses.asdict` back from JSON, also of a time when there were fewer numbers."""
        numbers = dict(document)
        first, second = numbers.pop("betas")
        return cls(betas=(first, second), **numbers)


def _check_choice(name: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise ValueError(f"There is no {name} {value!r}. Choose one of: {', '.join(choices)}.")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a stage lies in a run.

    Attributes:
        begin: images that the run had seen when the stage began.
        images: how many it sees in the stage.
    """

    begin: int = 0
    images: int = 1

    def progress(self, images_seen: int) -> float:
        """How much of the stage lies behind a run that has seen so many images, 0 to 1."""
        return min(1.0, max(0.0, (images_seen - self.begin) / max(1, self.images)))
