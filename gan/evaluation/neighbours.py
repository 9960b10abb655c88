"""Whether drawn pictures are copies of training pictures: how near the nearest one is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gan.evaluation.judged import CannotMeasure

__all__ = ["Neighbours", "nearest", "neighbours"]

# Rows of distances held at once: with 14,000 training pictures some 30 megabytes.
_ROWS = 256
_PERCENTILE = 5


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Distances to the nearest training picture.

    Attributes:
        drawn: of each drawn picture, `(n,)`.
        held_out: of each held-out picture, which is no copy, `(m,)`.
        nearest: index of each drawn picture's nearest training picture, `(n,)`.
        threshold: distance that one held-out picture in twenty comes below.
        training: training pictures looked through.
    """

    drawn: NDArray[np.float64]
    held_out: NDArray[np.float64]
    nearest: NDArray[np.int64]
    threshold: float
    training: int

    @property
    def share(self) -> float:
        """Share of drawn pictures nearer to a training picture than the threshold; of new pictures it is 0.05."""
        return float(np.mean(self.drawn < self.threshold))

    def closest(self, count: int) -> NDArray[np.int64]:
        """The drawn pictures with the nearest neighbours, nearest first."""
        return np.argsort(self.drawn, kind="stable")[:count].astype(np.int64)


def neighbours(drawn: NDArray[np.float32], held_out: NDArray[np.float32], training: NDArray[np.float32]) -> Neighbours:
    """Compares drawn pictures' distances to the training pictures with held-out pictures'.

    None of the distances between distributions sees copies; this does (compare Meehan et al. 2020, arXiv:2004.05675,
    who test the same three sets against each other).

    Args:
        drawn: features `(n, d)`.
        held_out: features `(m, d)`.
        training: features `(k, d)`.

    Raises:
        CannotMeasure: there are no pictures on one side, or too few held-out ones for a percentile.
    """
    if len(held_out) < 100 / _PERCENTILE or not len(drawn) or not len(training):
        raise CannotMeasure(
            f"Nearest neighbours need drawn and training pictures and at least {100 // _PERCENTILE} held-out ones; "
            f"there are {len(drawn)}, {len(training)} and {len(held_out)}."
        )
    ours, indices = nearest(drawn, training)
    theirs, _ = nearest(held_out, training)
    return Neighbours(ours, theirs, indices, float(np.percentile(theirs, _PERCENTILE)), len(training))


def nearest(some: NDArray[np.float32], among: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Distance and index of the nearest of `among` (k, d) for each of `some` (n, d): `(n,)` both."""
    # Centred, since the squares of large common offsets would eat the digits of small differences.
    centre = among.mean(axis=0, dtype=np.float64)
    others = among - centre
    norms = np.square(others).sum(axis=1)
    distances = np.empty(len(some))
    indices = np.empty(len(some), dtype=np.int64)
    for begin in range(0, len(some), _ROWS):
        rows = some[begin : begin + _ROWS] - centre
        squares = norms - 2 * (rows @ others.T) + np.square(rows).sum(axis=1)[:, None]
        found = squares.argmin(axis=1)
        indices[begin : begin + _ROWS] = found
        distances[begin : begin + _ROWS] = np.linalg.norm(rows - others[found], axis=1)
    return distances, indices
