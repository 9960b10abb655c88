"""What a phrase may mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType
from typing import Final

from gan.attributes import Attribute
from gan.wishes.wish import Values

__all__ = ["NONE", "Entry", "Head", "Role", "Sense", "only", "without"]

# The class that stands for "no such thing".
NONE: Final = "none"


class Role(Enum):
    """What a word does that means nothing by itself.

    Attributes:
        NOT, WITHOUT: they take back what follows; the second all that follows it, and not only the next thing.
        AND, LIST, OR: they join what stands beside them. A list goes on with "not" as well, as one with "or" does.
        START: another thing begins ("with", "wearing").
        WORN: as that, and it is worn: a colour alone is that of clothes ("a lady in red").
        BUT: as that; after the mere name of something it takes back ("any hair colour but green").
        IS: what follows is said of what went before.
        SHADE: light, dark: of the colour that follows.
        FILLER: it may be left out.
        STRANGE: it is known to be nothing that can be wished for, however like a known word it looks.
    """

    NOT = "not"
    WITHOUT = "without"
    AND = "and"
    LIST = "list"
    OR = "or"
    START = "start"
    WORN = "worn"
    BUT = "but"
    IS = "is"
    SHADE = "shade"
    FILLER = "filler"
    STRANGE = "strange"


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a phrase may mean.

    Attributes:
        values: classes by attribute, the attribute that matters most first.
        ruled_out: classes of that attribute that "not" rules out.
        labels: in words, by language; without the attribute's name.
        near: it only comes near to what was said.
        bound: it is meant beside a noun alone.
        adjective: it is said of a thing.
        beside: the attributes that a word beside it may speak of; none where it is no thing.
        group: it leaves a choice, so that a word beside it may be more exact.
        person: it is somebody.
        negated: it is what "not" makes of another sense.
        is_label: the phrase is the class's own label.
        weak: it says nothing where something else speaks of the same attribute ("she", beside "a boy").
    """

    values: Mapping[str, Values]
    ruled_out: frozenset[str]
    labels: Mapping[str, str]
    near: bool = False
    bound: bool = False
    adjective: bool = False
    beside: tuple[str, ...] = ()
    group: bool = False
    person: bool = False
    negated: bool = False
    is_label: bool = False
    weak: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    @property
    def main(self) -> str:
        """The attribute that matters most."""
        return next(iter(self.values))

    @property
    def attribute(self) -> str | None:
        """The attribute, where it is a single one."""
        return self.main if len(self.values) == 1 else None

    def alike(self, other: Sense) -> bool:
        """Whether both mean the same classes."""
        return dict(self.values) == dict(other.values)

    def taken_back(self, attribute: Attribute) -> Sense | None:
        """What "not" makes of it; None where nothing is left.

        Args:
            attribute: the one that matters most.
        """
        rest = frozenset(attribute.values) - self.ruled_out
        if not rest:
            return None
        values = Values(frozenset({NONE}), rest, unseen=True) if NONE in rest else Values(rest, unseen=True)
        return replace(self, values={attribute.name: values}, negated=True, beside=(), group=False)


@dataclass(frozen=True, slots=True)
class Head:
    """The name of something that has attributes ("hair", "eyes", "hair colour").

    Attributes:
        takes: the attributes that a word beside it may speak of, the likeliest first.
        exact: it is the name of one attribute, so that what follows it is said of it.
        present: what it asks for by itself, if anything.
        absent: what "no" asks for; empty where it cannot be done without.
        person: it is somebody.
        silent: it need not be understood.
    """

    takes: tuple[str, ...]
    exact: bool = False
    present: Sense | None = None
    absent: tuple[Sense, ...] = ()
    person: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """All that a phrase may be; at least one of the three."""

    senses: tuple[Sense, ...] = ()
    head: Head | None = None
    role: Role | None = None

    @property
    def beside(self) -> tuple[str, ...]:
        """The attributes that a word beside it may speak of."""
        own = self.head.takes if self.head else ()
        return tuple(dict.fromkeys([*own, *(name for sense in self.senses for name in sense.beside)]))

    @property
    def person(self) -> bool:
        """Whether it is somebody."""
        return any(sense.person for sense in self.senses) or (self.head is not None and self.head.person)

    @property
    def means(self) -> bool:
        """Whether it is something to be wished for, or has attributes that are."""
        return bool(self.senses) or self.head is not None


def only(attribute: str, *classes: str) -> Mapping[str, Values]:
    """Exactly these classes of one attribute."""
    return {attribute: Values(frozenset(classes))}


def without(attribute: str) -> Mapping[str, Values]:
    """No such thing, or nothing to be seen of it."""
    return {attribute: Values(frozenset({NONE}), unseen=True)}
