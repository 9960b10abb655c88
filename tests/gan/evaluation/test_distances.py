"""Distances between sets of features."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from gan.evaluation.distances import (
    density_coverage,
    frechet_distance,
    inception_score,
    kernel_distance,
    precision_recall,
)

Features = NDArray[np.float64]


def normal(count: int, width: int = 8, *, seed: int = 0) -> Features:
    return np.random.default_rng(seed).standard_normal((count, width))


def test_frechet_distance_of_a_set_moved_is_the_square_of_the_way() -> None:
    features = normal(300)
    assert frechet_distance(features, features) == pytest.approx(0, abs=1e-9)
    assert frechet_distance(features, features + 0.5) == pytest.approx(8 * 0.25)


def test_frechet_distance_of_a_set_made_wider_is_that_of_the_deviations() -> None:
    features = normal(300)
    features -= features.mean(axis=0)
    wider = features * np.array([3.0, 1, 1, 1, 1, 1, 1, 1])
    # With one axis stretched alone and covariances that do not commute, the closed form is that of the formula's trace.
    left, right = np.cov(features, rowvar=False), np.cov(wider, rowvar=False)
    root = np.sqrt(np.linalg.eigvals(left @ right).real.clip(min=0)).sum()
    assert frechet_distance(features, wider) == pytest.approx(np.trace(left) + np.trace(right) - 2 * root)


def test_frechet_distance_holds_where_pictures_are_fewer_than_features() -> None:
    few, others = normal(10, 40), normal(10, 40, seed=1)
    assert frechet_distance(few, few) == pytest.approx(0, abs=1e-6)
    assert frechet_distance(few, others) == pytest.approx(frechet_distance(others, few))
    assert np.isfinite(frechet_distance(few, others))


def test_kernel_distance_is_the_mean_over_all_pairs_of_different_pictures() -> None:
    a, b = normal(6, 3), normal(5, 3, seed=1) + 0.3

    def kernel(x: Features, y: Features) -> float:
        return float((x @ y / 3 + 1) ** 3)

    within_a = np.mean([kernel(x, y) for i, x in enumerate(a) for j, y in enumerate(a) if i != j])
    within_b = np.mean([kernel(x, y) for i, x in enumerate(b) for j, y in enumerate(b) if i != j])
    across = np.mean([kernel(x, y) for x in a for y in b])
    assert kernel_distance(a, b).value == pytest.approx(within_a + within_b - 2 * across)


def test_kernel_distance_is_unbiased_and_its_error_is_that_of_repetition() -> None:
    found = [kernel_distance(normal(60, seed=2 * i), normal(60, seed=2 * i + 1) + 0.4) for i in range(60)]
    values = np.array([estimate.value for estimate in found])
    assert np.mean([estimate.error for estimate in found]) == pytest.approx(values.std(), rel=0.35)
    same = [kernel_distance(normal(60, seed=2 * i), normal(60, seed=2 * i + 1)).value for i in range(60)]
    assert abs(np.mean(same)) < 3 * np.std(same) / 60**0.5
    assert min(same) < 0


def test_a_set_without_half_of_the_modes_is_precise_but_does_not_recall() -> None:
    left, right = normal(100), normal(100, seed=1) + 20
    real, drawn = np.concatenate([left, right]), normal(200, seed=2)
    precision, recall = precision_recall(real, drawn)
    assert precision > 0.8
    assert recall == pytest.approx(0.5, abs=0.1)
    density, coverage = density_coverage(real, drawn)
    assert density == pytest.approx(1, abs=0.2)
    assert coverage == pytest.approx(0.5, abs=0.05)


def test_pictures_from_elsewhere_are_neither_precise_nor_dense() -> None:
    assert precision_recall(normal(80), normal(80, seed=1) + 50) == (0, 0)
    assert density_coverage(normal(80), normal(80, seed=1) + 50) == (0, 0)


def test_one_real_outlier_does_not_make_far_pictures_dense() -> None:
    """What density was made for: the outlier's ball is large, but it is one of many."""
    real = np.concatenate([normal(200), np.full((1, 8), 60.0)])
    drawn = normal(100, seed=1) + 30
    assert precision_recall(real, drawn)[0] == 1
    assert density_coverage(real, drawn)[0] < 0.25


def test_blocks_do_not_show() -> None:
    """More pictures than are compared at a time."""
    real, drawn = normal(1100, 3), normal(1050, 3, seed=1) + 0.5
    gaps = np.square(real[:, None] - drawn).sum(axis=2)
    own = np.sort(np.square(real[:, None] - real).sum(axis=2), axis=1)
    assert precision_recall(real, drawn)[0] == pytest.approx((gaps <= own[:, 3:4]).any(axis=0).mean())
    inside = gaps <= own[:, 5:6]
    density, coverage = density_coverage(real, drawn)
    assert density == pytest.approx(inside.sum() / (5 * len(drawn)))
    assert coverage == pytest.approx(inside.any(axis=1).mean())


def test_inception_score_lies_between_one_and_the_number_of_classes() -> None:
    sure = np.eye(4, dtype=np.float32)[np.arange(200) % 4]
    assert inception_score(sure).value == pytest.approx(4)
    assert inception_score(sure[:, [0, 0, 0, 0]] * 0 + 0.25).value == pytest.approx(1)
    one_sided = np.eye(4, dtype=np.float32)[np.zeros(200, dtype=int)]
    assert inception_score(one_sided).value == pytest.approx(1)
    uneven = np.random.default_rng(0).dirichlet(np.ones(4), 200).astype(np.float32)
    assert 0 < inception_score(uneven).error < inception_score(uneven).value - 1


@pytest.mark.parametrize("measure", [frechet_distance, kernel_distance, precision_recall, density_coverage])
def test_what_cannot_be_compared_is_refused(measure: Callable[[Features, Features], object]) -> None:
    with pytest.raises(ValueError, match="one embedding"):
        measure(normal(10), normal(10, 9))
    with pytest.raises(ValueError, match="more than"):
        measure(normal(10), normal(1))
    with pytest.raises(ValueError, match="not numbers"):
        measure(normal(10), np.full((10, 8), np.nan))


def test_inception_score_refuses_what_is_no_probability() -> None:
    with pytest.raises(ValueError, match="sum to 1"):
        inception_score(np.ones((20, 3), dtype=np.float32))
    with pytest.raises(ValueError, match="at least 10 pictures"):
        inception_score(np.ones((5, 1), dtype=np.float32))
