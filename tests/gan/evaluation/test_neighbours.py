"""Nearest training pictures: copies are found, new pictures are not taken for copies."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from gan.evaluation.judged import CannotMeasure
from gan.evaluation.neighbours import nearest, neighbours


def points(count: int, seed: int, offset: float = 0) -> NDArray[np.float32]:
    return (offset + np.random.default_rng(seed).standard_normal((count, 12))).astype(np.float32)


def test_new_pictures_are_as_near_as_held_out_ones() -> None:
    found = neighbours(points(2000, 0), points(2000, 1), points(1000, 2))
    assert found.share == pytest.approx(0.05, abs=0.02)
    assert found.training == 1000


def test_copies_of_training_pictures_are_found_and_shown_first() -> None:
    training = points(1000, 2)
    drawn = points(500, 0)
    drawn[100:350] = training[:250] + 0.01
    found = neighbours(drawn, points(2000, 1), training)
    assert found.share == pytest.approx(0.5 + 0.5 * 0.05, abs=0.03)
    closest = found.closest(20)
    assert set(closest.tolist()) <= set(range(100, 350))
    assert np.array_equal(found.nearest[closest], closest - 100)


@pytest.mark.parametrize("offset", [0, 1000])
def test_the_nearest_is_the_nearest(offset: float) -> None:
    some, among = points(300, 3, offset), points(70, 4, offset)
    distances, indices = nearest(some, among)
    every = np.linalg.norm(some[:, None].astype(np.float64) - among[None].astype(np.float64), axis=2)
    assert np.array_equal(indices, every.argmin(axis=1))
    assert np.allclose(distances, every.min(axis=1), atol=1e-3)


def test_too_few_held_out_pictures_give_no_percentile() -> None:
    with pytest.raises(CannotMeasure, match="at least 20 held-out"):
        neighbours(points(50, 0), points(19, 1), points(50, 2))
