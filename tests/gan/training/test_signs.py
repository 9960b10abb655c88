"""Signs of collapse: numbers that fall when drawn pictures grow alike, or rise when real ones are learned by heart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from gan.corpus.data.dataset import Folder
from gan.networks import Architecture
from gan.training.learners.schedule import Schedule
from gan.training.learners.trainer import Trainer
from gan.training.material import Material, held_out_of_folder
from gan.training.signs import Reference, combinations, distances, distinct_share, memorised_share, reference_of, signs
from tests.tiny import VOCABULARY

Images = NDArray[np.uint8]


def pictures(count: int, seed: int = 0, side: int = 16) -> Images:
    """Pictures of eight by eight random squares."""
    small = np.random.default_rng(seed).integers(0, 256, (count, 8, 8, 3), dtype=np.uint8)
    return small.repeat(side // 8, axis=1).repeat(side // 8, axis=2)


@dataclass
class Critic:
    """A learner that judges a picture by its mean brightness, less what a set of pictures is said to be worth."""

    schedule: Schedule
    worth: Mapping[int, float]

    def judge(self, pictures: Images) -> NDArray[np.float32]:
        return np.full(len(pictures), self.worth[len(pictures)], dtype=np.float32)


def test_distances_are_those_of_all_pairs_whatever_the_side() -> None:
    small = np.stack([np.full((16, 16, 3), value, dtype=np.uint8) for value in (0, 51, 255)])
    assert distances(small) == pytest.approx([0.2, 1.0, 0.8])
    large = small.repeat(4, axis=1).repeat(4, axis=2)
    assert distances(large) == pytest.approx(distances(small))


def test_doubles_are_not_distinct() -> None:
    real, drawn = pictures(16), pictures(16, seed=1)
    assert distinct_share(drawn, real) == 1.0
    drawn[4:] = drawn[:1]
    assert distinct_share(drawn, real) == 3 / 16


def test_memorised_is_0_where_held_out_pictures_are_judged_as_trained_ones_and_1_where_as_drawn_ones() -> None:
    assert memorised_share(2.0, 2.0, -2.0) == 0
    assert memorised_share(2.0, -2.0, -2.0) == 1
    assert memorised_share(12.0, 10.0, 8.0) == memorised_share(2.0, 0.0, -2.0) == 0.5
    assert memorised_share(1.0, 1.0, 1.0) is None
    assert memorised_share(float("nan"), 1.0, 1.0) is None


def test_a_collapsed_generator_shows_in_every_sign_of_variety() -> None:
    reference = Reference(pictures(20), pictures(12, seed=2))
    critic = Critic(Schedule(), {20: 3.0, 12: 2.0, 16: -1.0})
    varied = signs(critic, pictures(16, seed=1), reference)  # type: ignore[arg-type]
    collapsed = signs(critic, pictures(1).repeat(16, axis=0), reference)  # type: ignore[arg-type]
    assert varied["distance_share"] == pytest.approx(1, abs=0.1)
    assert varied["distinct"] == 1
    assert collapsed["distinct"] == 0
    assert collapsed["distance_share"] == pytest.approx(0, abs=1e-6)
    assert varied["memorised"] == pytest.approx(0.25)


def test_without_a_discriminator_nothing_is_judged() -> None:
    critic = Critic(Schedule(adversarial=False), {})
    found = signs(critic, pictures(16, seed=1), Reference(pictures(20), None))  # type: ignore[arg-type]
    assert set(found) == {"distance", "distance_share", "distinct"}


def test_the_discriminators_own_names_count_combinations_of_attributes() -> None:
    shape = Architecture(16, VOCABULARY.class_counts(), latent=16, channel_base=64, channel_max=8, channel_min=4)
    trainer = Trainer(shape, VOCABULARY, Schedule(batch=4))
    alike = combinations(trainer, pictures(1).repeat(8, axis=0))
    assert alike == 1 / 8
    assert combinations(Trainer(Architecture(16, ()), type(VOCABULARY)(), Schedule()), pictures(8)) is None


def test_looking_for_signs_does_not_change_what_is_trained_next() -> None:
    shape = Architecture(16, VOCABULARY.class_counts(), latent=16, channel_base=64, channel_max=8, channel_min=4)
    trainer = Trainer(shape, VOCABULARY, Schedule(batch=4, dropout=0.3))
    before, state = [p.clone() for p in trainer.discriminator.parameters()], torch.get_rng_state()
    signs(trainer, pictures(8), Reference(pictures(8), pictures(4)))
    assert all(torch.equal(old, new) for old, new in zip(before, trainer.discriminator.parameters(), strict=True))
    assert torch.equal(state, torch.get_rng_state())
    assert all(p.requires_grad for p in trainer.discriminator.parameters())


def test_a_tenth_of_a_folder_is_held_out_but_no_fewer_than_four() -> None:
    for count, expected in ((16, 4), (39, 4), (60, 6)):
        material = held_out_of_folder(Folder(pictures(count)), 0)
        assert material.held_out is not None
        assert (len(material.held_out), len(material.training)) == (expected, count - expected)
    assert held_out_of_folder(Folder(pictures(15)), 0).held_out is None


def test_the_seed_decides_what_is_held_out_and_nothing_of_it_is_trained_on() -> None:
    every = pictures(40)
    folder = Folder(every, VOCABULARY, np.arange(40)[:, None].repeat(len(VOCABULARY), axis=1))
    first, again, other = (held_out_of_folder(folder, seed) for seed in (0, 0, 1))
    assert first.held_out is not None
    assert again.held_out is not None
    assert other.held_out is not None
    assert np.array_equal(np.asarray(first.held_out), np.asarray(again.held_out))
    assert not np.array_equal(np.asarray(first.held_out), np.asarray(other.held_out))
    trained = {picture.tobytes() for picture in np.asarray(first.training.images)}
    assert not trained & {picture.tobytes() for picture in np.asarray(first.held_out)}
    assert len(trained) == 36
    assert all(
        np.array_equal(every[row[0]], image)
        for row, image in zip(first.training.labels, np.asarray(first.training.images), strict=True)
    )


def test_the_real_pictures_to_compare_with_stay_the_same() -> None:
    material = Material(Folder(pictures(200)))
    first, second = reference_of(material, 0), reference_of(material, 0)
    assert np.array_equal(first.training, second.training)
    assert len(first.training) == 64
    assert first.held_out is None
