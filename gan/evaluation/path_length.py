"""How evenly pictures change along a way through W: between two faces nothing should jump."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from gan.evaluation.classifier import Classifier
from gan.evaluation.drawn import Drawn, StyleSampler
from gan.evaluation.judged import Judged, Tell, judge, silent
from gan.evaluation.perceptual import Perception
from gan.generator import to_pixels

__all__ = ["Halfway", "Lines", "Meet", "PathLength", "halfway", "lines", "path_length"]

_BATCH = 8
# Karras et al. step by 1e-4; in single precision that is close to where an embedding's last bits drown it.
_EPSILON = 1e-3


@dataclass(frozen=True, slots=True)
class PathLength:
    """Perceptual path length in W.

    Attributes:
        mean: of all samples but the lowest and the highest hundredth, in units of `Perception` for a whole way.
        error: its standard error.
        count: samples.
        epsilon: the step.
    """

    mean: float
    error: float
    count: int
    epsilon: float


def path_length(sampler: StyleSampler, eye: Perception, count: int, first_seed: int, tell: Tell = silent) -> PathLength:
    """The expected squared distance of a small step along the way between two seeds, divided by the step's square.

    Karras et al. 2019 (arXiv:1812.04948, section 4.1), "full" paths in W, with an embedding of the project's own as the
    distance instead of LPIPS, and without cropping: figures are comparable with each other, not with published ones.
    """
    places = np.random.default_rng(first_seed)
    samples: list[NDArray[np.float64]] = []
    for begin in range(0, count, _BATCH):
        here, there = _ends(sampler, first_seed + 2 * begin, min(_BATCH, count - begin))
        t = torch.from_numpy(places.random((len(here), 1)).astype(np.float32))
        with torch.inference_mode():
            features = eye.features(
                sampler.synthesise(torch.cat([torch.lerp(here, there, t), torch.lerp(here, there, t + _EPSILON)]))
            ).double()
        before, after = features.chunk(2)
        samples.append(((after - before).square().sum(dim=1) / _EPSILON**2).numpy())
        tell(min(begin + _BATCH, count))
    found = np.concatenate(samples)
    low, high = np.percentile(found, [1, 99])
    kept = found[(found >= low) & (found <= high)]
    return PathLength(float(kept.mean()), float(kept.std() / np.sqrt(len(kept))), len(found), _EPSILON)


def _ends(sampler: StyleSampler, first_seed: int, pairs: int) -> tuple[Tensor, Tensor]:
    """Both ends of so many ways, `(pairs, latent)` each: seeds 0 and 1 from the first, 2 and 3, and so on."""
    styles = sampler.styles(range(first_seed, first_seed + 2 * pairs))
    return styles[::2], styles[1::2]


@dataclass(frozen=True, slots=True)
class Lines:
    """Straight ways in W from one seed to another, in equal steps.

    Attributes:
        jump: for each way its largest step over its mean step; 1 is perfectly even.
        steps: for each way the length of each of its steps, `(ways, steps)`, in units of `Perception` (not squared).
    """

    jump: NDArray[np.float64]
    steps: NDArray[np.float64]

    @property
    def mean(self) -> float:
        """The mean jump over the ways."""
        return float(self.jump.mean())

    @property
    def high(self) -> float:
        """The jump that one way in twenty exceeds."""
        return float(np.percentile(self.jump, 95))


def lines(
    sampler: StyleSampler, eye: Perception, count: int, steps: int, first_seed: int, tell: Tell = silent
) -> tuple[Lines, NDArray[np.uint8]]:
    """Ways between `count` pairs of seeds, and the pictures of the first six: `(6, steps + 1, side, side, 3)`."""
    t = torch.linspace(0, 1, steps + 1)[:, None]
    found: list[NDArray[np.float64]] = []
    shown: list[NDArray[np.uint8]] = []
    for k in range(count):
        here, there = _ends(sampler, first_seed + 2 * k, 1)
        with torch.inference_mode():
            pictures = sampler.synthesise(torch.lerp(here, there, t))
            features = eye.features(pictures).double()
        found.append((features[1:] - features[:-1]).square().sum(dim=1).sqrt().numpy())
        if k < 6:
            shown.append(to_pixels(pictures))
        tell(k + 1)
    lengths = np.stack(found)
    means = lengths.mean(axis=1)
    # A generator that draws one picture for all seeds makes no steps, and so no jump.
    jump = np.where(means > 0, lengths.max(axis=1) / np.maximum(means, np.finfo(np.float64).tiny), 1.0)
    return Lines(jump, lengths), np.stack(shown)


# Where in W pairs of seeds meet: the first seed, how many pairs, to `(pairs, latent)`.
Meet = Callable[[int, int], Tensor]


@dataclass(frozen=True, slots=True)
class Halfway:
    """How sure the classifier is of pictures half-way between two seeds.

    Attributes:
        share: of the pictures that it is at least `bar` as sure of as it is, on average, of real ones.
        seeds: the same share of the seeds' own pictures; None where those were not judged.
        real: the same share of real pictures, whose confidence varies too.
        mean: mean confidence, relative to real pictures'.
        bar: share of the corpus's confidence that counts as a face.
        count: pictures.
    """

    share: float
    seeds: float | None
    real: float
    mean: float
    bar: float
    count: int


def halfway(
    sampler: StyleSampler,
    classifier: Classifier,
    real: Judged,
    drawn: Judged | None,
    count: int,
    first_seed: int,
    *,
    meet: Meet | None = None,
    bar: float = 0.9,
    tell: Tell = silent,
) -> tuple[Halfway, NDArray[np.uint8]]:
    """Pictures half-way between `count` pairs of seeds, and the eight of them that the classifier is least sure of.

    Args:
        sampler: draws them.
        classifier: judges.
        real: held-out pictures.
        drawn: pictures of seeds, to compare with.
        count: pairs of seeds.
        first_seed: of the first pair.
        meet: where in W a number of pairs meet, from a first seed on: `(pairs, latent)`; in the middle of the straight
            way between them where None.
        bar: share of the corpus's mean confidence that a face must reach.
        tell: told how many pictures are drawn.

    Raises:
        CannotMeasure: `real` was judged without a classifier.
    """
    theirs = real.confidence()
    level = float(theirs.mean())
    sure: list[NDArray[np.float32]] = []
    worst: list[tuple[float, NDArray[np.uint8]]] = []
    for begin in range(0, count, _BATCH):
        first, pairs = first_seed + 2 * begin, min(_BATCH, count - begin)
        with torch.inference_mode():
            places = _middle(sampler, first, pairs) if meet is None else meet(first, pairs)
            pictures = to_pixels(sampler.synthesise(places))
        ours = judge([_unlabelled(pictures, real)], (), classifier).confidence()
        sure.append(ours)
        worst = sorted([*worst, *zip(ours.tolist(), pictures, strict=True)], key=lambda one: one[0])[:8]
        tell(min(begin + _BATCH, count))
    found = np.concatenate(sure)
    ours = None if drawn is None else _above(drawn.confidence(), bar * level)
    measured = Halfway(
        _above(found, bar * level), ours, _above(theirs, bar * level), float(found.mean() / level), bar, len(found)
    )
    return measured, np.stack([picture for _, picture in worst])


def _middle(sampler: StyleSampler, first_seed: int, pairs: int) -> Tensor:
    here, there = _ends(sampler, first_seed, pairs)
    return (here + there) / 2


def _unlabelled(pictures: NDArray[np.uint8], like: Judged) -> Drawn:
    labels = np.full((len(pictures), like.labels.shape[1]), -1, dtype=np.int64)
    return Drawn(pictures, labels, np.arange(len(pictures), dtype=np.int64))


def _above(confidence: NDArray[np.float32], level: float) -> float:
    return float(np.mean(confidence >= level))
