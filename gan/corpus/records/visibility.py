"""What hides what: the rules by which a part of an avatar cannot be seen, or is not drawn at all.

A class that cannot be seen is None in a record, -1 among labels and null in JSON: it is nobody's fault not to know it.
These rules are the only ones that make one attribute depend on another; `DEPENDENT` lists the pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from gan.corpus.parts.headwear import COVERS_CROWN, COVERS_HAIR

__all__ = ["DEPENDENT", "HIDES", "ONLY", "Contradiction", "Hides", "Only", "describe", "hide", "reconcile"]


class Contradiction(ValueError):
    """Two classes that were asked for cannot both be seen; the message names them."""


@dataclass(frozen=True, slots=True)
class Hides:
    """Where every attribute in `causes` is of one of its classes there, nothing can be seen of those in `hidden`.

    A cause may be hidden itself, by another. Classes that no part has are ignored here; a test finds them.
    """

    causes: Mapping[str, frozenset[str]]
    hidden: tuple[str, ...]
    why: str

    def holds(self, classes: Mapping[str, str | None]) -> bool:
        """Whether it hides something on an avatar of these classes."""
        return all(classes[name] in values for name, values in self.causes.items())


@dataclass(frozen=True, slots=True)
class Only:
    """An attribute is `nothing` unless every attribute in `allowed` is of one of the classes named there.

    Where `of` names classes, the rule is about those of the attribute alone.
    """

    attribute: str
    nothing: str
    allowed: Mapping[str, frozenset[str]]
    why: str
    of: frozenset[str] = frozenset()

    def forbids(self, value: str | None, classes: Mapping[str, str | None]) -> bool:
        """Whether a class of the attribute is not drawn on an avatar of these classes."""
        concerned = value in self.of if self.of else value != self.nothing
        return concerned and any(classes[name] not in values for name, values in self.allowed.items())


_HAIR = ("fringe", "side_locks", "ahoge", "hair_texture", "hair_dye", "hair_ornament")
_EYES = ("eye_shape", "eye_color")
_BEARDS = frozenset({"beard", "long_beard"})
_DOT = frozenset({"beauty_mark"})

# In order: what a rule has hidden is no cause in those after it.
HIDES: tuple[Hides, ...] = (
    Hides({"headwear": COVERS_HAIR}, ("back_hair", *_HAIR, "ear_wear", "neckwear"), "it covers hair, ears and neck"),
    Hides({"headwear": COVERS_CROWN}, ("ahoge",), "it covers the crown"),
    Hides({"headwear": frozenset({"headphones"})}, ("ear_wear",), "they cover the ears"),
    Hides({"back_hair": frozenset({"bald"})}, _HAIR, "there is no hair"),
    Hides({"back_hair": frozenset({"buzz"})}, ("fringe", "side_locks", "ahoge", "hair_dye"), "the hair is too short"),
    Hides({"back_hair": frozenset({"afro"})}, ("hair_texture",), "it has a texture of its own"),
    Hides({"back_hair": frozenset({"bun", "half_up"})}, ("ahoge",), "the knot is in its place"),
    Hides({"lids": frozenset({"smiling", "downcast"})}, _EYES, "both eyes are closed"),
    Hides(
        {"lids": frozenset({"wink"}), "eyewear": frozenset({"eye_patch"})},
        _EYES,
        "one eye is closed, the other covered",
    ),
    # Small things of which nothing may be left.
    Hides({"facial_hair": _BEARDS | {"chin_strap"}, "marks": _DOT}, ("marks",), "it may lie beneath the beard"),
    Hides({"eyewear": frozenset({"eye_patch", "heart_shades"}), "marks": _DOT}, ("marks",), "it may lie beneath"),
    Hides({"facial_hair": _BEARDS, "neckwear": frozenset({"choker"})}, ("neckwear",), "it may lie beneath the beard"),
)
ONLY: tuple[Only, ...] = (
    Only(
        "facial_hair",
        "none",
        {"age": frozenset({"adult", "elder"}), "presentation": frozenset({"masculine", "androgynous"})},
        "beards grow on grown faces; feminine ones are drawn without",
    ),
    Only(
        "headwear",
        "none",
        {"presentation": frozenset({"feminine"})},
        "women wear it",
        of=COVERS_HAIR,
    ),
)
# Pairs of attributes that are not independent, since a rule connects their visible classes.
DEPENDENT: frozenset[frozenset[str]] = frozenset(
    frozenset({rule.attribute, name}) for rule in ONLY for name in rule.allowed
)


def hide(classes: Mapping[str, str]) -> dict[str, str | None]:
    """The classes as they are seen: None for what is hidden, `nothing` for what is not drawn."""
    seen: dict[str, str | None] = dict(classes)
    for rule in ONLY:
        if rule.forbids(classes[rule.attribute], classes):
            seen[rule.attribute] = rule.nothing
    for rule in HIDES:
        if rule.holds(seen):
            seen.update(dict.fromkeys(rule.hidden))
    return seen


def reconcile(
    classes: Mapping[str, str], chosen: Mapping[str, str], next_best: Callable[[str, Callable[[str], bool]], str]
) -> dict[str, str]:
    """The classes with those `chosen`, and with nothing left that would keep a chosen one from being seen.

    What was chosen is seen: an attribute that hides it, and was not chosen itself, takes its next best class.

    Args:
        next_best: the best class of an attribute among those that fit.

    Raises:
        Contradiction: both were chosen.
    """
    settled = {**classes, **chosen}

    def give_way(causes: Iterable[str], to: str, why: str, fits: Callable[[str, str], bool]) -> None:
        others = [name for name in causes if name != to]
        for name in others:
            if name not in chosen:
                settled[name] = next_best(name, partial(fits, name))
                return
        found = " with ".join(f"{name}={settled[name]}" for name in others)
        raise Contradiction(f"{found} and {to}={chosen[to]} do not go together: {why}. Change one of them.")

    def hides_nothing_chosen(name: str, value: str) -> bool:
        # Judged by all rules, so that giving way to one does not run into the next.
        changed = {**settled, name: value}
        return not any(
            name in rule.causes and rule.holds(changed) and not chosen.keys().isdisjoint(rule.hidden) for rule in HIDES
        )

    for rule in HIDES:
        lost = [name for name in rule.hidden if name in chosen]
        if lost and rule.holds(settled):
            give_way(rule.causes, lost[0], rule.why, hides_nothing_chosen)
    for rule in ONLY:
        if rule.forbids(chosen.get(rule.attribute, rule.nothing), settled):
            for name, values in rule.allowed.items():
                if settled[name] not in values:
                    give_way([name], rule.attribute, rule.why, lambda _, value, values=values: value in values)
    return settled


def describe() -> list[dict[str, Any]]:
    """The rules as plain data, for `schema.json`."""
    hiding = [{"if": _sorted(rule.causes), "hidden": list(rule.hidden), "why": rule.why} for rule in HIDES]
    only = [
        {
            "unless": _sorted(rule.allowed),
            "is": {rule.attribute: rule.nothing},
            "of": sorted(rule.of),
            "why": rule.why,
        }
        for rule in ONLY
    ]
    return [*hiding, *only]


def _sorted(classes: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    return {name: sorted(values) for name, values in classes.items()}
