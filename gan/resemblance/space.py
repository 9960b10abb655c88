"""What a search needs of a model: its generator, its words and its directions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, cast

import numpy as np
import torch
from torch import Tensor, nn

from gan.deciding import complete
from gan.directions import LatentSpace
from gan.generator import CENTRE_SEEDS
from gan.latents import latent
from gan.loading import load_generator
from gan.models import Model
from gan.sliders import sliders

__all__ = ["BATCH", "MOST_DIRECTIONS", "Directions", "Space"]

BATCH: Final = 16
# As many as one recipe holds (`gan.recipe`); the sliders have their place among them, so that later edits fit as well.
MOST_DIRECTIONS: Final = 32


@dataclass(frozen=True, slots=True, eq=False)
class Directions:
    """What a face may be moved along.

    Attributes:
        names: of directions (`gan.directions`).
        steps: one step along each, `(n, latent)`.
        always: how many, from the first on, may all be used at once.
        more: how many of the others may be used beside those.
    """

    names: tuple[str, ...]
    steps: Tensor
    always: int
    more: int


class Space:
    """A model's generator, on the CPU, with gradients in what it is given and none in itself.

    Attributes:
        names: attributes that the training data named, in the vocabulary's order.
        sides: what pictures are compared at, roughly and finely, in pixels.
    """

    def __init__(self, model: Model) -> None:
        """Raises as `gan.loading.load_generator`."""
        self.model = model
        self._generator = load_generator(model).eval().requires_grad_(False)
        self._truncation = float(model.card["truncation"])
        self._noise = self._generator.architecture.noise
        self._centre = self.noise(CENTRE_SEEDS)
        self.names = [name for name in model.vocabulary if any(model.frequencies[name])]
        resolution = self._generator.architecture.resolution
        self.sides = (min(32, resolution), min(64, resolution))

    def noise(self, seeds: Sequence[int]) -> Tensor:
        """The z of seeds, `(n, noise)`."""
        return torch.from_numpy(np.stack([latent(seed, self._noise) for seed in seeds]))

    def classes(self, seed: int) -> dict[str, str]:
        """What a seed decides, as it is seen."""
        return self.asked(seed, {})

    def asked(self, seed: int, asked: Mapping[str, str]) -> dict[str, str]:
        """What is seen of a seed that this is asked of; raises as `gan.deciding.complete`."""
        model = self.model
        return complete(seed, asked, model.vocabulary, model.frequencies, model.rules)

    def seen(self, classes: Mapping[str, str]) -> dict[str, str]:
        """What can be seen of an avatar of these classes."""
        return {name: value for name, value in self.model.rules.hide(classes).items() if value is not None}

    def labels(self, avatars: Sequence[Mapping[str, str]]) -> Tensor:
        """Class indices, `(n, attributes)`."""
        indices = [self.model.vocabulary.indices(avatar) for avatar in avatars]
        return torch.tensor(indices, dtype=torch.int64).reshape(len(avatars), -1)

    def places(self, z: Tensor, labels: Tensor) -> Tensor:
        """Where z with these labels is in W, truncated: `(n, latent)`; one label for all, or one each."""
        labels = labels.expand(len(z), -1)
        mapping = self._generator.mapping
        w = cast("Tensor", mapping(z, labels))
        if self._truncation == 1.0:
            return w
        several, which = cast("tuple[Tensor, Tensor]", labels.unique(dim=0, return_inverse=True))
        centres = [cast("Tensor", mapping(self._centre, one.expand(len(self._centre), -1))) for one in several]
        centre = torch.stack([one.mean(dim=0) for one in centres])[which]
        return centre + self._truncation * (w - centre)

    def between(self, z: Tensor, shares: Sequence[Tensor]) -> Tensor:
        """The same, of avatars between classes.

        Args:
            z: `(n, noise)`.
            shares: for each attribute of the vocabulary how much it is of each class, and of "not said",
                `(n, values + 1)`.
        """
        mapping = self._generator.mapping
        embedded: Tensor | None = None
        if shares:
            tables = [cast("nn.Embedding", table).weight for table in mapping.embeddings]
            embedded = torch.cat([share @ table for share, table in zip(shares, tables, strict=True)], dim=1)
        w = mapping.of_embedded(z, embedded)
        if self._truncation == 1.0:
            return w
        many = len(self._centre)
        repeated = None if embedded is None else embedded.repeat_interleave(many, dim=0)
        centre = mapping.of_embedded(self._centre.repeat(len(z), 1), repeated).reshape(len(z), many, -1).mean(dim=1)
        return centre + self._truncation * (w - centre)

    def draw(self, places: Tensor, side: int) -> Tensor:
        """Pictures of places in W, `(n, latent)`: `(n, 3, side, side)`, with gradients."""
        return self._generator.synthesise(places[:, None].expand(-1, self._generator.layers, -1), side=side)

    def drawn(self, places: Tensor, side: int) -> Tensor:
        """The same without gradients, of any number of places."""
        with torch.no_grad():
            return torch.cat([self.draw(places[i : i + BATCH], side) for i in range(0, len(places), BATCH)])

    @cached_property
    def directions(self) -> Directions:
        """What a face may be moved along."""
        space = LatentSpace(self._generator, self.model.card)
        always = list(sliders(self.model))
        room = MOST_DIRECTIONS - len(always)
        if space.codes:
            # A code that is called like an attribute cannot be asked for by its name.
            others = [code for code in space.codes if code not in always and code not in self.model.vocabulary]
        else:
            # Such a model's sliders move one band of layers alone; places in W are moved in all of them.
            always, others = [], [f"pca {number}" for number in range(1, min(room, len(self._centre[0])) + 1)]
        found = [space.named(name) for name in (*always, *others)]
        steps = torch.stack([direction.step * direction.vector for direction in found])
        return Directions(tuple(direction.name for direction in found), steps, len(always), min(room, len(others)))
