"""Recipes to pixels: the one place where a recipe becomes a picture."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import cached_property
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from gan.attributes import Vocabulary
from gan.deciding import complete
from gan.directions import LatentSpace, UnknownDirection, steer
from gan.enlarging import resized
from gan.latents import latent
from gan.loading import layer_bands, load_generator
from gan.models import Model, ModelCorrupt
from gan.networks import Generator
from gan.recipe import Part, Recipe, RecipeError
from gan.rules import Rules

__all__ = ["CENTRE_SEEDS", "Painter", "load", "to_pixels"]

# Seeds of the latents whose mean is the centre that truncation draws towards.
CENTRE_SEEDS = range(64)


class Painter:
    """Draws recipes with one generator, one picture at a time.

    On one machine the same recipe always gives the same bytes: eager fp32, no TF32, and shapes that never depend on
    what else is being drawn. The number of threads must stay the same too (the engine's workers use one).
    """

    def __init__(self, generator: Generator, card: dict[str, Any], device: str = "cpu") -> None:
        self._generator = generator.to(device).eval().requires_grad_(False)
        self._device = device
        self._truncation = float(card["truncation"])
        self._vocabulary = Vocabulary.from_json(card["vocabulary"])
        self._frequencies = cast("dict[str, list[float]]", card["frequencies"])
        self._rules = Rules.from_json(card.get("rules", []))
        self._bands = layer_bands(generator, card)
        self._card = card
        centre = np.stack([latent(seed, generator.architecture.noise) for seed in CENTRE_SEEDS])
        self._centre_latents = torch.from_numpy(centre).to(device)

    @property
    def resolution(self) -> int:
        """Side of the generator's own pictures, in pixels."""
        return self._generator.architecture.resolution

    @property
    def bands(self) -> list[int]:
        """The band of each layer: 0 coarse, 1 middle, 2 fine."""
        return self._bands

    def paint(self, recipe: Recipe, size: int | None = None) -> npt.NDArray[np.uint8]:
        """The picture of a recipe: RGB, shape `(size, size, 3)`; `size` defaults to the generator's resolution.

        Raises:
            UnknownAttribute: the recipe asks for what the model's vocabulary does not hold.
            Contradiction: it asks for what cannot be seen on one avatar.
            RecipeError: it goes along a direction that the model does not have.
        """
        return self.paint_styles(self.styles(recipe), size)

    def paint_styles(self, styles: Tensor, size: int | None = None) -> npt.NDArray[np.uint8]:
        """The picture of a place in W, shape `(layers, latent)`: of what `styles` gives, exactly what `paint` gives."""
        with torch.inference_mode():
            picture = self._generator.synthesise(styles[None])[0]
            pixels = to_pixels(picture)
        return pixels if size is None else resized(pixels, size)

    def styles(self, recipe: Recipe) -> Tensor:
        """A recipe's place in W: `(layers, latent)`, the weighted sum of its parts in each band; raises as `paint`."""
        with torch.inference_mode():
            total = torch.zeros(self._generator.layers, self._generator.architecture.latent, device=self._device)
            for part in recipe.parts:
                weights = part.weights.as_list()
                per_layer = torch.tensor([weights[band] for band in self._bands], device=self._device)
                total += per_layer[:, None] * self._pushed(self._w(part, recipe).expand_as(total), part.moves)
            return self._pushed(total, recipe.moves)

    @cached_property
    def _space(self) -> LatentSpace:
        """Where directions come from; made when a recipe first goes along one, which takes about a second."""
        # On the CPU whatever draws, so that a direction is the same everywhere.
        return LatentSpace(deepcopy(self._generator).cpu(), self._card)

    def _pushed(self, styles: Tensor, moves: Mapping[str, float]) -> Tensor:
        """A place in W, `(layers, latent)`, pushed along directions."""
        for name, steps in moves.items():
            try:
                direction = self._space.named(name)
            except UnknownDirection as error:
                raise RecipeError(str(error)) from error
            styles = steer(styles, direction, steps, self._bands)
        return styles

    def _w(self, part: Part, recipe: Recipe) -> Tensor:
        """A part's truncated place in W, shape `(latent,)`."""
        labels = self._labels(part, recipe)
        z = torch.from_numpy(latent(part.seed, self._generator.architecture.noise)).to(self._device)[None]
        return self._truncated(self._generator.mapping(z, labels)[0], labels)

    def _labels(self, part: Part, recipe: Recipe) -> Tensor:
        """The classes of a part under its recipe's edits: `(1, attributes)`."""
        asked = self._vocabulary.check({**part.attributes, **recipe.attributes})
        avatar = complete(part.seed, asked, self._vocabulary, self._frequencies, self._rules)
        return torch.tensor([self._vocabulary.indices(avatar)], dtype=torch.int64, device=self._device)

    def _truncated(self, w: Tensor, labels: Tensor) -> Tensor:
        """A place in W, shape `(latent,)`, drawn towards the mean of faces with the same labels, `(1, attributes)`.

        Truncation (StyleGAN, appendix B) draws towards that mean rather than towards the mean of all faces, so that
        what was asked for is not watered down.
        """
        centre = self._generator.mapping(self._centre_latents, labels.expand(len(CENTRE_SEEDS), -1)).mean(dim=0)
        return centre + self._truncation * (w - centre)


def to_pixels(pictures: Tensor) -> npt.NDArray[np.uint8]:
    """`(..., 3, side, side)`, -1 to 1, to uint8 `(..., side, side, 3)`: what lies beyond is cut off."""
    shades = ((pictures.clamp(-1, 1) + 1) * 127.5).round().to(torch.uint8)
    return np.ascontiguousarray(shades.movedim(-3, -1).cpu().numpy())


def load(model: Model, device: str = "cpu") -> Painter:
    """A painter of a model; raises as `load_generator` does."""
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cudnn.benchmark = False
    torch.use_deterministic_algorithms(True)
    generator = load_generator(model)
    try:
        return Painter(generator, dict(model.card), device)
    except (KeyError, TypeError, ValueError) as error:
        raise ModelCorrupt(f"The card of model {model.name} is not whole ({error!r}). Restore it.") from error
