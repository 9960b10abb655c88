"""Distances between two sets of pictures, as pure functions of their features `(n, d)`.

All of them compute in float64, and hold no more than a few blocks of the n x n matrices at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Estimate",
    "Features",
    "density_coverage",
    "frechet_distance",
    "inception_score",
    "kernel_distance",
    "precision_recall",
]

Features = NDArray[np.float32] | NDArray[np.float64]
_Float = NDArray[np.float64]

# Rows of a block: 1,000 x 5,000 numbers of 8 bytes are 40 MB.
_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its standard error."""

    value: float
    error: float


def frechet_distance(real: Features, drawn: Features) -> float:
    """Fréchet distance of two normal distributions with the features' means and covariances.

    Heusel et al. 2017, arXiv:1706.08500, equation 6: |m - m'|² + tr(C + C' - 2 (C C')^½). With the triangular factors
    R of the centred features, C = RᵀR, the trace of the root is the sum of the singular values of R R'ᵀ: no root of an
    unsymmetric matrix is taken, no squared condition number is met, and C may be singular. The figure is biased upward,
    the more the fewer pictures there are: compare figures of the same n, and with that of real against real.

    Raises:
        ValueError: fewer than two pictures, different numbers of features, or features that are no numbers.
    """
    a, b = _checked(real, drawn)
    means = float(np.square(a.mean(axis=0) - b.mean(axis=0)).sum())
    left, right = _factor(a), _factor(b)
    shared = float(np.linalg.svd(left @ right.T, compute_uv=False).sum())
    # Rounding may leave a hair below zero where the sets are equal.
    return max(0.0, means + float(np.square(left).sum() + np.square(right).sum()) - 2 * shared)


def _factor(features: _Float) -> _Float:
    """The triangular R of which RᵀR is the features' covariance."""
    return np.linalg.qr(features - features.mean(axis=0), mode="r") / np.sqrt(len(features) - 1)


def kernel_distance(real: Features, drawn: Features) -> Estimate:
    """KID: the squared maximum mean discrepancy with the kernel (x·y / d + 1)³, without bias.

    Bińkowski et al. 2018, arXiv:1801.01401, section 4. There it is averaged over small subsets; here all pairs of
    pictures count, which has the same expectation and less variance. The standard error is the jackknife's over
    pictures. It may be below zero where the sets do not differ.

    Raises:
        ValueError: as `frechet_distance`.
    """
    a, b = _checked(real, drawn)
    m, n = len(a), len(b)
    within_a, within_b = _kernel_sums(a, a, diagonal=False), _kernel_sums(b, b, diagonal=False)
    across_a, across_b = _kernel_sums(a, b), _kernel_sums(b, a)
    value = within_a.sum() / (m * (m - 1)) + within_b.sum() / (n * (n - 1)) - 2 * across_a.sum() / (m * n)
    # How far the figure moves, to first order, when one picture is left out.
    moves_a = within_a / (m - 1) - across_a / n
    moves_b = within_b / (n - 1) - across_b / m
    variance = 4 * (moves_a.var(ddof=1) / m + moves_b.var(ddof=1) / n)
    return Estimate(float(value), float(np.sqrt(variance)))


def _kernel_sums(x: _Float, y: _Float, *, diagonal: bool = True) -> _Float:
    """For every row of `x`, the sum of the kernel over the rows of `y`, without itself where `diagonal` is False."""
    sums = np.concatenate([((rows @ y.T / x.shape[1] + 1) ** 3).sum(axis=1) for rows in _blocks(x)])
    return sums if diagonal else sums - (np.square(x).sum(axis=1) / x.shape[1] + 1) ** 3


def precision_recall(real: Features, drawn: Features, k: int = 3) -> tuple[float, float]:
    """The share of the drawn pictures among the real ones, and of the real ones among the drawn.

    Kynkäänniemi et al. 2019, arXiv:1904.06991, section 2: a picture is among others when it is no farther from one of
    them than that one's k-th nearest neighbour.

    Raises:
        ValueError: as `frechet_distance`, or no more than `k` pictures.
    """
    a, b = _checked(real, drawn, k)
    return _share_within(b, a, k), _share_within(a, b, k)


