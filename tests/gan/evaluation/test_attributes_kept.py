"""Attributes of drawn pictures: kept, flipped alone, as frequent as in the corpus, and put together anew."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from gan.attributes import Vocabulary
from gan.corpus.records.held_out import Pair
from gan.evaluation.attributes_kept import flips, kept
from gan.evaluation.drawn import Sampler
from gan.evaluation.held_out_pairs import held_out_pairs
from gan.evaluation.judged import CannotMeasure, Judged, judge
from gan.evaluation.shares import joint_distance, shares
from tests.gan.evaluation.samplers import SHADES, StripeClassifier, StripeSampler, judged

SHARES = {name: [1 / 3] * 3 for name in SHADES}


def looked_at(sampler: Sampler, count: int = 300, first_seed: int = 0) -> Judged:
    return judge([sampler.draw(count, first_seed)], (), StripeClassifier())


def test_an_attribute_that_is_ignored_is_named_by_chance_alone() -> None:
    real = looked_at(StripeSampler(), first_seed=5000)
    top, centre, bottom = kept(looked_at(StripeSampler(ignores=["centre"])), real, SHADES)
    assert top.drawn == bottom.drawn == centre.real == 1
    assert centre.drawn == pytest.approx(1 / 3, abs=0.1)
    assert centre.chance == pytest.approx(1 / 3, abs=0.1)
    assert centre.count == 300


def test_what_cannot_be_seen_is_nobodys_fault() -> None:
    labels = np.array([[0, 1, -1], [2, -1, 1]])
    named = np.array([[0, 1, 0], [2, 0, 2]])
    found = kept(judged(labels, named), judged(labels, named), SHADES)
    assert [one.drawn for one in found] == [1, 1, 0]
    assert [one.count for one in found] == [2, 1, 1]


def test_a_generator_that_is_told_nothing_keeps_nothing() -> None:
    nothing = judged(np.full((4, 3), -1), np.zeros((4, 3), dtype=np.int64))
    with pytest.raises(CannotMeasure, match="not told"):
        kept(nothing, nothing, SHADES)


def test_changing_one_thing_changes_that_alone() -> None:
    found, shown = flips(StripeSampler(), StripeClassifier(), SHARES, range(100, 120))
    assert [(one.attribute, one.hit, one.off_target, one.count) for one in found] == [
        (name, 1.0, 0.0, 20) for name in SHADES
    ]
    assert [len(pictures) for pictures in shown] == [4, 4, 4]


def test_what_is_dragged_along_is_found() -> None:
    top, centre, bottom = flips(StripeSampler(drags=[("top", "bottom")]), StripeClassifier(), SHARES, range(100, 120))[
        0
    ]
    assert top.hit == centre.hit == 1
    assert top.off_target == 0.5  # one of the two others moves
    assert centre.off_target == 0
    assert bottom.hit < 0.7  # it shows what the top is asked for


def test_a_class_of_share_nothing_is_not_asked_for() -> None:
    never_light = {name: [0.5, 0.5, 0.0] for name in SHADES}
    _, shown = flips(StripeSampler(), StripeClassifier(), never_light, range(100, 140))
    for column, pictures in enumerate(shown):
        assert 2 not in pictures.labels[1::2, column]


def test_a_class_drawn_too_rarely_has_its_factor() -> None:
    labels = np.tile(np.array([[0, 0, 0], [1, 1, 1], [2, 2, 2]]), (100, 1))
    fewer = labels.copy()
    fewer[fewer[:, 0] == 2, 0] = [0] * 75 + [2] * 25
    found = {(one.attribute, one.value): one for one in shares(judged(fewer, fewer), judged(labels, labels), SHADES)}
    assert found["top", "light"].factor == pytest.approx(4)
    assert found["top", "dark"].factor == pytest.approx(1.75)
    assert found["top", "middle"].factor == found["bottom", "light"].factor == 1
    assert all(one.judged for one in found.values())


def test_a_class_that_is_never_drawn_is_infinitely_rare_and_a_rare_one_is_not_judged() -> None:
    labels = np.zeros((100, 3), dtype=np.int64)
    real = labels.copy()
    real[:50, 0], real[:5, 1] = 1, 1
    found = {(one.attribute, one.value): one for one in shares(judged(labels, labels), judged(real, real), SHADES)}
    assert found["top", "middle"].factor == float("inf")
    assert found["top", "middle"].judged
    assert not found["centre", "middle"].judged


def test_classes_that_go_together_only_here_are_found_though_each_is_as_frequent() -> None:
    stream = np.random.default_rng(0)

    def independent(count: int) -> NDArray[np.int64]:
        return stream.integers(0, 3, (count, 3))

    tied = independent(2000)
    tied[:, 1] = tied[:, 0]
    labels = independent(4000)
    real = judged(labels, labels)
    loose, found = (joint_distance(judged(one, one), real, SHADES) for one in (independent(2000), tied))
    assert loose.drawn == pytest.approx(loose.floor, abs=0.02)
    assert found.worst[0][:2] == ("top", "centre")
    assert found.worst[0][2] == pytest.approx(2 / 3, abs=0.03)
    assert found.drawn > 0.2 > 5 * found.floor


def test_pairs_that_are_drawn_apart_but_not_together_are_found() -> None:
    class Refusing(StripeSampler):
        """Never draws a dark top on a light bottom."""

        def draw_seeds(self, seeds, asked=None):  # type: ignore[no-untyped-def]
            drawn = super().draw_seeds(seeds, asked)
            both = (drawn.labels[:, 0] == 0) & (drawn.labels[:, 2] == 2)
            drawn.pictures[both, 22:] = 40
            return drawn

    pairs = [Pair(("top", "dark"), ("bottom", "light")), Pair(("top", "dark"), ("centre", "light"))]
    real = looked_at(StripeSampler(), 300, 5000)
    refused, drawn = held_out_pairs(
        Refusing(), StripeClassifier(), pairs, looked_at(Refusing()), real, range(900, 910)
    )[0]
    assert (refused.together, refused.apart, refused.real) == (0, 1, 1)
    assert (drawn.together, drawn.apart, drawn.count) == (1, 1, 10)
    assert refused.real_count > 10


def test_pairs_of_another_vocabulary_are_not_asked_for() -> None:
    everything = looked_at(StripeSampler(), 20)
    pair = Pair(("hair_color", "pink"), ("eye_color", "green"))
    with pytest.raises(CannotMeasure, match="None of the corpus's held-out pairs"):
        held_out_pairs(StripeSampler(), StripeClassifier(), [pair], everything, everything, range(2))


def test_without_a_classifier_nothing_is_named() -> None:
    unnamed = judge([StripeSampler().draw(4, 0)], (), None)
    with pytest.raises(CannotMeasure, match="no attribute classifier"):
        shares(unnamed, unnamed, Vocabulary())
