"""Which phrases mean what in a vocabulary: from its own labels, and from the hand-written words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from gan.attributes import Attribute, Vocabulary
from gan.wishes import synonyms
from gan.wishes.senses import NONE, Head, Sense, only, without
from gan.wishes.synonyms import AttributeWords, Combination, phrases_in
from gan.wishes.wish import Values

__all__ = ["Meaning", "attribute_label", "class_label", "mood_sense", "named_heads", "of_attributes", "of_combinations"]
__all__ += ["of_things"]

# What words before a person may speak of.
_OF_PEOPLE: Final = ("skin", "age")
# What the labels of an attribute end with, where the rest of them names the thing: "hair colour", 发色.
_ENDINGS: Final = (" colour", " color", " style", " shape", " tone", " type", "颜色", "样式", "色")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A phrase, and one thing that it means."""

    phrase: str
    sense: Sense


def class_label(attribute: Attribute, value: str, language: str) -> str:
    """What a class is called in a language: in English where it has no name there, by its identifier at last."""
    labels = attribute.value_labels.get(value, {})
    return labels.get(language) or labels.get("en") or value.replace("_", " ")


def attribute_label(attribute: Attribute, language: str) -> str:
    """What an attribute is called in a language, as `class_label`."""
    return attribute.labels.get(language) or attribute.labels.get("en") or attribute.name.replace("_", " ")


def of_attributes(vocabulary: Vocabulary) -> Iterator[Meaning]:
    """What classes and groups of classes are called."""
    for attribute in vocabulary.values():
        words = synonyms.attribute_words().get(attribute.name, {})
        beside = tuple(name for name in words.get("beside", [attribute.name]) if name in vocabulary)
        common = _Common(attribute, words, beside)
        yield from common.of_classes()
        yield from common.of_groups()


@dataclass(frozen=True, slots=True)
class _Common:
    """What all the senses of an attribute share."""

    attribute: Attribute
    words: AttributeWords
    beside: tuple[str, ...]

    def of_classes(self) -> Iterator[Meaning]:
        for value in self.attribute.values:
            words: Any = self.words.get("classes", {}).get(value, {})
            sense = self._sense([value], words, dict(self.attribute.value_labels.get(value, {})))
            if value == NONE:
                sense = replace(sense, values=without(self.attribute.name), negated=True)
            for phrase in _labels_of(self.attribute.value_labels.get(value, {}), value):
                # "None" alone is no class, but takes back what stands beside it.
                if value != NONE or phrase not in _words_for_not():
                    yield Meaning(phrase, replace(sense, bound=self.words.get("bound", False), is_label=True))
            yield from self._phrases(words, sense)

    def of_groups(self) -> Iterator[Meaning]:
        for group in self.words.get("groups", []):
            classes = [value for value in group["is"] if value in self.attribute.values]
            if classes:
                sense = self._sense(classes, group, group["label"])
                yield from self._phrases(group, replace(sense, group=True))

    def _sense(self, classes: Sequence[str], words: Any, labels: Mapping[str, str]) -> Sense:
        known = frozenset(self.attribute.values)
        also = frozenset[str](words.get("also", [])) & known
        return Sense(
            values={self.attribute.name: Values(frozenset(classes), also)},
            ruled_out=(frozenset[str](words.get("without", [])) & known) or frozenset(classes),
            labels=labels or {"en": classes[0].replace("_", " ")},
            adjective=self.words.get("adjective", False),
            beside=self.beside,
        )

    def _phrases(self, words: Any, sense: Sense) -> Iterator[Meaning]:
        for phrase in phrases_in(words):
            yield Meaning(phrase, replace(sense, bound=self.words.get("bound", False)))
        for phrase in phrases_in(words.get("near", {})):
            yield Meaning(phrase, replace(sense, near=True, bound=self.words.get("bound", False)))
        for phrase in phrases_in(words.get("bound", {})):
            yield Meaning(phrase, replace(sense, bound=True))


def of_combinations(vocabulary: Vocabulary) -> Iterator[Meaning]:
    """What says several things at once: people, looks, moods."""
    for combination, person in synonyms.combinations():
        sense = _combined(combination, vocabulary)
        if sense is not None:
            # "A black girl" is about her skin; "a white cat girl" is not.
            beside = _OF_PEOPLE if person and sense.main in ("presentation", _OF_PEOPLE[-1]) else ()
            beside = tuple(name for name in beside if name in vocabulary)
            yield from _said(combination, replace(sense, person=person, beside=beside))
    for mood in synonyms.moods().values():
        sense = _combined(mood, vocabulary)
        if sense is not None:
            yield from _said(mood, sense)


def mood_sense(name: str, vocabulary: Vocabulary) -> Sense | None:
    """What a mood is in a vocabulary; None where it cannot show it."""
    return _combined(synonyms.moods()[name], vocabulary)


