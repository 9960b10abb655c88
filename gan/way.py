"""The way from one face to another as recipes: pure data, importable without torch.

Every step is a plain blend in W, which changes a little everywhere, and not a child as `gan.family` makes them: those
have whole features from either side, so that between two steps a fringe or a background would jump.
"""

from __future__ import annotations

from gan.recipe import Recipe, blend

__all__ = ["ease", "way"]


def ease(time: float) -> float:
    """How much of a step's way is done after this share of its time; both 0 to 1.

    A cubic whose speed is zero at either end: the walk comes to rest at a face and leaves it again without a jerk,
    whether or not it is held there. (Perlin's quintic lingers longer at faces and hurries more in between: with the
    shipped model its largest change from one frame to the next is a fifth larger.)
    """
    return time * time * (3 - 2 * time)


def way(one: Recipe, other: Recipe, count: int, *, eased: bool = False) -> list[Recipe]:
    """Recipes from one face to the other, all drawn with the model of the first.

    Args:
        one, other: of models of one family; they are the ends themselves, to the byte where they share a model.
        count: of all recipes, at least 2.
        eased: in time, slow at both ends, rather than in even steps.
    """
    shares = [step / (count - 1) for step in range(1, count - 1)]
    between = [blend(one, other, ease(share) if eased else share) for share in shares]
    return [one, *between, other.under(one.model_id)]
