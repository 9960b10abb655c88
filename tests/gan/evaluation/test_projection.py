"""Looking for pictures in W: what a generator drew it finds again, what it cannot draw it does not."""

from __future__ import annotations

import numpy as np
import pytest

from gan.evaluation.projection import Effort, Projected, project
from tests.gan.evaluation.samplers import SIDE, pixel_perception, tiny_sampler

EFFORT = Effort(steps=80, candidates=64)


def test_a_generator_finds_its_own_pictures_and_no_others() -> None:
    sampler = tiny_sampler()
    own = sampler.draw(3, 77).pictures
    found = project(sampler, pixel_perception(), own, EFFORT)
    assert found.psnr.min() > 17
    assert (found.psnr > found.start_psnr + 5).all()
    strange = np.random.default_rng(0).integers(0, 256, (3, SIDE, SIDE, 3), dtype=np.uint8)
    assert project(sampler, pixel_perception(), strange, EFFORT).psnr.max() < 12


def test_looking_twice_finds_the_same() -> None:
    sampler, effort = tiny_sampler(), Effort(steps=4, candidates=4)
    own = sampler.draw(2, 77).pictures
    first, again = (project(sampler, pixel_perception(), own, effort) for _ in range(2))
    assert np.array_equal(first.found, again.found)


def test_larger_pictures_are_brought_to_the_generators_resolution() -> None:
    sampler = tiny_sampler()
    own = sampler.draw(1, 77).pictures
    doubled = own.repeat(2, axis=1).repeat(2, axis=2)
    done: list[int] = []
    found = project(sampler, pixel_perception(), doubled, Effort(steps=1, candidates=1), done.append)
    assert np.array_equal(found.targets, own)
    assert done == [1]


def test_psnr_is_that_of_the_error() -> None:
    black = np.zeros((2, 4, 4, 3), dtype=np.uint8)
    found = Projected(black, black, np.array([0.01, 0.0]), np.array([1.0, 0.1]))
    assert found.psnr.tolist() == pytest.approx([20, 99])
    assert found.start_psnr.tolist() == pytest.approx([0, 10])