def _said(words: Combination, sense: Sense) -> Iterator[Meaning]:
    for phrase in phrases_in(words):
        yield Meaning(phrase, sense)
    for phrase in phrases_in(words.get("near", {})):
        yield Meaning(phrase, replace(sense, near=True))


def _combined(words: Combination, vocabulary: Vocabulary) -> Sense | None:
    values: dict[str, Values] = {}
    main = next(iter(words["is"]))
    if main not in vocabulary or not set(words["is"][main]) & set(vocabulary[main].values):
        return None
    for name, classes in words["is"].items():
        if name not in vocabulary:
            continue
        known = frozenset(vocabulary[name].values)
        kept = Values(frozenset(classes), frozenset(words.get("also", {}).get(name, []))).within(known)
        if kept is not None:
            values[name] = kept
    ruled_out = frozenset(words.get("without", words["is"][main])) & frozenset(vocabulary[main].values)
    return Sense(
        values=values,
        ruled_out=ruled_out or values[main].first,
        labels=words["label"],
        near=len(values) < len(words["is"]),
        weak=words.get("weak", False),
    )


def of_things(vocabulary: Vocabulary) -> Iterator[tuple[str, Head]]:
    """The names of things that have several attributes."""
    for thing in synonyms.things():
        takes = tuple(name for name in thing["of"] if name in vocabulary)
        absent = {name: classes for name, classes in thing.get("absent", {}).items() if name in vocabulary}
        if not takes:
            continue
        head = Head(
            takes,
            absent=_absent_thing(absent, thing.get("absent_label", {}), vocabulary),
            person=thing.get("person", False),
            silent=thing.get("silent", False),
        )
        for phrase in phrases_in(thing):
            yield phrase, head


def _absent_thing(
    absent: Mapping[str, Sequence[str]], label: Mapping[str, str], vocabulary: Vocabulary
) -> tuple[Sense, ...]:
    values: dict[str, Values] = {}
    for name, classes in absent.items():
        known = [value for value in classes if value in vocabulary[name].values]
        if known:
            values |= without(name) if known == [NONE] else only(name, *known)
    if not values:
        return ()
    main = next(iter(values))
    labels = label or dict(vocabulary[main].value_labels.get(min(values[main].first), {}))
    return (Sense(values, values[main].first, labels, negated=values[main].unseen),)


def named_heads(vocabulary: Vocabulary) -> Iterator[tuple[str, Head]]:
    """What attributes are called: their labels, what is left of a label without "colour", and further names."""
    for attribute in vocabulary.values():
        words = synonyms.attribute_words().get(attribute.name, {})
        takes = [attribute.name, *(name for name in words.get("beside", []) if name in vocabulary)]
        head = Head(
            tuple(dict.fromkeys(takes)),
            exact=True,
            present=_present(attribute, words),
            absent=_absent(attribute, words),
        )
        for label in _labels_of(attribute.labels, attribute.name):
            yield label, head
            for ending in _ENDINGS:
                rest = label.removesuffix(ending)
                if rest != label:
                    yield rest, replace(head, exact=False)
                    break
        for phrase in phrases_in(words.get("names", {})):
            yield phrase, head


def _present(attribute: Attribute, words: AttributeWords) -> Sense | None:
    """What the name of an attribute asks for by itself: any of it, where there may be none."""
    nothing = {NONE} & set(attribute.values) or set(words.get("absent", []))
    classes = frozenset(words.get("present", attribute.values if nothing else ())) - nothing
    if not classes & set(attribute.values):
        return None
    labels = dict(attribute.labels) or {"en": attribute.name.replace("_", " ")}
    return Sense({attribute.name: Values(classes)}, classes, labels, group=True)


def _absent(attribute: Attribute, words: AttributeWords) -> tuple[Sense, ...]:
    if NONE in attribute.values:
        labels = dict(attribute.value_labels.get(NONE, {})) or {"en": NONE}
        return (Sense(without(attribute.name), frozenset({NONE}), labels, negated=True),)
    classes = [value for value in words.get("absent", []) if value in attribute.values]
    if not classes:
        return ()
    labels = dict(attribute.value_labels.get(classes[0], {})) or {"en": classes[0]}
    return (Sense(only(attribute.name, *classes), frozenset(classes), labels),)


def _labels_of(labels: Mapping[str, str], identifier: str) -> Iterable[str]:
    """The labels of all languages; 粉 beside 粉色; the identifier where there is no English one."""
    found = dict.fromkeys(labels.values())
    for label in labels.values():
        if len(label) > 1 and label.endswith("色"):
            found[label.removesuffix("色")] = None
    if "en" not in labels:
        found[identifier.replace("_", " ")] = None
    return found


def _words_for_not() -> frozenset[str]:
    return frozenset(phrases_in(synonyms.grammar()["words"]["not"]))
