"""The whole search, from a picture to a recipe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray

from gan.models import Model
from gan.recipe import Recipe
from gan.resemblance.comparing import apart, look_at, nearest_view, nearness, views
from gan.resemblance.imagining import FINE, ROUGH, TELL_EVERY, Seeds, imagine
from gan.resemblance.settling import as_recipe, settled
from gan.resemblance.space import BATCH, Space

__all__ = ["Found", "Seeker"]

# Seeds to begin from; many more come no nearer.
_SEEDS: Final = range(2_000_000, 2_000_512)
# Faces of which neighbours are compared, to know how far strangers are apart.
_STRANGERS: Final = 48
# A part of a picture is looked at only where it is so much more like a face than the whole.
_WHOLE: Final = 0.85
_STEPS: Final = len(_SEEDS) // (4 * BATCH) + (ROUGH.steps + FINE.steps) // TELL_EVERY + 4 + 2


@dataclass(frozen=True, slots=True)
class Found:
    """The nearest face.

    Attributes:
        recipe: of one part.
        nearness: 0 to 1: 1 is the very picture, 0.5 no nearer than any other face of the generator.
    """

    recipe: Recipe
    nearness: float


class Seeker:
    """Looks for pictures among the faces of one generator, on the CPU.

    The same picture always gives the same recipe, on one machine and with one number of threads.
    """

    def __init__(self, model: Model) -> None:
        """Raises as `gan.loading.load_generator`."""
        self._space = Space(model)
        torch.use_deterministic_algorithms(True)

    def find(self, picture: NDArray[np.uint8], tell: Callable[[int, int], None] = lambda done, total: None) -> Found:
        """The nearest face that it finds, in about ten seconds of one core with the shipped model.

        Args:
            picture: RGB, `(height, width, 3)`. Where a part of it is far more like a face than the whole, it is that
                part which is looked for.
            tell: told how many steps of how many are done, from 0 on.
        """
        space, done = self._space, 0
        rough, fine = space.sides

        def step() -> None:
            nonlocal done
            done += 1
            tell(min(done, _STEPS), _STEPS)

        tell(0, _STEPS)
        seeds, places = self._seeds(step)
        strangers = space.drawn(places[:_STRANGERS], fine)
        unit = float(apart(strangers, strangers.roll(1, dims=0)).mean())
        squares = views(picture, fine)
        chosen, distances = nearest_view(look_at(squares, rough), seeds.faces, _WHOLE)
        wanted = squares[chosen][None]
        first = [int(one) for one in distances.argsort()[: ROUGH.places]]
        imagined = imagine(space, look_at(wanted, rough), wanted, seeds, first, step)
        recipe, drawn = as_recipe(space, wanted, settled(space, wanted, imagined, unit, step), step)
        return Found(recipe, nearness(drawn, wanted, unit))

    def _seeds(self, step: Callable[[], None]) -> tuple[Seeds, torch.Tensor]:
        """Seeds to begin from, and where they are in W."""
        space = self._space
        z, avatars = space.noise(_SEEDS), [space.classes(seed) for seed in _SEEDS]
        with torch.no_grad():
            places = space.places(z, space.labels(avatars))
        faces: list[torch.Tensor] = []
        for begin in range(0, len(_SEEDS), 4 * BATCH):
            faces.append(space.drawn(places[begin : begin + 4 * BATCH], space.sides[0]))
            step()
        return Seeds(z, avatars, torch.cat(faces)), places