def _share_within(points: _Float, centres: _Float, k: int) -> float:
    radii = _radii(centres, k)
    inside = [(distances <= radii).any(axis=1) for distances in _distances(points, centres)]
    return float(np.concatenate(inside).mean())


def density_coverage(real: Features, drawn: Features, k: int = 5) -> tuple[float, float]:
    """How densely the drawn pictures lie where the real ones do, and the share of the real ones that have one near.

    Naeem et al. 2020, arXiv:2002.09797, equations 4 and 6; the balls are those of the real pictures alone. Density is
    not bounded by 1, and is about 1 where both sets come from one source.

    Raises:
        ValueError: as `frechet_distance`, or no more than `k` pictures.
    """
    a, b = _checked(real, drawn, k)
    radii = _radii(a, k)
    held = 0
    covered = np.zeros(len(a), dtype=np.bool_)
    for distances in _distances(b, a):
        inside = distances <= radii
        held += int(inside.sum())
        covered |= inside.any(axis=0)
    return held / (k * len(b)), float(covered.mean())


def _radii(points: _Float, k: int) -> _Float:
    """Squared distance from every point to its k-th nearest neighbour; the nearest of all is the point itself."""
    return np.concatenate([np.partition(distances, k, axis=1)[:, k] for distances in _distances(points, points)])


def _distances(x: _Float, y: _Float) -> Iterator[_Float]:
    """Squared distances from blocks of rows of `x` to all rows of `y`."""
    squares = np.square(y).sum(axis=1)
    for rows in _blocks(x):
        yield (np.square(rows).sum(axis=1)[:, None] + squares - 2 * rows @ y.T).clip(min=0)


def _blocks(x: _Float) -> Iterator[_Float]:
    for begin in range(0, len(x), _ROWS):
        yield x[begin : begin + _ROWS]


def inception_score(probabilities: NDArray[np.float32], splits: int = 10) -> Estimate:
    """exp of the mean Kullback-Leibler divergence of each picture's class probabilities from their mean.

    Salimans et al. 2016, arXiv:1606.03498, section 4: the mean over `splits` parts, and its standard error. It lies
    between 1 and the number of classes; both sharper and more evenly spread answers raise it.

    Args:
        probabilities: `(n, classes)`, rows summing to 1; of the attribute classifier one attribute at a time.
        splits: parts, in the order of the rows.

    Raises:
        ValueError: fewer pictures than parts, or rows that are no probabilities.
    """
    p = np.asarray(probabilities, dtype=np.float64)
    if p.ndim != 2 or len(p) < splits or splits < 1:
        raise ValueError(f"The Inception Score needs at least {splits} pictures for {splits} parts, not {len(p)}.")
    if not np.allclose(p.sum(axis=1), 1, atol=1e-3) or (p < 0).any():
        raise ValueError("The Inception Score is one of class probabilities: rows must sum to 1.")
    scores = np.array([np.exp(_divergence(part)) for part in np.array_split(p, splits)])
    return Estimate(float(scores.mean()), float(scores.std(ddof=1) / np.sqrt(splits)) if splits > 1 else float("nan"))


def _divergence(p: _Float) -> float:
    tiny = np.finfo(np.float64).tiny
    return float((p * (np.log(p + tiny) - np.log(p.mean(axis=0) + tiny))).sum(axis=1).mean())


def _checked(real: Features, drawn: Features, k: int = 1) -> tuple[_Float, _Float]:
    a, b = (np.asarray(features, dtype=np.float64) for features in (real, drawn))
    if a.ndim != 2 or b.ndim != 2 or a.shape[1] != b.shape[1]:
        raise ValueError(f"Both sets must have features of one embedding, not of shape {a.shape} and {b.shape}.")
    if min(len(a), len(b)) <= k:
        raise ValueError(f"This needs more than {k} pictures on each side, not {len(a)} and {len(b)}.")
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        raise ValueError("Some features are not numbers: the pictures or the weights are broken.")
    return a, b
