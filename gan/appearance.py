"""What an avatar looks like in words: what was asked for, what the seed decides for the rest, and what is seen of it.

Pure data, importable without torch.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from gan.deciding import complete
from gan.models import Model
from gan.recipe import Recipe

__all__ = ["appearance"]


def appearance(recipe: Recipe, model: Model) -> dict[str, str]:
    """What can be seen of a recipe's weightiest part, the recipe's edits laid over it, by attribute.

    Of a blend that is what the classes of one parent say, which the picture need not show as clearly.

    Raises:
        UnknownAttribute, Contradiction: the recipe asks for what the model does not know, or cannot show together.
    """
    part = max(recipe.parts, key=lambda part: part.weights.coarse)
    asked = model.vocabulary.check({**part.attributes, **recipe.attributes})
    frequencies = cast("Mapping[str, list[float]]", model.card["frequencies"])
    return complete(part.seed, asked, model.vocabulary, frequencies, model.rules)
