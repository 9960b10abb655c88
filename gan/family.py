"""Children and siblings: recipes that look like somebody's family, and never half-wear a hat.

Half-way in W between a hat and no hat lies half a hat. Faces, skin and the colours of hair and eyes are mixed there, as
W mixes them; whatever one either has or has not (a hairstyle, glasses, a collar) is asked of every part alike, from one
parent or the other. Pure data, importable without torch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from gan.appearance import appearance
from gan.models import Model
from gan.recipe import BandWeights, BlendMode, Part, Recipe, Sides, blend, mean, merged
from gan.rules import Contradiction

__all__ = ["DISTANCES", "Distance", "child", "child_of", "sibling"]

Distance = Literal["close", "medium", "far"]
DISTANCES: Final[tuple[Distance, ...]] = get_args(Distance)

# Attributes that are seen by degrees, so that a mean of two classes is something too; a vocabulary need not have them.
_BY_DEGREES: Final = frozenset(("age", "presentation", "skin", "face", "hair_color", "eye_color", "eye_shape", "brows"))
# What siblings share, whatever else differs.
_IN_THE_FAMILY: Final = frozenset(("age", "presentation", "skin", "face", "facial_hair"))


@dataclass(frozen=True, slots=True)
class _Apart:
    """How far siblings are apart.

    Attributes:
        share: of the other seed, in W.
        changes: attributes that are the other seed's.
    """

    share: float
    changes: int


_APART: Final[Mapping[Distance, _Apart]] = {
    "close": _Apart(0.45, 0),
    "medium": _Apart(0.55, 2),
    "far": _Apart(0.7, 5),
}


def child(mine: Recipe, theirs: Recipe, strength: float, how: BlendMode | Sides, model: Model) -> Recipe:
    """The child of two avatars.

    Args:
        mine, theirs, strength, how: as `gan.recipe.blend` takes them. Exchanged parents, with the strength the other
            way round, have a child that looks the same.
        model: that of `mine`.

    Raises:
        RecipeError: the strength is not between 0 and 1.
        UnknownAttribute, Contradiction: a parent asks for what the model cannot draw.
    """
    mixed = blend(mine, theirs, strength, how)
    if how not in ("mix", Sides()) or strength in (0.0, 1.0):
        return mixed
    return _inheriting(mixed, [(mine, 1.0 - strength), (theirs, strength)], model)


def child_of(parents: Sequence[Recipe], model: Model) -> Recipe:
    """The child of several avatars, each of which gives it as much as the others; of two, what `child` makes half-way.

    Args:
        parents: at least one, in any order: whatever comes first, the child looks the same.
        model: that of the first.

    Raises:
        UnknownAttribute, Contradiction: a parent asks for what the model cannot draw.
    """
    return _inheriting(mean(parents), [(parent, 1.0 / len(parents)) for parent in parents], model)


def sibling(recipe: Recipe, seed: int, distance: Distance, model: Model) -> Recipe:
    """One of the same family: a share of another seed, and a few things that are the other's.

    Args:
        seed: decides what is different.
        distance: `close` keeps all that has a name, `medium` changes two attributes and `far` five.
        model: that of the recipe.

    Raises:
        UnknownAttribute, Contradiction: the recipe asks for what the model cannot draw.
    """
    apart = _APART[distance]
    look, other = appearance(recipe, model), appearance(Recipe(recipe.model_id, (Part(seed),)), model)
    differing = [name for name in look if name in other and other[name] != look[name] and name not in _IN_THE_FAMILY]
    differing.sort(key=lambda name: _number(f"{seed} {name}"))
    changed = {name: other[name] for name in differing[: apart.changes]}
    asked = _together({**changed, **look}.items(), changed, model)
    keep, share = 1.0 - apart.share, apart.share
    parts = [replace(part, weights=part.weights.scaled(BandWeights(keep, keep, keep))) for part in recipe.parts]
    stranger = Part(seed, weights=BandWeights(share, share, share), moves=recipe.parts[0].moves)
    # What was edited is among what is asked, or has given way to it.
    return _asking(replace(recipe, parts=merged([*parts, stranger]), attributes={}), asked)


def _inheriting(mixed: Recipe, parents: Sequence[tuple[Recipe, float]], model: Model) -> Recipe:
    """The mixture, with whatever one either has or has not from one of the parents, who weigh as given."""
    looks = [appearance(parent, model) for parent, _ in parents]
    settled = {
        name: value
        for name in model.vocabulary
        if name not in _BY_DEGREES and (value := looks[_giver(parents, name)].get(name)) is not None
    }
    return _asking(mixed, _together(settled.items(), {}, model))


def _asking(recipe: Recipe, asked: Mapping[str, str]) -> Recipe:
    """The recipe with this asked of every part in place of what it asked for by the same names."""
    parts = [replace(part, attributes={**part.attributes, **asked}) for part in recipe.parts]
    return replace(recipe, parts=merged(parts))


def _together(wanted: Iterable[tuple[str, str]], first: Mapping[str, str], model: Model) -> dict[str, str]:
    """As much of it as the model shows together: what is wanted first, then the rest in its order."""
    kept: dict[str, str] = {}
    for name, value in [*first.items(), *wanted]:
        if name in kept:
            continue
        try:
            model.check({**kept, name: value})
        except Contradiction:
            continue
        kept[name] = value
    return kept


def _giver(parents: Sequence[tuple[Recipe, float]], name: str) -> int:
    """From which of the parents an attribute comes: by a lot that heeds their weights and not their order."""
    digests = [parent.digest() for parent, _ in parents]
    number = _number(" ".join([*sorted(digests), name]))
    order = sorted(range(len(parents)), key=lambda place: digests[place], reverse=True)
    for place in order:
        number -= parents[place][1]
        if number < 0:
            return place
    return order[-1]


def _number(text: str) -> float:
    """A number from 0 to 1 that the text decides."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") / 2**64
