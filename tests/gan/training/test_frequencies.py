"""The shares on a model's card: with the rules applied to them, they give the corpus back."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from gan.attributes import Attribute, Vocabulary
from gan.corpus.records.sampling import sample_record
from gan.corpus.records.schema import attributes, vocabulary
from gan.corpus.records.visibility import RULES
from gan.deciding import complete
from gan.rules import NO_RULES, Hides, Only, Rules
from gan.training.frequencies import frequencies

COUNT = 6000
# Standard errors that the shares of some 250 classes may be apart: more happens to one sample in a hundred.
FAR = 4.1


@pytest.fixture(scope="module")
def corpus() -> NDArray[np.int64]:
    return np.array([vocabulary().indices(sample_record(seed).attributes) for seed in range(COUNT)])


@pytest.fixture(scope="module")
def shares(corpus: NDArray[np.int64]) -> dict[str, list[float]]:
    return frequencies(corpus, vocabulary(), RULES)


@pytest.fixture(scope="module")
def avatars(shares: dict[str, list[float]]) -> list[dict[str, str]]:
    return [complete(seed, {}, vocabulary(), shares, RULES) for seed in range(COUNT)]


@pytest.fixture(scope="module")
def drawn(avatars: list[dict[str, str]]) -> NDArray[np.int64]:
    return np.array([vocabulary().indices(avatar) for avatar in avatars])


@pytest.mark.parametrize("name", list(vocabulary()))
def test_seeds_give_each_class_and_what_is_hidden_in_the_shares_of_the_corpus(
    name: str, corpus: NDArray[np.int64], drawn: NDArray[np.int64]
) -> None:
    column = list(vocabulary()).index(name)
    for value in range(-1, len(vocabulary()[name].values)):
        one, other = (corpus[:, column] == value).mean(), (drawn[:, column] == value).mean()
        mean = (one + other) / 2
        assert abs(one - other) <= FAR * np.sqrt(2 * mean * (1 - mean) / COUNT), (name, value)


@pytest.mark.parametrize("name", list(vocabulary()))
def test_shares_are_those_that_the_corpus_was_drawn_with(name: str, shares: dict[str, list[float]]) -> None:
    """Also of what is often hidden (a beauty mark, beneath beards) and of what is for some only (beards, the hijab)."""
    wanted = np.array([value.share for value in attributes()[name].values.values()])
    assert np.allclose(shares[name], wanted / wanted.sum(), atol=0.035), name
    assert sum(shares[name]) == pytest.approx(1, abs=0.01)


def test_no_avatar_breaks_a_rule(avatars: list[dict[str, str]]) -> None:
    hide_themselves = {name for rule in RULES.hides for name in rule.hidden if name in rule.causes}
    for avatar in avatars:
        for rule in RULES.only:
            assert not rule.forbids(avatar[rule.attribute], avatar)
        hidden = {name for rule in RULES.hides if rule.holds(avatar) for name in rule.hidden}
        unseen = vocabulary().keys() - avatar.keys()
        assert hidden <= unseen <= hidden | hide_themselves


SMALL = Vocabulary(
    (
        Attribute("age", ("child", "adult")),
        Attribute("beard", ("none", "full")),
        Attribute("mole", ("none", "chin")),
    )
)
BEARDS = Rules(
    (Hides({"beard": frozenset({"full"}), "mole": frozenset({"chin"})}, ("mole",), "it may lie beneath"),),
    (Only("beard", "none", {"age": frozenset({"adult"})}, "beards grow on grown faces"),),
)


def test_only_rows_in_which_no_rule_can_have_changed_a_label_count() -> None:
    labels = np.array([[0, 0, 1], [0, 0, 0], [0, 0, 0], [1, 1, -1], [1, 1, 0], [1, 0, 1], [1, 1, 0]])
    assert frequencies(labels, SMALL, BEARDS) == {
        "age": [0.4286, 0.5714],
        "beard": [0.25, 0.75],  # of four adults
        "mole": [0.5, 0.5],  # of the four without a beard
    }
    assert frequencies(labels, SMALL, NO_RULES)["mole"] == [0.6667, 0.3333]


def test_where_rules_left_no_choice_the_labels_count_as_they_are() -> None:
    children = np.array([[0, 0, 1], [0, 0, 0]])
    assert frequencies(children, SMALL, BEARDS)["beard"] == [1, 0]


def test_what_was_never_labelled_has_no_shares() -> None:
    assert frequencies(np.full((4, 3), -1), SMALL) == {name: [0, 0] for name in SMALL}
    assert frequencies(np.empty((0, 3), dtype=np.int64), SMALL, BEARDS) == {name: [0, 0] for name in SMALL}
