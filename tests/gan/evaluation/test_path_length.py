"""Ways through W: smooth ones are told from those that jump, faces from double exposures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
import torch
from torch import Tensor

from gan.evaluation.drawn import Drawn, to_pixels
from gan.evaluation.encoder import Encoder, RandomConvolutions, standardised
from gan.evaluation.judged import CannotMeasure, judge
from gan.evaluation.path_length import halfway, lines, path_length
from gan.evaluation.perceptual import perception
from tests.gan.evaluation.samplers import (
    SHADES,
    SIDE,
    StripeClassifier,
    StripeSampler,
    pixel_perception,
    stripes,
    tiny_sampler,
)


class Shade:
    """W is one number, and the picture a flat shade: w itself, or one that jumps where w changes its sign."""

    name = about = "shade"
    resolution = SIDE
    vocabulary = SHADES

    def __init__(self, *, jumps: bool = False, speed: float = 1.0) -> None:
        self._jumps, self._speed = jumps, speed

    def styles(self, seeds: Sequence[int]) -> Tensor:
        """One end below 0, the other one above."""
        sides = torch.tensor([-1.0 if seed % 2 else 1.0 for seed in seeds])
        return (sides * torch.tensor([0.5 + seed % 7 / 20 for seed in seeds]))[:, None]

    def synthesise(self, styles: Tensor) -> Tensor:
        shade = torch.sign(styles) if self._jumps else self._speed * styles
        return shade[:, :, None, None].expand(-1, 3, SIDE, SIDE)

    def draw(self, count: int, first_seed: int) -> Drawn:
        return self.draw_seeds(range(first_seed, first_seed + count))

    def draw_seeds(self, seeds: Sequence[int], asked: Sequence[Mapping[str, str]] | None = None) -> Drawn:
        labels = np.full((len(seeds), 3), -1, dtype=np.int64)
        return Drawn(to_pixels(self.synthesise(self.styles(seeds))), labels, np.array(seeds, dtype=np.int64))


def test_twice_the_change_is_four_times_the_path_length() -> None:
    slow, fast = (path_length(Shade(speed=speed), pixel_perception(), 40, 0) for speed in (0.4, 0.8))
    assert fast.mean == pytest.approx(4 * slow.mean, rel=0.01)
    assert slow.count == 40


def test_path_length_is_that_of_the_way() -> None:
    """Where w is the shade, a step of t moves every number of a picture by the distance of the ends."""
    eye = pixel_perception()
    ends = Shade().styles([0, 1])
    expected = float((127.5 * (ends[0] - ends[1])).square()) * 3 * 8 * 8 / eye.unit
    assert path_length(Shade(), eye, 1, 0).mean == pytest.approx(expected, rel=0.01)


def test_the_same_seeds_give_the_same_path_length() -> None:
    eye = pixel_perception()
    first, again, other = (path_length(tiny_sampler(), eye, 16, seed).mean for seed in (0, 0, 500))
    assert first == again != other


def test_an_even_way_has_no_jump_and_a_sudden_one_is_all_jump() -> None:
    even, shown = lines(Shade(), pixel_perception(), 8, 6, 0)
    sudden, _ = lines(Shade(jumps=True), pixel_perception(), 8, 7, 0)
    assert even.mean == pytest.approx(1, abs=0.01)
    assert sudden.mean == sudden.high == pytest.approx(7)
    assert shown.shape == (6, 7, SIDE, SIDE, 3)
    assert sudden.steps.shape == (8, 7)


def test_a_generator_that_draws_one_picture_makes_no_jump() -> None:
    still, _ = lines(Shade(speed=0), pixel_perception(), 2, 4, 0)
    assert still.jump.tolist() == [1, 1]


class Stripes(Shade):
    """Stripes at the ends, and something half-way that is stripes or mud."""

    def __init__(self, *, mud: bool) -> None:
        super().__init__()
        self._mud = mud

    def synthesise(self, styles: Tensor) -> Tensor:
        labels = np.zeros((len(styles), 3), dtype=np.int64)
        pictures = torch.from_numpy(stripes(labels)).permute(0, 3, 1, 2) / 127.5 - 1
        # Between two shades the classifier cannot tell which.
        return pictures + 44 / 127.5 if self._mud else pictures


@pytest.mark.parametrize(("mud", "share"), [(False, 1.0), (True, 0.0)])
def test_the_classifier_is_unsure_of_pictures_that_are_neither_one_nor_the_other(mud: bool, share: float) -> None:
    classifier = StripeClassifier()
    real = judge([StripeSampler().draw(50, 0)], (), classifier)
    found, worst = halfway(Stripes(mud=mud), classifier, real, None, 10, 0)
    assert (found.share, found.count, found.seeds) == (share, 10, None)
    assert found.real == 1
    assert worst.shape == (8, SIDE, SIDE, 3)


def test_the_unit_of_perception_is_the_distance_of_two_real_pictures() -> None:
    stream = np.random.default_rng(0)
    real = stripes(stream.integers(0, 3, (400, 3)))
    encoder = standardised("rand", RandomConvolutions(SIDE), real)
    eye = perception(encoder, real)
    pictures = torch.from_numpy(real).permute(0, 3, 1, 2) / 127.5 - 1
    features = eye.features(pictures)
    squares = (features[:200] - features[200:]).square().sum(dim=1)
    assert squares.mean().item() == pytest.approx(1, abs=0.15)
    seen = torch.from_numpy(encoder(real)) / eye.unit**0.5
    assert torch.allclose(features, seen, atol=1e-3)


def test_pictures_that_are_all_alike_give_no_unit() -> None:
    flat = np.zeros((10, SIDE, SIDE, 3), dtype=np.uint8)
    encoder = Encoder("rand", RandomConvolutions(SIDE), torch.zeros(()), torch.ones(()))
    with pytest.raises(CannotMeasure, match="look the same"):
        perception(encoder, flat)
    with pytest.raises(CannotMeasure, match="at least 8"):
        perception(encoder, flat[:3])
