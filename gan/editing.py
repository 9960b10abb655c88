"""The same person with one thing changed: edits of a recipe that a model can draw.

Pure data, importable without torch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gan.models import Model
from gan.recipe import Recipe
from gan.rules import Contradiction

__all__ = ["Edited", "change"]


@dataclass(frozen=True, slots=True)
class Edited:
    """An edited recipe.

    Attributes:
        gave_way: the attributes that had been asked for and cannot be seen beside the new ones, in alphabetical order.
    """

    recipe: Recipe
    gave_way: tuple[str, ...] = ()


def change(recipe: Recipe, wanted: Mapping[str, str], model: Model) -> Edited:
    """The same parts with these classes laid over them.

    What was asked for earlier, of the whole or of a part, is kept as far as it can be seen beside what is wanted now: a
    hijab takes the place of a wish for a fringe. What nobody asked for gives way by itself (`gan.appearance.complete`).

    Args:
        wanted: classes by attribute; none leaves the recipe as it is.
        model: what it is drawn with.

    Raises:
        UnknownAttribute: the model does not know an attribute or a class.
        Contradiction: the model cannot show together what is wanted.
    """
    edits, lost = _laid_over(model.check(wanted), recipe.attributes, model)
    gave_way = set(lost)
    parts = list(recipe.parts)
    for number, part in enumerate(parts):
        kept, lost = _laid_over(edits, part.attributes, model)
        gave_way.update(lost)
        parts[number] = replace(part, attributes={name: own for name, own in part.attributes.items() if name in kept})
    return Edited(replace(recipe, parts=tuple(parts), attributes=edits), tuple(sorted(gave_way)))


def _laid_over(upper: Mapping[str, str], lower: Mapping[str, str], model: Model) -> tuple[dict[str, str], list[str]]:
    """Both, as far as the model shows them together, the upper one first; and what of the lower gave way."""
    kept, lost = dict(upper), list[str]()
    for name, value in lower.items():
        if name in upper:
            continue
        try:
            model.check({**kept, name: value})
        except Contradiction:
            lost.append(name)
        else:
            kept[name] = value
    return kept, lost
