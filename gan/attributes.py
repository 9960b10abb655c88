"""What can be said about an avatar in words: attributes, and the vocabularies that hold them.

Pure data, importable without torch. A vocabulary belongs to a data set and to the models trained on it (a model's card
repeats it); the program has none of its own. The order of attributes and of their values is that of the class indices.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, cast

__all__ = [
    "IDENTIFIER",
    "Attribute",
    "UnknownAttribute",
    "Vocabulary",
]

# What names of attributes and their values look like: they are typed into commands and kept in recipes.
IDENTIFIER: Final = re.compile(r"(?=.{1,40}\Z)[a-z0-9]+(_[a-z0-9]+)*", re.ASCII)


class UnknownAttribute(ValueError):
    """An attribute or a value that the vocabulary does not hold; the message says what it does hold."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One categorical attribute of an avatar.

    Two attributes of the same name and values are equal, whatever they are called in words.

    Attributes:
        name: identifier, `snake_case`.
        values: the classes, in the order of their indices; at least one, identifiers too.
        labels: the attribute's name for people, by language (`{"en": "hair colour", "zh": "发色"}`); may be empty.
        value_labels: the same for each value that has any.

    Raises:
        ValueError: the name or a value is no identifier, there are no values, one is there twice, or labels are given
            for a value that there is not.
    """

    name: str
    values: tuple[str, ...]
    labels: Mapping[str, str] = field(default_factory=dict[str, str], compare=False)
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]], compare=False)

    def __post_init__(self) -> None:
        for word in (self.name, *self.values):
            if not IDENTIFIER.fullmatch(word):
                raise ValueError(f"{word!r} is no name for an attribute or a value: those are short and snake_case.")
        once = set(self.values)
        if not once or len(once) < len(self.values) or not once.issuperset(self.value_labels):
            raise ValueError(f"The attribute {self.name} needs values, each of them once, and labels for those alone.")
        object.__setattr__(self, "labels", MappingProxyType(dict(self.labels)))
        named = {value: MappingProxyType(dict(labels)) for value, labels in self.value_labels.items()}
        object.__setattr__(self, "value_labels", MappingProxyType(named))

    def __reduce__(self) -> tuple[Any, ...]:
        # A mapping proxy cannot be pickled.
        named = {value: dict(labels) for value, labels in self.value_labels.items()}
        return (Attribute, (self.name, self.values, dict(self.labels), named))

    def index(self, value: str) -> int:
        """Class index of `value`; raises `UnknownAttribute` where there is no such class."""
        try:
            return self.values.index(value)
        except ValueError:
            raise UnknownAttribute(
                f"{self.name} cannot be {value!r}. Choose one of: {', '.join(self.values)}."
            ) from None


class Vocabulary(Mapping[str, Attribute]):
    """Attributes by name, in the order of a model's class indices; immutable, and empty where nothing can be said.

    Two vocabularies are equal when names and values are the same in the same order; labels do not count.
    """

    __slots__ = ("_attributes",)

    def __init__(self, attributes: Iterable[Attribute] = ()) -> None:
        """Raises `ValueError` where two attributes have the same name."""
        ordered = tuple(attributes)
        self._attributes = {attribute.name: attribute for attribute in ordered}
        if len(self._attributes) < len(ordered):
            raise ValueError("A vocabulary holds every attribute once.")

    def __getitem__(self, name: str) -> Attribute:
        return self._attributes[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._attributes)

    def __len__(self) -> int:
        return len(self._attributes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vocabulary) and tuple(self.values()) == tuple(other.values())

    def __hash__(self) -> int:
        return hash(tuple(self.values()))

    def __repr__(self) -> str:
        return f"Vocabulary({list(self.values())!r})"

    def class_counts(self) -> tuple[int, ...]:
        """How many values each attribute has."""
        return tuple(len(attribute.values) for attribute in self.values())

    def differing(self, other: Vocabulary) -> str:
        """In which attributes this and another vocabulary differ, in words; empty where they are equal."""
        if self == other:
            return ""
        names = [name for name in {**self, **other} if self.get(name) != other.get(name)]
        return ", ".join(names) or "their order"

    def check(self, attributes: Mapping[str, str]) -> dict[str, str]:
        """The same attributes in this order; raises `UnknownAttribute` for a name or value that is not in it."""
        for name, value in attributes.items():
            self._known(name).index(value)
        return {name: attributes[name] for name in self if name in attributes}

    def indices(self, attributes: Mapping[str, str | None]) -> list[int]:
        """The class index of each attribute: -1 for what is absent or None (not labelled, or not to be seen).

        Raises:
            UnknownAttribute: a name or a value that is not in the vocabulary.
        """
        for name in attributes:
            self._known(name)
        given = [(attribute, attributes.get(name)) for name, attribute in self.items()]
        return [-1 if value is None else attribute.index(value) for attribute, value in given]

    def _known(self, name: str) -> Attribute:
        if name not in self:
            choice = f"Choose among: {', '.join(self)}." if self else "There are none to choose among."
            raise UnknownAttribute(f"There is no attribute {name!r}. {choice}")
        return self[name]

    def to_json(self) -> dict[str, Any]:
        """Plain data for a card, a corpus or a checkpoint.

        An attribute without labels is the list of its values; one with labels is
        `{"labels": {language: words}, "values": {value: {language: words}}}`.
        """
        return {name: _to_json(attribute) for name, attribute in self.items()}

    @classmethod
    def from_json(cls, document: Any) -> Vocabulary:
        """Reads what `to_json` wrote; raises `ValueError` for anything else."""
        try:
            return cls(_from_json(name, content) for name, content in document.items())
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"This is not a vocabulary: {error!r}") from error


def _to_json(attribute: Attribute) -> list[str] | dict[str, Any]:
    if not attribute.labels and not attribute.value_labels:
        return list(attribute.values)
    named = {value: dict(attribute.value_labels.get(value, {})) for value in attribute.values}
    return {"labels": dict(attribute.labels), "values": named}


def _from_json(name: str, content: Any) -> Attribute:
    if isinstance(content, list):
        return Attribute(name, tuple(cast("list[str]", content)))
    values = cast("dict[str, dict[str, str]]", content["values"])
    return Attribute(name, tuple(values), content.get("labels", {}), {v: words for v, words in values.items() if words})
