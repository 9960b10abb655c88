"""A published model's discriminator: what its generator was trained against, and what further training starts from."""

from __future__ import annotations

from safetensors import SafetensorError
from safetensors.torch import load_file  # pyright: ignore[reportUnknownVariableType]

from gan.models import Model, ModelCorrupt, ModelMissing, discriminator_file, file_sha256
from gan.networks import Architecture, Discriminator

__all__ = ["load_discriminator"]


def load_discriminator(model: Model) -> Discriminator:
    """The discriminator that was published with a model, verified against its card.

    Raises:
        ModelMissing: it was published without one, or the file is gone.
        ModelCorrupt: the file is not the one that the card describes.
    """
    wanted = model.card.get("discriminator")
    if wanted is None:
        raise ModelMissing(f"The model {model.name} was published without its discriminator. Choose another model.")
    file = discriminator_file(model.weights)
    if not file.is_file():
        raise ModelMissing(f"The discriminator of model {model.name} is missing: {file}. Restore the file.")
    if file_sha256(file) != wanted:
        raise ModelCorrupt(f"The discriminator of model {model.name} is damaged ({file}). Restore the file.")
    try:
        discriminator = Discriminator(Architecture.from_json(dict(model.card["architecture"])))
        discriminator.load_state_dict({key: value.float() for key, value in load_file(file).items()})
    except (SafetensorError, RuntimeError, KeyError, TypeError, ValueError) as error:
        raise ModelCorrupt(
            f"The discriminator of model {model.name} does not fit its card ({error}). Restore both."
        ) from error
    return discriminator
