"""Recipes to pixels: a trained generator, loaded from the registry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image
from safetensors import SafetensorError
from safetensors.torch import load_file  # pyright: ignore[reportUnknownVariableType]
from torch import Tensor

from gan.attributes import Vocabulary
from gan.latents import complete, latent
from gan.models import Model, ModelCorrupt
from gan.networks import Architecture, Generator
from gan.recipe import Part, Recipe
from gan.rules import Rules

__all__ = ["CENTRE_SEEDS", "Painter", "layer_bands", "load", "load_generator", "to_pixels"]

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
        """
        return self.paint_styles(self.styles(recipe), size)

    def paint_styles(self, styles: Tensor, size: int | None = None) -> npt.NDArray[np.uint8]:
        """The picture of a place in W, shape `(layers, latent)`: of what `styles` gives, exactly what `paint` gives."""
        with torch.inference_mode():
            picture = self._generator.synthesise(styles[None])[0]
            pixels = to_pixels(picture)
        if size is None or size == self.resolution:
            return pixels
        return np.asarray(Image.fromarray(pixels).resize((size, size), Image.Resampling.LANCZOS))

    def styles(self, recipe: Recipe) -> Tensor:
        """A recipe's place in W: `(layers, latent)`, the weighted sum of its parts in each band; raises as `paint`."""
        with torch.inference_mode():
            total = torch.zeros(self._generator.layers, self._generator.architecture.latent, device=self._device)
            for part in recipe.parts:
                weights = part.weights.as_list()
                per_layer = torch.tensor([weights[band] for band in self._bands], device=self._device)
                total += per_layer[:, None] * self._w(part, recipe)
            return total

    def _w(self, part: Part, recipe: Recipe) -> Tensor:
        """A part's truncated place in W, shape `(latent,)`.

        Truncation (StyleGAN, appendix B) draws towards the mean of faces with the same attributes rather than towards
        the mean of all faces, so that what was asked for is not watered down.
        """
        asked = self._vocabulary.check({**part.attributes, **recipe.attributes})
        avatar = complete(part.seed, asked, self._vocabulary, self._frequencies, self._rules)
        labels = torch.tensor([self._vocabulary.indices(avatar)], dtype=torch.int64, device=self._device)
        z = torch.from_numpy(latent(part.seed, self._generator.architecture.noise)).to(self._device)[None]
        w = self._generator.mapping(z, labels)[0]
        centre = self._generator.mapping(self._centre_latents, labels.expand(len(CENTRE_SEEDS), -1)).mean(dim=0)
        return centre + self._truncation * (w - centre)


def to_pixels(pictures: Tensor) -> npt.NDArray[np.uint8]:
    """`(..., 3, side, side)`, -1 to 1, to uint8 `(..., side, side, 3)`: what lies beyond is cut off."""
    shades = ((pictures.clamp(-1, 1) + 1) * 127.5).round().to(torch.uint8)
    return np.ascontiguousarray(shades.movedim(-3, -1).cpu().numpy())


def layer_bands(generator: Generator, card: Mapping[str, Any]) -> list[int]:
    """The band of each layer, as a model's card divides them: 0 coarse, 1 middle, 2 fine."""
    coarse, middle = card["bands"]
    return [0 if r <= coarse else 1 if r <= middle else 2 for r in generator.layer_resolutions]


def load_generator(model: Model) -> Generator:
    """A model's network, verified against its card; that of a style is its base's with what the style adds.

    Raises:
        ModelMissing: the weights file is gone, or a style's base.
        ModelCorrupt: the weights file is not the one that the card describes.
    """
    model.verify()
    try:
        generator = Generator(Architecture.from_json(dict(model.card["architecture"])))
        generator.load_state_dict(_weights(model))
    except (SafetensorError, RuntimeError, KeyError, TypeError, ValueError) as error:
        raise ModelCorrupt(f"The weights of model {model.name} do not fit its card ({error}). Restore both.") from error
    if model.vocabulary.class_counts() != generator.architecture.classes:
        raise ModelCorrupt(f"The vocabulary on the card of model {model.name} is not that of its weights. Restore it.")
    return generator


def _weights(model: Model) -> dict[str, Tensor]:
    own = {key: value.float() for key, value in load_file(model.weights).items()}
    if model.base is None:
        return own
    base = _weights(model.base)
    if unknown := own.keys() - base.keys():
        raise ValueError(f"its base has no {min(unknown)}")
    return base | {key: base[key] + model.strength * value for key, value in own.items()}


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
