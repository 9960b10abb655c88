"""The vocabulary that corpus, generator and bot share: what can be said about an avatar in words.

Pure data, importable without torch. The order of attributes and of their values is part of every model's contract (a
model's card repeats the vocabulary it was trained with), so new values are appended, never inserted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = [
    "ATTRIBUTES",
    "Attribute",
    "UnknownAttribute",
    "check_attributes",
    "class_counts",
    "vocabulary",
]


@dataclass(frozen=True, slots=True)
class Attribute:
    """One categorical attribute of an avatar.

    Attributes:
        name: identifier, `snake_case`.
        values: the classes, in the order of their indices.
    """

    name: str
    values: tuple[str, ...]

    def index(self, value: str) -> int:
        """Class index of `value`; raises `UnknownAttribute` where there is no such class."""
        try:
            return self.values.index(value)
        except ValueError:
            raise UnknownAttribute(
                f"{self.name} cannot be {value!r}. Choose one of: {', '.join(self.values)}."
            ) from None


class UnknownAttribute(ValueError):
    """An attribute or a value that the vocabulary does not hold; the message says what it does hold."""


ATTRIBUTES: dict[str, Attribute] = {
    attribute.name: attribute
    for attribute in (
        Attribute("age", ("child", "teen", "adult")),
        Attribute("presentation", ("feminine", "masculine", "androgynous")),
        Attribute("skin", ("porcelain", "fair", "tan", "brown", "deep")),
        Attribute(
            "hair_color",
            ("black", "brown", "blond", "red", "orange", "pink", "purple", "blue", "teal", "green", "silver"),
        ),
        Attribute("fringe", ("blunt", "swept", "curtain", "choppy", "open")),
        Attribute("back_hair", ("short", "bob", "long", "twintails", "ponytail", "curly")),
        Attribute("eye_shape", ("round", "almond", "droopy", "sharp")),
        Attribute("eye_color", ("brown", "amber", "green", "blue", "purple", "red", "grey")),
        Attribute("mouth", ("smile", "open", "cat", "neutral", "pout", "grin")),
        Attribute("outfit", ("sailor", "hoodie", "blazer", "sweater", "tshirt")),
        Attribute("accessory", ("none", "glasses", "ribbon", "clip", "cat_ears", "headphones")),
        Attribute("background", ("sky", "peach", "mint", "lilac", "cream")),
    )
}


def vocabulary() -> dict[str, list[str]]:
    """Every attribute with its values as plain data: what cards and corpora carry to say what they were made with."""
    return {name: list(attribute.values) for name, attribute in ATTRIBUTES.items()}


def class_counts() -> tuple[int, ...]:
    """How many values each attribute has, in the vocabulary's order."""
    return tuple(len(attribute.values) for attribute in ATTRIBUTES.values())


def check_attributes(attributes: Mapping[str, str]) -> dict[str, str]:
    """The same attributes in vocabulary order; raises `UnknownAttribute` for a name or value that is not in it."""
    for name, value in attributes.items():
        if name not in ATTRIBUTES:
            raise UnknownAttribute(f"There is no attribute {name!r}. Choose among: {', '.join(ATTRIBUTES)}.")
        ATTRIBUTES[name].index(value)
    return {name: attributes[name] for name in ATTRIBUTES if name in attributes}
