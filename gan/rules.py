"""What hides what: the rules by which a part of an avatar cannot be seen, or is not drawn at all.

Pure data, importable without torch. Rules belong to a data set and to the models trained on it, as its vocabulary does:
the data set was drawn by them, a model's card repeats them, and drawing follows them, so that no model is asked for
what it never saw (a fringe under a hijab, a beard on a child).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from types import MappingProxyType
from typing import Any, Final, cast

from gan.attributes import Vocabulary

__all__ = ["NO_RULES", "Contradiction", "Hides", "NextBest", "Only", "Rules"]

# The best class of an attribute among those that fit; None where none does.
NextBest = Callable[[str, Callable[[str], bool]], str | None]


class Contradiction(ValueError):
    """Classes that were asked for cannot all be seen; the message names them and says what to change.

    Attributes:
        why: the reason alone, in the words of the rules; empty where no single rule is to blame.
    """

    def __init__(self, message: str, why: str = "") -> None:
        super().__init__(message)
        self.why = why


@dataclass(frozen=True, slots=True)
class Hides:
    """Where every attribute in `causes` is of one of its classes there, nothing can be seen of those in `hidden`.

    A cause may be hidden itself, by another.

    Raises:
        ValueError: it names nothing to hide, or no cause beside what it hides.
    """

    causes: Mapping[str, frozenset[str]]
    hidden: tuple[str, ...]
    why: str

    def __post_init__(self) -> None:
        if not self.hidden or self.causes.keys() <= set(self.hidden):
            raise ValueError(f"A rule hides something, and has a cause beside what it hides ({self.why}).")
        object.__setattr__(self, "causes", MappingProxyType(dict(self.causes)))

    def __reduce__(self) -> tuple[Any, ...]:
        # A mapping proxy cannot be pickled.
        return (Hides, (dict(self.causes), self.hidden, self.why))

    def holds(self, classes: Mapping[str, str | None]) -> bool:
        """Whether it hides something on an avatar of these classes; one that is absent or None is no cause."""
        return all(classes.get(name) in values for name, values in self.causes.items())


@dataclass(frozen=True, slots=True)
class Only:
    """An attribute is `nothing` unless every attribute in `allowed` is of one of the classes named there.

    Where `of` names classes, the rule is about those of the attribute alone.

    Raises:
        ValueError: it allows nothing, makes the attribute depend on itself, or forbids `nothing`.
    """

    attribute: str
    nothing: str
    allowed: Mapping[str, frozenset[str]]
    why: str
    of: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.allowed or self.attribute in self.allowed or self.nothing in self.of:
            raise ValueError(f"The rule about {self.attribute} needs others to depend on, and leaves {self.nothing}.")
        object.__setattr__(self, "allowed", MappingProxyType(dict(self.allowed)))

    def __reduce__(self) -> tuple[Any, ...]:
        return (Only, (self.attribute, self.nothing, dict(self.allowed), self.why, self.of))

    def concerns(self, value: str | None) -> bool:
        """Whether a class of the attribute is one that not every avatar may have; None is none."""
        return value in self.of if self.of else value not in (None, self.nothing)

    def forbids(self, value: str | None, classes: Mapping[str, str | None]) -> bool:
        """Whether a class of the attribute is not drawn on an avatar of these classes."""
        return self.concerns(value) and any(classes.get(name) not in values for name, values in self.allowed.items())


@dataclass(frozen=True, slots=True)
class Rules:
    """All the rules of a data set; immutable, and empty where every combination of classes can be seen.

    Attributes:
        hides: in order: what a rule has hidden is no cause in those after it.
        only: judged before anything is hidden.
    """

    hides: tuple[Hides, ...] = ()
    only: tuple[Only, ...] = ()

    def attributes(self) -> frozenset[str]:
        """Those that any rule is about; whatever is said of the others goes together."""
        return frozenset(name for name, _ in self._named())

    def hide(self, classes: Mapping[str, str]) -> dict[str, str | None]:
        """The classes as they are seen: None for what is hidden, `nothing` for what is not drawn."""
        seen: dict[str, str | None] = dict(classes)
        for rule in self.only:
            if rule.forbids(classes.get(rule.attribute), classes):
                seen[rule.attribute] = rule.nothing
        for rule in self.hides:
            if rule.holds(seen):
                seen.update({name: None for name in rule.hidden if name in seen})
        return seen

    def reconcile(self, classes: Mapping[str, str], chosen: Mapping[str, str], next_best: NextBest) -> dict[str, str]:
        """The classes with those `chosen`, and with nothing left that would keep a chosen one from being seen.

        What was chosen is seen: an attribute that hides it, and was not chosen itself, takes its next best class.

        Raises:
            Contradiction: both were chosen, or nothing lets all that was chosen be seen.
        """
        settled = {**classes, **chosen}
        self._refuse_exclusive(chosen)

        def give_way(causes: Iterable[str], to: str, why: str, fits: Callable[[str, str], bool]) -> None:
            others = [name for name in causes if name != to]
            for name in others:
                if name not in chosen:
                    best = next_best(name, partial(fits, name))
                    if best is None:
                        asked = ", ".join(f"{name}={value}" for name, value in chosen.items())
                        raise Contradiction(f"No {name} lets all of {asked} be seen. Ask for less.")
                    settled[name] = best
                    return
            found = " with ".join(f"{name}={settled[name]}" for name in others)
            raise Contradiction(f"{found} and {to}={chosen[to]} do not go together: {why}. Change one of them.", why)

        def hides_nothing_chosen(name: str, value: str) -> bool:
            # Judged by all rules, so that giving way to one does not run into the next.
            changed = {**settled, name: value}
            return not any(
                name in rule.causes and rule.holds(changed) and not chosen.keys().isdisjoint(rule.hidden)
                for rule in self.hides
            )

        concerned = [rule for rule in self.only if rule.concerns(chosen.get(rule.attribute))]

        def allows_all_chosen(name: str, value: str) -> bool:
            return all(value in rule.allowed.get(name, (value,)) for rule in concerned)

        for rule in self.hides:
            lost = [name for name in rule.hidden if name in chosen]
            if lost and rule.holds(settled):
                give_way(rule.causes, lost[0], rule.why, hides_nothing_chosen)
        for rule in concerned:
            for name, values in rule.allowed.items():
                if settled.get(name) not in values:
                    give_way([name], rule.attribute, rule.why, allows_all_chosen)
        self._confirm(settled, chosen)
        return settled

    def _refuse_exclusive(self, chosen: Mapping[str, str]) -> None:
        """Raises `Contradiction` for two chosen classes that need different classes of a third attribute."""
        concerned = [rule for rule in self.only if rule.concerns(chosen.get(rule.attribute))]
        for one, other in combinations(concerned, 2):
            for name in one.allowed.keys() & other.allowed.keys():
                if one.allowed[name].isdisjoint(other.allowed[name]):
                    why = f"{one.why}; {other.why}"
                    raise Contradiction(
                        f"{one.attribute}={chosen[one.attribute]} and {other.attribute}={chosen[other.attribute]} do "
                        f"not go together: {why}. Change one of them.",
                        why,
                    )

    def _confirm(self, settled: Mapping[str, str], chosen: Mapping[str, str]) -> None:
        seen = self.hide(settled)
        for name, value in chosen.items():
            if seen[name] != value:
                others = ", ".join(f"{other}={chosen[other]}" for other in chosen if other != name)
                raise Contradiction(f"{name}={value} cannot be seen together with {others}. Ask for less.")

    def check(self, chosen: Mapping[str, str], vocabulary: Vocabulary) -> None:
        """Finds out before a seed is known whether all that is asked for can be seen on one avatar.

        Raises:
            Contradiction: it cannot.
        """

        def first(name: str, fits: Callable[[str], bool]) -> str | None:
            return next((value for value in vocabulary[name].values if fits(value)), None)

        self.reconcile({}, chosen, first)

    def within(self, vocabulary: Vocabulary) -> Rules:
        """These rules; raises `UnknownAttribute` where they name what the vocabulary does not hold."""
        for name, value in self._named():
            vocabulary.indices({name: value})
        return self

    def _named(self) -> Iterator[tuple[str, str | None]]:
        for rule in self.hides:
            yield from ((name, None) for name in rule.hidden)
            yield from _pairs(rule.causes)
        for rule in self.only:
            yield from ((rule.attribute, value) for value in (rule.nothing, *sorted(rule.of)))
            yield from _pairs(rule.allowed)

    def to_json(self) -> list[dict[str, Any]]:
        """Plain data for a card or a corpus's `schema.json`: a list of two kinds of objects.

        `{"if": {attribute: classes}, "hidden": attributes, "why": words}` and
        `{"unless": {attribute: classes}, "is": {attribute: nothing}, "of": classes, "why": words}`.
        """
        hiding = [{"if": _sorted(rule.causes), "hidden": list(rule.hidden), "why": rule.why} for rule in self.hides]
        only = [
            {
                "unless": _sorted(rule.allowed),
                "is": {rule.attribute: rule.nothing},
                "of": sorted(rule.of),
                "why": rule.why,
            }
            for rule in self.only
        ]
        return [*hiding, *only]

    @classmethod
    def from_json(cls, document: Any) -> Rules:
        """Reads what `to_json` wrote, or an empty list; raises `ValueError` for anything else."""
        if not isinstance(document, list):
            raise ValueError(f"Rules are a list, not {document!r}.")
        hides: list[Hides] = []
        only: list[Only] = []
        for entry in cast("list[Any]", document):
            match entry:
                case {"if": causes, "hidden": hidden, "why": str(why), **rest} if not rest:
                    hides.append(Hides(_classes(causes), tuple(_words(hidden)), why))
                case {"unless": allowed, "is": {**nothing}, "of": of, "why": str(why), **rest} if (
                    not rest and len(nothing) == 1
                ):
                    attribute, value = _words([*nothing, *nothing.values()])
                    only.append(Only(attribute, value, _classes(allowed), why, frozenset(_words(of))))
                case _:
                    raise ValueError(f"This is not a rule: {entry!r}.")
        return cls(tuple(hides), tuple(only))


NO_RULES: Final = Rules()


def _sorted(classes: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    return {name: sorted(values) for name, values in classes.items()}


def _pairs(classes: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, values in classes.items() for value in sorted(values))


def _words(content: Any) -> list[str]:
    if not isinstance(content, list) or not all(isinstance(word, str) for word in cast("list[Any]", content)):
        raise ValueError(f"A rule lists names, not {content!r}.")
    return cast("list[str]", content)


def _classes(content: Any) -> dict[str, frozenset[str]]:
    if not isinstance(content, dict):
        raise ValueError(f"A rule names classes by attribute, not {content!r}.")
    named = {name: frozenset(_words(values)) for name, values in cast("dict[str, Any]", content).items()}
    if not all(named.values()):
        raise ValueError(f"A rule names at least one class of each attribute, unlike {content!r}.")
    return named
