"""Ours and the others side by side: the same uploads, the same processor time, the same judges."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.styles.catalogue import RESTYLED, pictures
from benchmarks.styles.rivals import METHODS, Method, Rival
from benchmarks.styles.truth import Truth
from gan.discriminator import load_discriminator
from gan.evaluation.drawn import GeneratorSampler, ModelSampler
from gan.finetuning.faces import Faces
from gan.finetuning.gates import Judge
from gan.finetuning.likeness import likenesses
from gan.finetuning.tiers import tier_for
from gan.finetuning.tuner import Plan, Tuner
from gan.finetuning.uploads import Uploads
from gan.loading import load_generator
from gan.models import Model
from gan.networks import Generator
from gan.training.learners.batches import normalised

__all__ = ["Marks", "compare"]

# Pictures of the style that nobody learns from: far more than a community would hold out, and so far surer.
_UNSEEN: Final = 200
_UPLOADS_FROM, _UNSEEN_FROM = 900_000, 950_000
_BATCH: Final = 8


@dataclass(frozen=True, slots=True)
class Marks:
    """What a method made of the uploads in its time.

    Attributes:
        steps: that it came to.
        truth: distance to the true pictures (`truth.Truth.distance`); None where nobody knows them.
        kid: to pictures that nobody learned from, in random convolutions.
        gates: the figures of `gan.finetuning.gates` by name.
        sampler: draws in the style.
    """

    steps: int
    truth: float | None
    kid: float
    gates: Mapping[str, float]
    sampler: GeneratorSampler


def compare(model: Model, style: str, count: int, seconds: float, tell: Callable[[str, Marks], None]) -> None:
    """Trains by every method in turn.

    Args:
        model: the base.
        style: of `catalogue.STYLES`.
        count: uploads.
        seconds: of processor time for each, that of looking at the results not counted.
        tell: told of each method when it is done, the untouched base first.
    """
    base = ModelSampler(model)
    uploads, unseen = (
        np.stack([picture for _, picture in pictures(style, some, base.resolution, seed)])
        for some, seed in ((count, _UPLOADS_FROM), (_UNSEEN, _UNSEEN_FROM))
    )
    judge = Judge(base, Uploads(uploads, unseen))
    truth = Truth(load_generator(model), style) if style in RESTYLED else None

    def mark(generator: Generator, steps: int) -> Marks:
        sampler = base.with_generator(deepcopy(generator))
        gates = {gate.name: gate.value for gate in judge.gates(sampler)}
        known = None if truth is None else truth.distance(generator)
        return Marks(steps, known, judge.kid(sampler, 200), gates, sampler)

    tell("untouched", mark(load_generator(model), 0))
    tell("ours", mark(*_ours(model, base, uploads, seconds)))
    for method in METHODS:
        tell(method, mark(*_rival(model, base, uploads, method, seconds)))


def _ours(model: Model, base: GeneratorSampler, uploads: NDArray[np.uint8], seconds: float) -> tuple[Generator, int]:
    until = time.process_time() + seconds
    faces, generator = Faces(base), load_generator(model).eval().requires_grad_(False)
    shown = likenesses(generator, normalised(uploads, base.resolution), faces.places)
    plan = Plan(tier=tier_for(len(uploads), shown.trust.mean().item()))
    tuner = Tuner(generator, load_discriminator(model), faces, plan)
    while time.process_time() < until:
        chosen = _chosen(len(uploads), tuner.step_number)
        tuner.step(normalised(uploads[chosen], base.resolution), shown[chosen])
    return tuner.average, tuner.step_number


def _rival(
    model: Model, base: GeneratorSampler, uploads: NDArray[np.uint8], method: Method, seconds: float
) -> tuple[Generator, int]:
    until, steps = time.process_time() + seconds, 0
    rival = Rival(model, base, method)
    while time.process_time() < until:
        rival.step(normalised(uploads[_chosen(len(uploads), steps)], base.resolution))
        steps += 1
    return rival.average, steps


def _chosen(count: int, step: int) -> NDArray[np.int64]:
    return np.random.default_rng([0, step]).integers(count, size=_BATCH)
