"""Wishes that are chosen one by one: what is offered while one types, and what is taken."""

from __future__ import annotations

import pytest

from gan.attributes import Attribute, Vocabulary
from gan.wishes.lexicon import Lexicon
from gan.wishes.options import OPTIONS, NoSuchValue, Option, OptionUnavailable
from gan.wishes.reading import Reader
from tests.tiny import VOCABULARY


def labels(reader: Reader, name: str, typed: str, language: str = "en", most: int = 25) -> list[str]:
    return [one.label for one in Option(name, reader).suggestions(typed, language, most)]


def read(reader: Reader, name: str, typed: str) -> dict[str, set[str]]:
    meant = Option(name, reader).read(typed, "en")
    return {attribute: set(values.first) for one in meant for attribute, values in one.sense.values.items()}


def test_every_option_offers_values_that_it_takes(reader: Reader) -> None:
    for name in OPTIONS:
        option = Option(name, reader)
        for language in ("en", "zh"):
            offered = option.suggestions("", language, most=100)
            assert len({one.label for one in offered}) == len(offered) == len({one.value for one in offered})
            assert all(len(one.label) <= 100 and len(one.value) <= 100 for one in offered)
            for one in offered:
                (meant,) = option.read(one.value, language)
                assert meant.said == one.label
                assert "none" not in one.value
                assert option.read(one.label.partition(" (")[0], language)


def test_as_many_are_offered_as_were_asked_for(reader: Reader) -> None:
    assert len(labels(reader, "hair_style", "")) == 25
    assert labels(reader, "hair_style", "", most=3) == ["afro", "bald", "bob"]


@pytest.mark.parametrize(
    ("name", "typed", "language", "expected"),
    [
        ("hair_color", "bl", "en", ["black", "blond", "blue"]),
        ("hair_color", "PINK", "en", ["pink"]),
        ("hair_color", "粉", "zh", ["粉色"]),
        ("hair_color", "粉", "en", ["pink"]),
        ("hair_style", "pigtails", "en", ["low twintails", "twintails"]),
        ("hair_style", "curl", "en", ["curly (hair texture)", "curled (side locks)"]),
        ("hair_style", "马尾", "zh", ["马尾", "双马尾", "侧马尾"]),
        ("accessory", "round", "en", ["round glasses"]),
        ("accessory", "猫", "zh", ["猫眼镜框", "猫耳 (头饰)"]),
        ("mood", "an", "en", ["worried", "cross"]),
        ("outfit", "hodie", "en", ["hoodie"]),
        ("background", "cl", "en", ["clouds (backdrop)"]),
    ],
)
def test_what_fits_is_offered_first(reader: Reader, name: str, typed: str, language: str, expected: list[str]) -> None:
    found = labels(reader, name, typed, language)
    assert set(expected) <= set(found)
    assert found.index(expected[0]) < 3
    assert len(found) < 15


def test_nothing_is_offered_where_nothing_looks_like_it(reader: Reader) -> None:
    assert labels(reader, "hair_color", "xyzzyx") == []


def test_free_words_are_taken_as_a_description_of_what_the_option_is_about(reader: Reader) -> None:
    assert read(reader, "outfit", "a blue hoodie") == {"outfit": {"hoodie"}, "outfit_color": {"blue"}}
    assert read(reader, "hair_style", "curly") == {"hair_texture": {"curly"}}
    assert read(reader, "hair_style", "long, wavy, with bangs")["hair_texture"] == {"wavy"}
    assert read(reader, "eye_color", "blue eyes") == {"eye_color": {"blue"}}
    assert read(reader, "hair_color", "Blond") == {"hair_color": {"blond"}}
    assert read(reader, "background", "blue") == {"background": {"sky"}}
    assert read(reader, "skin", "black") == {"skin": {"dark", "deep"}}
    assert read(reader, "accessory", "no glasses") == {"eyewear": {"none"}}
    assert read(reader, "mood", "smiling") == {"mouth": {"smile", "open_smile"}}
    assert read(reader, "eye_shape", "大眼睛") == {"eye_shape": {"sparkling"}}
    assert read(reader, "age", "16") == {"age": {"teen"}}


@pytest.mark.parametrize(
    ("name", "typed", "nearest"),
    [
        ("hair_color", "pinkk!", "pink"),
        ("hair_color", "plaid", "blue"),
        ("hair_color", "twintails", "teal"),
        ("accessory", "goggles", "round glasses"),
        ("age", "x" * 400, "child"),
        ("outfit", "hoodie with a dragon", "hoodie"),
    ],
)
def test_what_fits_nothing_is_refused_with_the_nearest(reader: Reader, name: str, typed: str, nearest: str) -> None:
    with pytest.raises(NoSuchValue) as caught:
        Option(name, reader).read(typed, "en")
    assert len(caught.value.nearest) == 3
    if nearest in ("pink", "round glasses", "hoodie"):
        assert nearest in {one.label.partition(" (")[0] for one in caught.value.nearest}
    assert len(str(caught.value)) < 200


def test_a_mood_is_a_choice_of_what_mouth_lids_and_brows_do(reader: Reader) -> None:
    found = read(reader, "mood", "mood=happy")
    assert found.keys() == {"mouth", "lids", "brows"}
    assert all(classes <= set(reader.lexicon.vocabulary[name].values) for name, classes in found.items())


def test_moods_are_those_that_the_vocabulary_can_show() -> None:
    few = Reader(Lexicon(Vocabulary((Attribute("mouth", ("smile", "sad")),))))
    assert labels(few, "mood", "") == ["happy", "calm", "sad", "cross", "dreamy", "gentle"]
    assert read(few, "mood", "mood=sad") == {"mouth": {"sad"}}


def test_an_option_that_the_model_knows_nothing_of_is_not_available() -> None:
    with pytest.raises(OptionUnavailable):
        Option("background", Reader(Lexicon(VOCABULARY)))
    assert labels(Reader(Lexicon(VOCABULARY)), "hair_color", "") == ["black", "brown", "pink"]
    assert labels(Reader(Lexicon(VOCABULARY)), "accessory", "") == ["glasses"]
