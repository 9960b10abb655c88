"""From the registry to a network: a model's generator, verified against its card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from safetensors import SafetensorError
from safetensors.torch import load_file  # pyright: ignore[reportUnknownVariableType]
from torch import Tensor

from gan.models import Model, ModelCorrupt
from gan.networks import Architecture, Generator

__all__ = ["layer_bands", "load_generator"]


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
