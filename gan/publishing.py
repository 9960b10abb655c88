"""Writing a generator into a registry's folder: weights in half precision, and the card beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from gan.attributes import ATTRIBUTES
from gan.models import Model, Registry, file_sha256
from gan.networks import Generator

__all__ = ["publish"]


def publish(
    generator: Generator,
    folder: Path,
    name: str,
    *,
    family: str,
    frequencies: Mapping[str, list[float]],
    truncation: float = 0.8,
    default: bool = False,
    about: Mapping[str, Any] | None = None,
) -> Model:
    """Writes `NAME.safetensors` (fp16) and its card `NAME.json` into `folder`, and returns the model.

    Args:
        generator: on any device.
        folder: a folder of a `gan.models.Registry`; made where it is missing.
        name: stem of both files.
        family: models of one family share a W space.
        frequencies: for each attribute the share of each value in the training data.
        truncation: how far from the mean face drawings go (StyleGAN's psi).
        default: whether this is the model that new avatars are drawn with.
        about: what else the card says: data, command, seeds, time, device, figures, known faults.
    """
    folder.mkdir(parents=True, exist_ok=True)
    weights = folder / f"{name}.safetensors"
    half = {key: value.detach().to("cpu", torch.float16).contiguous() for key, value in generator.state_dict().items()}
    save_file(half, weights)
    card = {
        "id": file_sha256(weights),
        "family": family,
        "default": default,
        "resolution": generator.architecture.resolution,
        "truncation": truncation,
        "architecture": generator.architecture.to_json(),
        "vocabulary": {name: list(attribute.values) for name, attribute in ATTRIBUTES.items()},
        "frequencies": dict(frequencies),
        "about": dict(about or {}),
    }
    weights.with_suffix(".json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    return Registry([folder]).get(name)
