"""A wish: for each attribute of an avatar the classes that a member is content with.

Pure data. A recipe says which class an attribute is of; a wish may leave a choice ("glasses", "a hat", "not pink"),
which `gan.wishes.settling` makes anew for every seed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, cast

__all__ = ["Values", "Wish", "common"]


@dataclass(frozen=True, slots=True)
class Values:
    """Classes of one attribute.

    Attributes:
        first: those that were meant.
        also: others that do not contradict what was said, for where the first cannot be had: long hair may be in a
            ponytail if a ponytail is asked for as well.
        unseen: content as well where nothing of the attribute can be seen: no earrings, under a hijab.

    Raises:
        ValueError: nothing was meant.
    """

    first: frozenset[str]
    also: frozenset[str] = frozenset()
    unseen: bool = False

    def __post_init__(self) -> None:
        if not self.first:
            raise ValueError("A wish for an attribute names at least one class.")
        object.__setattr__(self, "also", self.also - self.first)

    @property
    def all(self) -> frozenset[str]:
        """Every class that will do."""
        return self.first | self.also

    def within(self, allowed: frozenset[str]) -> Values | None:
        """What is left of them; None where nothing is."""
        first, also = self.first & allowed, self.also & allowed
        if not first and not also:
            return None
        return Values(first or also, also if first else frozenset(), self.unseen)


def common(values: Sequence[Values]) -> Values | None:
    """What several wishes for one attribute have in common, whatever their order; None where that is nothing.

    Among the classes that will do for all, those are meant that most of the wishes meant.
    """
    shared = frozenset[str].intersection(*(one.all for one in values))
    if not shared:
        return None
    votes = {value: sum(value in one.first for one in values) for value in shared}
    first = frozenset(value for value in shared if votes[value] == max(votes.values()))
    return Values(first, shared - first, all(one.unseen for one in values))


@dataclass(frozen=True, slots=True)
class Wish:
    """What an avatar is to be like, by attribute; an empty wish leaves everything to the seed."""

    values: Mapping[str, Values] = field(default_factory=dict[str, Values])

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def __bool__(self) -> bool:
        return bool(self.values)

    @classmethod
    def of(cls, attributes: Mapping[str, str]) -> Wish:
        """Exactly these classes."""
        return cls({name: Values(frozenset({value})) for name, value in attributes.items()})

    def to_json(self) -> dict[str, Any]:
        """Plain data: `{attribute: {"first": classes, "also": classes, "unseen": true}}`, the last two where needed."""
        return {name: _to_json(values) for name, values in self.values.items()}

    @classmethod
    def from_json(cls, document: Any) -> Wish:
        """Reads what `to_json` wrote; raises `ValueError` for anything else."""
        try:
            entries = cast("dict[str, dict[str, Any]]", document)
            return cls(
                {
                    name: Values(_classes(one["first"]), _classes(one.get("also", [])), bool(one.get("unseen")))
                    for name, one in entries.items()
                }
            )
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"This is not a wish: {error!r}") from error


def _classes(content: Any) -> frozenset[str]:
    # A word by itself would be taken for its letters.
    if not isinstance(content, list) or not all(isinstance(one, str) for one in cast("list[Any]", content)):
        raise TypeError(f"{content!r} lists no classes")
    return frozenset(cast("list[str]", content))


def _to_json(values: Values) -> dict[str, Any]:
    found: dict[str, Any] = {"first": sorted(values.first)}
    if values.also:
        found["also"] = sorted(values.also)
    return {**found, "unseen": True} if values.unseen else found
