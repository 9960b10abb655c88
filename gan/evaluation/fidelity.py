"""How close drawn pictures are to real ones as a whole: distances, and those between real pictures as the floor.

Every figure is taken of the same number of pictures on both sides, and so is the floor, since the Fréchet distance,
coverage and the like all depend on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gan.attributes import Vocabulary
from gan.evaluation.distances import (
    Estimate,
    density_coverage,
    frechet_distance,
    inception_score,
    kernel_distance,
    precision_recall,
)
from gan.evaluation.judged import CannotMeasure, Judged

__all__ = ["Closeness", "Fidelity", "NamingScore", "fidelity", "naming_scores"]

# Fewer pictures say nothing about a distribution.
_FEWEST = 16


@dataclass(frozen=True, slots=True)
class Closeness:
    """One set of pictures against real ones, in one embedding.

    Attributes:
        kernel: KID (Binkowski et al. 2018, arXiv:1801.01401), unbiased, so it can be below 0.
        frechet: FD (Heusel et al. 2017, arXiv:1706.08500), biased upwards where there are few pictures.
        precision: share of the pictures that lie among real ones (Kynkäänniemi et al. 2019, arXiv:1904.06991).
        recall: share of the real ones that lie among them.
        density: how many real neighbourhoods a picture lies in (Naeem et al. 2020, arXiv:2002.09797).
        coverage: share of the real ones with one of the pictures in their neighbourhood.
    """

    kernel: Estimate
    frechet: float
    precision: float
    recall: float
    density: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Fidelity:
    """Drawn and real pictures in one embedding.

    Attributes:
        embedding: its name.
        sha256: its weights.
        count: pictures on either side.
        drawn: drawn pictures against real ones.
        floor: other real pictures against the same real ones.
    """

    embedding: str
    sha256: str
    count: int
    drawn: Closeness
    floor: Closeness


def fidelity(drawn: Judged, real: Judged, embedding: str, sha256: str) -> Fidelity:
    """Drawn pictures against one half of the real ones, and the other half as the floor.

    Raises:
        CannotMeasure: there are too few pictures on one side.
    """
    count = min(len(drawn), len(real) // 2)
    if count < _FEWEST:
        raise CannotMeasure(
            f"Distances need at least {_FEWEST} drawn and {2 * _FEWEST} held-out pictures; "
            f"there are {len(drawn)} and {len(real)}. Draw a larger corpus, or raise --count."
        )
    features = real.features[embedding]
    reference, other = features[:count], features[count : 2 * count]
    return Fidelity(
        embedding,
        sha256,
        count,
        _closeness(reference, drawn.features[embedding][:count]),
        _closeness(reference, other),
    )


def _closeness(real: NDArray[np.float32], drawn: NDArray[np.float32]) -> Closeness:
    precision, recall = precision_recall(real, drawn)
    density, coverage = density_coverage(real, drawn)
    return Closeness(
        kernel=kernel_distance(real, drawn),
        frechet=frechet_distance(real, drawn),
        precision=precision,
        recall=recall,
        density=density,
        coverage=coverage,
    )


@dataclass(frozen=True, slots=True)
class NamingScore:
    """The Inception Score (Salimans et al. 2016, arXiv:1606.03498) with the attribute classifier in Inception's place.

    Attributes:
        attribute: whose classes are counted.
        drawn: of drawn pictures: 1 where all look the same or none can be named, at most the number of classes.
        real: of as many held-out ones.
    """

    attribute: str
    drawn: Estimate
    real: Estimate


def naming_scores(drawn: Judged, real: Judged, vocabulary: Vocabulary) -> list[NamingScore]:
    """The score of every attribute, drawn and real, of the same number of pictures; raises `CannotMeasure`."""
    count = min(len(drawn), len(real))
    splits = max(1, min(10, count // 100))

    def scores(judged: Judged) -> Sequence[Estimate]:
        return [inception_score(shares[:count], splits) for shares in judged.probabilities()]

    rows = zip(vocabulary, scores(drawn), scores(real), strict=True)
    return [NamingScore(name, ours, theirs) for name, ours, theirs in rows]
