"""What members type, what is understood of it, and what is not: every phrase of `phrases.json`.

There, `is` names the classes that a wish leaves to choose from, by attribute; `isnt` those that it rules out. What is
not named must not have been understood. `unknown`, `unclear` and `unfit` are the words that are reported as such.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from gan.models import Model
from gan.wishes.combining import TwoWishes, WishesClash, combine
from gan.wishes.reading import Reader

DOCUMENT: dict[str, Any] = json.loads((Path(__file__).parent / "phrases.json").read_text(encoding="utf-8"))
PHRASES: list[dict[str, Any]] = DOCUMENT["phrases"]


def classes(words: str) -> frozenset[str]:
    """The classes that are named one after the other, those of a group by its name."""
    named = (DOCUMENT["groups"][word[1:]].split() if word.startswith("@") else [word] for word in words.split())
    return frozenset(value for group in named for value in group)


def test_there_are_phrases_of_every_kind_and_each_once() -> None:
    said = Counter(phrase["say"] for phrase in PHRASES)
    assert len(said) >= 150
    assert said.most_common(1)[0][1] == 1


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase["say"] or "nothing")
def test_a_phrase_is_understood(phrase: dict[str, Any], reader: Reader, shipped: Model) -> None:
    reading = reader.read(phrase["say"])
    if "refused" in phrase:
        with pytest.raises({"two": TwoWishes, "clash": WishesClash}[phrase["refused"]]) as caught:
            combine([], reading.meant, shipped)
        assert len(caught.value.said) >= 2
        assert all(words in phrase["say"] for words in caught.value.said)
        return
    wish = combine([], reading.meant, shipped).wish.values
    wanted = {name: classes(words) for name, words in phrase.get("is", {}).items()}
    unwanted = {name: classes(words) for name, words in phrase.get("isnt", {}).items()}
    assert {name: values.first for name, values in wish.items() if name not in unwanted} == wanted
    for name, ruled_out in unwanted.items():
        assert not wish[name].all & ruled_out
        assert len(wish[name].first) > 1 or len(shipped.vocabulary[name].values) < 4
    assert list(reading.unknown) == phrase.get("unknown", [])
    assert [one.said for one in reading.unclear] == phrase.get("unclear", [])
    assert [one.said for one in reading.unfit] == phrase.get("unfit", [])
