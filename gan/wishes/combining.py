"""From what was understood to one wish that a model can fulfil, and what had to give way for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from gan.attributes import Attribute, Vocabulary
from gan.models import Model
from gan.wishes.meanings import attribute_label
from gan.wishes.meant import Meant
from gan.wishes.settling import Clash, possible, settle
from gan.wishes.wish import Values, Wish, common

__all__ = ["Combined", "Conflict", "Overruled", "TwoWishes", "WishesClash", "combine"]


class Conflict(ValueError):
    """Wishes that no avatar can fulfil together.

    Attributes:
        said: the words for them.
    """

    def __init__(self, message: str, said: Sequence[str]) -> None:
        super().__init__(message)
        self.said = tuple(said)


class TwoWishes(Conflict):
    """Two wishes for one attribute.

    Attributes:
        attribute: its name.
    """

    def __init__(self, attribute: Attribute, said: Sequence[str]) -> None:
        what = attribute_label(attribute, "en")
        super().__init__(f"{' and '.join(map(repr, said))} are two wishes for one {what}. Leave one of them out.", said)
        self.attribute = attribute.name


class WishesClash(Conflict):
    """Wishes that the model's rules keep apart.

    Attributes:
        why: the reason in the words of the rules; may be empty.
    """

    def __init__(self, said: Sequence[str], why: str) -> None:
        reason = f": {why}" if why else ""
        super().__init__(f"{' and '.join(map(repr, said))} do not go together{reason}. Leave one of them out.", said)
        self.why = why


@dataclass(frozen=True, slots=True)
class Overruled:
    """Words that gave way to an option.

    Attributes:
        attribute: what the option decided.
    """

    said: str
    attribute: str


@dataclass(frozen=True, slots=True)
class Combined:
    """A wish, and how it came about.

    Attributes:
        wish: one that `possible` gave back.
        meant: what it is made of: options first, then words.
        overruled: words that are no part of it.
    """

    wish: Wish
    meant: tuple[Meant, ...]
    overruled: tuple[Overruled, ...] = ()


def combine(options: Sequence[Meant], words: Sequence[Meant], model: Model, exact: Wish | None = None) -> Combined:
    """One wish of options and words; an option wins over the words where they disagree.

    Args:
        options: what was chosen one by one.
        words: what was understood of a description.
        exact: attributes that were named as such; they win as options do.

    Raises:
        TwoWishes: two options, or two words, want different classes of one attribute.
        WishesClash: the model's rules forbid what is wished for.
        UnknownAttribute: `exact` names what the model does not know.
    """
    chosen = _merged(options, {} if exact is None else exact.values, model.vocabulary)
    kept, overruled = _beside(words, chosen)
    while True:
        values = _merged(kept, chosen, model.vocabulary)
        try:
            wish = possible(Wish(values), model)
            # Whether three of them can be seen together is the same for every seed.
            settle(wish, 0, model)
        except Clash as clash:
            weaker = [name for name in clash.attributes if name not in chosen]
            if not weaker or len(weaker) == len(clash.attributes):
                raise WishesClash(_said(clash.attributes, [*options, *kept]), clash.why) from clash
            stronger = next(name for name in clash.attributes if name in chosen)
            gone = [one for one in kept if weaker[0] in one.sense.values]
            kept = [one for one in kept if one not in gone]
            overruled += [Overruled(one.said, stronger) for one in gone]
        else:
            return Combined(wish, (*options, *kept), tuple(overruled))


def _merged(meant: Sequence[Meant], start: Mapping[str, Values], vocabulary: Vocabulary) -> dict[str, Values]:
    """What all that was meant has in common, by attribute; raises `TwoWishes` where that is nothing."""
    by_attribute: dict[str, list[tuple[str, Values]]] = {name: [("", values)] for name, values in start.items()}
    for one in meant:
        for name, values in one.sense.values.items():
            by_attribute.setdefault(name, []).append((one.said, values))
    found: dict[str, Values] = {}
    for name, wishes in by_attribute.items():
        values = common([values for _, values in wishes])
        if values is None:
            raise TwoWishes(vocabulary[name], _disagreeing(wishes))
        found[name] = values
    return found


def _disagreeing(wishes: Sequence[tuple[str, Values]]) -> list[str]:
    """The words of the first two wishes that have nothing in common; of all, where any two do."""
    for (one, values), (other, more) in combinations(wishes, 2):
        if common([values, more]) is None:
            return [one, other]
    return [said for said, _ in wishes]


def _beside(words: Sequence[Meant], chosen: Mapping[str, Values]) -> tuple[list[Meant], list[Overruled]]:
    """The words that do not disagree with what was chosen, and those that do."""
    kept: list[Meant] = []
    overruled: list[Overruled] = []
    for one in words:
        wanted = {name: values for name, values in one.sense.values.items() if name in chosen}
        against = [name for name, values in wanted.items() if common([values, chosen[name]]) is None]
        if against:
            overruled.append(Overruled(one.said, against[0]))
        else:
            kept.append(one)
    return kept, overruled


def _said(attributes: Sequence[str], meant: Sequence[Meant]) -> list[str]:
    """The words for these attributes, each once; the names of those that nobody said a word for."""
    found: dict[str, None] = {}
    for name in attributes:
        words = [one.said for one in meant if name in one.sense.values]
        found.update(dict.fromkeys(words or [name]))
    return list(found)
