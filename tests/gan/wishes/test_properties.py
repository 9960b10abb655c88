"""What holds for every text and every word of the shipped vocabulary."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gan.deciding import complete
from gan.models import Model, Registry
from gan.wishes.combining import Conflict, combine
from gan.wishes.lexicon import Lexicon
from gan.wishes.options import OPTIONS, NoSuchValue, Option
from gan.wishes.reading import LONGEST, Reader, TooLong
from gan.wishes.senses import NONE
from gan.wishes.settling import settle
from gan.wishes.synonyms import attribute_words, combinations, moods, phrases_in
from gan.wishes.telling import tell
from gan.wishes.wish import Wish

MODEL = Registry().default()
LEXICON = Lexicon(MODEL.vocabulary)
READER = Reader(LEXICON)
CHOSEN = {name: Option(name, READER) for name in OPTIONS}


def strings(document: Any) -> Iterator[str]:
    """Every string in a JSON document."""
    if isinstance(document, str):
        yield document
    elif isinstance(document, list | dict):
        for entry in document.values() if isinstance(document, dict) else document:  # pyright: ignore[reportUnknownVariableType]
            yield from strings(entry)


WORDS = sorted(
    {
        word
        for name in ("attributes", "combinations", "grammar")
        for word in strings(json.loads((files("gan.wishes") / f"data/{name}.json").read_text(encoding="utf-8")))
    }
)
# Words that are known, in any order and with anything between them, meet more of the parser than letters do by chance.
JOINTS = [", ", "\uff0c", " and ", " or ", ": ", " no ", "\u4e0d"]
PIECES = st.one_of(st.sampled_from(WORDS), st.sampled_from(JOINTS), st.text(max_size=4))
LISTS = st.lists(PIECES, max_size=14)
TEXTS = st.one_of(st.text(max_size=LONGEST), LISTS.map(" ".join), LISTS.map("".join))


def outcome(text: str) -> Wish | Conflict:
    """What a text comes to."""
    try:
        return combine([], READER.read(text).meant, MODEL).wish
    except Conflict as conflict:
        return conflict


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.integers(0, 2**64 - 1))
def test_any_text_is_read_and_what_was_understood_is_what_the_avatar_shows(text: str, seed: int) -> None:
    if len(text) > LONGEST:
        with pytest.raises(TooLong):
            READER.read(text)
        return
    reading = READER.read(text)
    for meant in reading.meant:
        assert meant.said
        for language in ("en", "zh", "tlh"):
            assert tell(meant, MODEL.vocabulary, language).value
    for words in (*reading.unknown, *(one.said for one in (*reading.unclear, *reading.unfit))):
        assert words.strip()
    wish = outcome(text)
    if isinstance(wish, Conflict):
        assert str(wish)
        assert len(wish.said) > 1
        return
    avatar = complete(seed, settle(wish, seed, MODEL), MODEL.vocabulary, MODEL.frequencies, MODEL.rules)
    for name, values in wish.values.items():
        assert avatar[name] in values.all if name in avatar else values.unseen


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(OPTIONS)), TEXTS, st.sampled_from(["en", "zh"]))
def test_any_text_in_an_option_is_read_or_refused_with_the_nearest(name: str, text: str, language: str) -> None:
    option = CHOSEN[name]
    assert len(option.suggestions(text, language, most=25)) <= 25
    refused: NoSuchValue | None = None
    try:
        meant = option.read(text, language)
    except NoSuchValue as error:
        refused, meant = error, []
    if refused is None:
        assert meant
        assert all(one.sense.values.keys() <= set(OPTIONS[name]) for one in meant)
    else:
        assert 0 < len(refused.nearest) <= 3


EVERY_LABEL = [
    (attribute.name, value, language)
    for attribute in MODEL.vocabulary.values()
    for value in attribute.values
    for language in attribute.value_labels[value]
]
FORMS = {
    "en": ["{what}: {label}", "{what} {label}", "{label} {what}", "{what} is {label}", "{what}={label}"],
    "zh": ["{what}\uff1a{label}", "{what}{label}", "{label}{what}", "{label}的{what}", "{what}是{label}"],
}


@pytest.mark.parametrize(("name", "value", "language"), EVERY_LABEL)
def test_every_label_said_with_its_attribute_is_that_class(
    name: str, value: str, language: str, reader: Reader, shipped: Model
) -> None:
    attribute = shipped.vocabulary[name]
    for form in FORMS[language]:
        said = form.format(what=attribute.labels[language], label=attribute.value_labels[value][language])
        for text in (said, said.upper()):
            reading = reader.read(text)
            found = [{name: set(values.first) for name, values in one.sense.values.items()} for one in reading.meant]
            assert found == [{name: {value}}], text
            assert (reading.unknown, reading.unclear, reading.unfit) == ((), (), ()), text


SEPARATE = st.lists(st.sampled_from(EVERY_LABEL), min_size=2, max_size=4, unique_by=lambda label: label[0])


@settings(max_examples=150, deadline=None)
@given(SEPARATE)
def test_the_order_of_wishes_does_not_matter(labels: list[tuple[str, str, str]]) -> None:
    said = [
        f"{MODEL.vocabulary[name].labels[language]} {MODEL.vocabulary[name].value_labels[value][language]}"
        for name, value, language in labels
    ]
    outcomes = [outcome(", ".join(order)) for order in permutations(said)]
    if any(isinstance(one, Conflict) for one in outcomes):
        assert len({type(one) for one in outcomes}) == 1
    else:
        assert all(one == outcomes[0] for one in outcomes)


PHRASES = (
    "pink twin tails",
    "round glasses",
    "no hat",
    "smiling",
    "blue eyes",
    "a red hoodie",
    "粉色背景",
    "girl",
    "long hair",
    "not sad",
)


@settings(max_examples=60, deadline=None)
@given(st.permutations(PHRASES))
def test_the_order_of_free_words_between_commas_does_not_matter(order: list[str]) -> None:
    usual = outcome(", ".join(PHRASES))
    assert isinstance(usual, Wish)
    assert outcome(", ".join(order)) == usual


def test_every_hand_written_word_said_with_its_attribute_is_what_it_is_listed_under() -> None:
    checked = 0
    for name, words in attribute_words().items():
        for value, listed in words.get("classes", {}).items():
            if name not in MODEL.vocabulary or value not in MODEL.vocabulary[name].values or value == NONE:
                continue
            labels = MODEL.vocabulary[name].labels
            kinds = (listed, listed.get("near", {}), listed.get("bound", {}))
            for phrase in (phrase for kind in kinds for phrase in phrases_in(kind)):
                language = "zh" if any("一" <= letter <= "鿿" for letter in phrase) else "en"
                reading = READER.read(f"{labels[language]}: {phrase}")
                found = [one.sense.values[name].first for one in reading.meant if name in one.sense.values]
                assert any(value in first for first in found), phrase
                assert (reading.unknown, reading.unclear, reading.unfit) == ((), (), ()), phrase
                checked += 1
    assert checked > 3000


def test_people_looks_and_moods_are_what_they_are_listed_as() -> None:
    for combination in (*(one for one, _ in combinations()), *moods().values()):
        listed = {name: set(classes) for name, classes in combination["is"].items()}
        for phrase in (*phrases_in(combination), *phrases_in(combination.get("near", {}))):
            reading = READER.read(phrase)
            found = [{name: set(values.first) for name, values in one.sense.values.items()} for one in reading.meant]
            assert found == [listed], phrase
