"""What makes one avatar: a recipe of seeds, attributes and weights, as pure data.

A recipe is all that the database keeps of a picture: the same recipe under the same model gives the same pixels. It is
importable without torch, so that the bot can blend, edit and restyle without ever seeing a tensor.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, Literal, cast

from gan.attributes import IDENTIFIER

__all__ = [
    "FULL",
    "MODES",
    "MOST_STEPS",
    "SEED_LIMIT",
    "BandWeights",
    "BlendMode",
    "Part",
    "Recipe",
    "RecipeError",
    "Side",
    "Sides",
    "blend",
    "default_recipe",
    "fresh",
    "mean",
    "merged",
]

# Version 2 knows moves. A recipe without any is written as version 1, so that what it was stays what it is to the byte.
SCHEMA_VERSION: Final = 2
_WITHOUT_MOVES: Final = 1
SEED_LIMIT: Final = 2**64
BlendMode = Literal["mix", "my_shape", "their_shape"]
Side = Literal["me", "them", "both"]

# Weights are kept to nine decimals: fine enough for blends of blends, and the canonical JSON form stays short.
_DECIMALS: Final = 9
_SUM_TOLERANCE: Final = 1e-6
# A part that weighs less than this in every band cannot be seen; dropping it keeps blends of blends from growing.
_NEGLIGIBLE: Final = 1e-3
# More attributes than any vocabulary needs: what a database holds stays small.
_MOST_ATTRIBUTES: Final = 64
# As far along a direction as faces stay faces, in its steps, and as many directions as anybody pushes by hand.
MOST_STEPS: Final = 4.0
_MOST_MOVES: Final = 32
_LONGEST_DIRECTION: Final = 80
_MOVE_DECIMALS: Final = 4


class RecipeError(ValueError):
    """A recipe that cannot be drawn; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class BandWeights:
    """The weight of a part in the generator's three bands of layers.

    Attributes:
        coarse: the lowest layers: pose, proportions, the outline of the hair.
        middle: features, fringe, clothes.
        fine: colours and line. Where one band ends and the next begins is the model's to say (`bands` on its card).
    """

    coarse: float
    middle: float
    fine: float

    def scaled(self, by: BandWeights) -> BandWeights:
        """Band-wise product."""
        return BandWeights(
            round(self.coarse * by.coarse, _DECIMALS),
            round(self.middle * by.middle, _DECIMALS),
            round(self.fine * by.fine, _DECIMALS),
        )

    def plus(self, other: BandWeights) -> BandWeights:
        """Band-wise sum."""
        return BandWeights(
            round(self.coarse + other.coarse, _DECIMALS),
            round(self.middle + other.middle, _DECIMALS),
            round(self.fine + other.fine, _DECIMALS),
        )

    def as_list(self) -> list[float]:
        """`[coarse, middle, fine]`."""
        return [self.coarse, self.middle, self.fine]


