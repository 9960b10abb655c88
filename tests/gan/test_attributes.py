"""Vocabularies: what can be said, in which order, and in which words."""

import json
import pickle
from typing import Any

import pytest

from gan.attributes import Attribute, UnknownAttribute, Vocabulary
from gan.models import SHIPPED, Registry

AGE = Attribute("age", ("child", "teen"))
MOUTH = Attribute("mouth", ("smile", "cat"))
LABELLED = {
    "age": ["child", "teen"],
    "mouth": {
        "labels": {"en": "mouth", "zh": "嘴型"},
        "values": {"smile": {"en": "a smile", "zh": "微笑"}, "cat": {}},
    },
}


def test_the_shipped_card_is_read_and_written_in_the_old_form() -> None:
    card = Registry([SHIPPED]).get("moe-128").card
    vocabulary = Vocabulary.from_json(card["vocabulary"])
    assert json.dumps(vocabulary.to_json()) == json.dumps(card["vocabulary"])
    assert list(vocabulary.class_counts()) == card["architecture"]["classes"]


def test_labels_are_read_and_written_with_their_values() -> None:
    vocabulary = Vocabulary.from_json(LABELLED)
    assert vocabulary["mouth"].labels == {"en": "mouth", "zh": "嘴型"}
    assert vocabulary["mouth"].value_labels == {"smile": {"en": "a smile", "zh": "微笑"}}
    assert json.dumps(vocabulary.to_json()) == json.dumps(LABELLED)


def test_labels_do_not_make_another_vocabulary() -> None:
    labelled, plain = Vocabulary.from_json(LABELLED), Vocabulary([AGE, MOUTH])
    assert labelled == plain
    assert hash(labelled) == hash(plain)


@pytest.mark.parametrize(
    "other",
    [
        Vocabulary([MOUTH, AGE]),
        Vocabulary([AGE]),
        Vocabulary([AGE, Attribute("mouth", ("cat", "smile"))]),
        Vocabulary([AGE, Attribute("mouth", ("smile", "cat", "pout"))]),
        {"age": AGE, "mouth": MOUTH},
    ],
)
def test_names_values_and_their_order_make_another_vocabulary(other: object) -> None:
    assert Vocabulary([AGE, MOUTH]) != other


def test_what_is_asked_comes_in_the_order_of_the_vocabulary() -> None:
    assert list(Vocabulary([MOUTH, AGE]).check({"age": "teen", "mouth": "cat"})) == ["mouth", "age"]
    assert Vocabulary().check({}) == {}


def test_what_is_absent_or_not_to_be_seen_has_no_index() -> None:
    vocabulary = Vocabulary([AGE, MOUTH])
    assert vocabulary.indices({"mouth": "cat", "age": "teen"}) == [1, 1]
    assert vocabulary.indices({"mouth": "smile"}) == [-1, 0]
    assert vocabulary.indices({"age": "child", "mouth": None}) == [0, -1]
    assert Vocabulary().indices({}) == []


@pytest.mark.parametrize(
    ("attributes", "advice"),
    [
        ({"mood": "happy"}, "There is no attribute 'mood'. Choose among: age, mouth."),
        ({"mouth": "beak"}, "mouth cannot be 'beak'. Choose one of: smile, cat."),
    ],
)
def test_words_outside_the_vocabulary_are_refused_with_the_words_inside_it(
    attributes: dict[str, str], advice: str
) -> None:
    vocabulary = Vocabulary([AGE, MOUTH])
    for ask in (vocabulary.check, vocabulary.indices):
        with pytest.raises(UnknownAttribute) as refused:
            ask(attributes)
        assert str(refused.value) == advice


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {"age": "child"},
        {"age": []},
        {"age": ["child", "child"]},
        {"age": [1]},
        {"age": {"labels": {}}},
        {"age": {"labels": {}, "values": ["child"]}},
        {"Age!": ["child"]},
        {"age": ["Child"]},
    ],
)
def test_what_is_no_vocabulary_is_refused(document: Any) -> None:
    with pytest.raises(ValueError, match=r"vocabulary|attribute"):
        Vocabulary.from_json(document)


def test_an_attribute_is_there_once_and_labels_only_what_it_has() -> None:
    with pytest.raises(ValueError, match="once"):
        Vocabulary([AGE, AGE])
    with pytest.raises(ValueError, match="labels for those alone"):
        Attribute("age", ("child",), value_labels={"teen": {"en": "teen"}})


def test_vocabularies_travel_between_processes_and_cannot_be_changed() -> None:
    vocabulary = Vocabulary.from_json(LABELLED)
    again = pickle.loads(pickle.dumps(vocabulary))  # noqa: S301
    assert again.to_json() == LABELLED
    with pytest.raises(TypeError):
        again["mouth"].labels["en"] = "beak"
    with pytest.raises(TypeError):
        again["beak"] = AGE