FULL: Final = BandWeights(1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Sides:
    """From whom a blend has what each band of layers is for: from one parent alone, or from both."""

    coarse: Side = "both"
    middle: Side = "both"
    fine: Side = "both"

    def crossing(self, strength: float) -> BandWeights:
        """The other parent's weight; `strength` is what it weighs where a band has both."""
        weight: dict[Side, float] = {"me": 0.0, "them": 1.0, "both": strength}
        return BandWeights(weight[self.coarse], weight[self.middle], weight[self.fine])


# `my_shape` takes colours from both and keeps my shape; `their_shape` takes the shape from both and keeps my colours.
MODES: Final[Mapping[BlendMode, Sides]] = {
    "mix": Sides(),
    "my_shape": Sides("me", "me", "both"),
    "their_shape": Sides("both", "both", "me"),
}


def _frozen(attributes: Mapping[str, str]) -> Mapping[str, str]:
    """The attributes sorted by name; whether they say anything is for the vocabulary of a model to decide."""
    if len(attributes) > _MOST_ATTRIBUTES:
        raise RecipeError(f"A recipe takes at most {_MOST_ATTRIBUTES} attributes, not {len(attributes)}.")
    for word in (*attributes.keys(), *attributes.values()):
        if not IDENTIFIER.fullmatch(word):
            raise RecipeError(f"{word!r} names no attribute and no value: those are short and in snake_case.")
    return MappingProxyType(dict(sorted(attributes.items())))


def _frozen_moves(moves: Mapping[str, float]) -> Mapping[str, float]:
    """The moves sorted by name, those of no length left out; which directions there are is for a model to say."""
    if len(moves) > _MOST_MOVES:
        raise RecipeError(f"A recipe goes along at most {_MOST_MOVES} directions, not {len(moves)}.")
    for name, steps in moves.items():
        if not (0 < len(name) <= _LONGEST_DIRECTION and name.isprintable() and name.isascii()):
            raise RecipeError(f"{name!r} names no direction.")
        if not abs(steps) <= MOST_STEPS:
            raise RecipeError(f"A recipe goes at most {MOST_STEPS:g} steps along {name}, not {steps:g}.")
    rounded = {name: round(float(steps), _MOVE_DECIMALS) for name, steps in sorted(moves.items())}
    return MappingProxyType({name: steps for name, steps in rounded.items() if steps})


@dataclass(frozen=True, slots=True)
class Part:
    """One seed's share in an avatar.

    Attributes:
        seed: 0 to 2**64 - 1; the noise it stands for is drawn by `gan.latents`.
        attributes: what was asked for when the seed was drawn, sorted by name; whatever is absent, the seed decides.
            Names and values are only checked to be identifiers: `gan.models.Model.vocabulary` says what a model knows.
        weights: the part's weight in each band.
        moves: how far it was pushed along directions of W, in steps by the direction's name, sorted by name; only the
            names' form is checked: `gan.directions` knows which directions a model has.
    """

    seed: int
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    weights: BandWeights = FULL
    moves: Mapping[str, float] = field(default_factory=dict[str, float])

    def __post_init__(self) -> None:
        if not 0 <= self.seed < SEED_LIMIT:
            raise RecipeError(f"A seed is a whole number from 0 to {SEED_LIMIT - 1}, not {self.seed}.")
        if not all(math.isfinite(weight) for weight in self.weights.as_list()):
            raise RecipeError("The weights of a part must be finite numbers.")
        object.__setattr__(self, "attributes", _frozen(self.attributes))
        object.__setattr__(self, "moves", _frozen_moves(self.moves))

    def __reduce__(self) -> tuple[Any, ...]:
        # A mapping proxy cannot be pickled, and parts travel to worker processes.
        return (Part, (self.seed, dict(self.attributes), self.weights, dict(self.moves)))

    def __hash__(self) -> int:
        return hash((self.seed, tuple(self.attributes.items()), self.weights, tuple(self.moves.items())))


@dataclass(frozen=True, slots=True)
class Recipe:
    """An avatar: a model, and the weighted sum of its parts in that model's W space.

    Attributes:
        model_id: SHA-256 of the weights file, 64 hexadecimal digits.
        parts: at least one; the weights of every band sum to 1.
        attributes: edits laid over every part ("the same person, but with glasses"), sorted by name.
        moves: how far the whole was pushed along directions of W, beside its parts' own; as `Part.moves`.
    """

    model_id: str
    parts: tuple[Part, ...]
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    moves: Mapping[str, float] = field(default_factory=dict[str, float])

    def __post_init__(self) -> None:
        if len(self.model_id) != 64 or any(digit not in "0123456789abcdef" for digit in self.model_id):
            raise RecipeError("A model id is 64 hexadecimal digits: the SHA-256 of a weights file.")
        if not self.parts:
            raise RecipeError("A recipe needs at least one part.")
        for band in zip(*(part.weights.as_list() for part in self.parts), strict=True):
            if abs(sum(band) - 1.0) > _SUM_TOLERANCE:
                raise RecipeError(f"The weights of every band must sum to 1, not to {sum(band):.6g}.")
        object.__setattr__(self, "attributes", _frozen(self.attributes))
        object.__setattr__(self, "moves", _frozen_moves(self.moves))

    def __reduce__(self) -> tuple[Any, ...]:
        return (Recipe, (self.model_id, self.parts, dict(self.attributes), dict(self.moves)))

    def __hash__(self) -> int:
        return hash((self.model_id, self.parts, tuple(self.attributes.items()), tuple(self.moves.items())))

    @property
    def seed(self) -> int | None:
        """The seed, where the avatar comes from one seed alone; a blend or a variation has none of its own."""
        return self.parts[0].seed if len(self.parts) == 1 else None

    def to_json(self) -> str:
        """The canonical JSON form: sorted keys, no spaces, seeds as strings (many JSON readers round big integers)."""
        moved = bool(self.moves) or any(part.moves for part in self.parts)
        document = {
            "v": SCHEMA_VERSION if moved else _WITHOUT_MOVES,
            "model": self.model_id,
            "parts": [
                {"seed": str(part.seed), "attributes": dict(part.attributes), "weights": part.weights.as_list()}
                | ({"moves": dict(part.moves)} if moved else {})
                for part in self.parts
            ],
            "attributes": dict(self.attributes),
        } | ({"moves": dict(self.moves)} if moved else {})
        return json.dumps(document, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Recipe:
        """Reads what `to_json` wrote.

        Raises:
            RecipeError: the text is no recipe, or one of a schema version that this code does not know.
        """
        try:
            document = cast("dict[str, Any]", json.loads(text))
            if document["v"] not in (_WITHOUT_MOVES, SCHEMA_VERSION):
                raise RecipeError(
                    f"This recipe has schema version {document['v']}; this program reads up to {SCHEMA_VERSION}."
                )
            parts = tuple(
                Part(
                    int(part["seed"]),
                    part["attributes"],
                    BandWeights(*(float(w) for w in part["weights"])),
                    part.get("moves", {}),
                )
                for part in document["parts"]
            )
            return cls(document["model"], parts, document["attributes"], document.get("moves", {}))
        except RecipeError:
            raise
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise RecipeError(f"This is not a recipe: {error}") from error

    def under(self, model_id: str) -> Recipe:
        """The same parts under another model of the same family: a restyle."""
        return replace(self, model_id=model_id)

    def edited(self, attributes: Mapping[str, str]) -> Recipe:
        """The same parts with these attributes laid over those already edited."""
        return replace(self, attributes={**self.attributes, **attributes})

    def moved(self, direction: str, steps: float) -> Recipe:
        """Some steps further along a direction than it is already, at most `MOST_STEPS` in all."""
        further = self.moves.get(direction, 0.0) + steps
        return replace(self, moves={**self.moves, direction: max(-MOST_STEPS, min(MOST_STEPS, further))})

    def digest(self) -> str:
        """SHA-256 of the canonical form, hexadecimal: a name for the recipe."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


def fresh(model_id: str, seed: int, attributes: Mapping[str, str] | None = None) -> Recipe:
    """A new avatar: one part of weight 1."""
    return Recipe(model_id, (Part(seed, attributes or {}),))


def default_recipe(model_id: str, user_id: int) -> Recipe:
    """The face that a member has before they ever drew one: decided by their user id alone."""
    digest = hashlib.sha256(f"moegan default face {user_id}".encode()).digest()
    return fresh(model_id, int.from_bytes(digest[:8], "big"))


def blend(mine: Recipe, theirs: Recipe, strength: float, how: BlendMode | Sides = "mix") -> Recipe:
    """The child of two avatars.

    Args:
        mine: whose model the child is drawn with.
        theirs: the other parent; its parts are read under `mine`'s model (both must be of one family).
        strength: 0 gives `mine`, 1 gives `theirs` in the bands that come from both.
        how: which bands these are; a name stands for one of `MODES`.

    Raises:
        RecipeError: the strength is not between 0 and 1.
    """
    if not 0.0 <= strength <= 1.0:
        raise RecipeError(f"The strength of a blend is between 0 and 1, not {strength}.")
    crossing = (how if isinstance(how, Sides) else MODES[how]).crossing(strength)
    staying = BandWeights(1.0 - crossing.coarse, 1.0 - crossing.middle, 1.0 - crossing.fine)
    return Recipe(mine.model_id, merged([*_scaled(mine, staying), *_scaled(theirs, crossing)]))


def mean(parents: Sequence[Recipe]) -> Recipe:
    """What lies in the middle of several avatars, all weighing the same in every band.

    Args:
        parents: at least one; it is drawn with the model of the first, and all are of one family.
    """
    share = 1.0 / len(parents)
    weights = BandWeights(share, share, share)
    return Recipe(parents[0].model_id, merged([part for parent in parents for part in _scaled(parent, weights)]))


def _scaled(recipe: Recipe, by: BandWeights) -> Iterable[Part]:
    """The recipe's parts, edits folded in, each weighing less."""
    for part in recipe.parts:
        moves = dict(part.moves)
        for name, steps in recipe.moves.items():
            moves[name] = max(-MOST_STEPS, min(MOST_STEPS, moves.get(name, 0.0) + steps))
        yield Part(part.seed, {**part.attributes, **recipe.attributes}, part.weights.scaled(by), moves)


def merged(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts with equal ones added up, what cannot be seen dropped, and every band summing to 1 again."""
    sums: dict[Part, Part] = {}
    for part in parts:
        key = replace(part, weights=FULL)
        known = sums.get(key)
        sums[key] = part if known is None else replace(known, weights=known.weights.plus(part.weights))
    kept = [part for part in sums.values() if max(abs(weight) for weight in part.weights.as_list()) >= _NEGLIGIBLE]
    totals = [sum(band) for band in zip(*(part.weights.as_list() for part in kept), strict=True)]
    return tuple(
        replace(
            part,
            weights=BandWeights(
                *(
                    round(weight / total, _DECIMALS)
                    for weight, total in zip(part.weights.as_list(), totals, strict=True)
                )
            ),
        )
        for part in kept
    )
