"""A model of random weights that draws in milliseconds, for tests that need real drawing but no beauty."""

from pathlib import Path

import torch

from gan.attributes import ATTRIBUTES, class_counts
from gan.models import Model
from gan.networks import Architecture, Generator
from gan.publishing import publish


def write_tiny_model(folder: Path, *, seed: int = 0, name: str = "tiny") -> Model:
    """A 64 px model with random weights in `folder`, the default of a registry over it."""
    torch.manual_seed(seed)
    classes = class_counts()
    architecture = Architecture(resolution=64, classes=classes, latent=32, channel_base=256, channel_max=32)
    frequencies = {name: [1 / len(a.values)] * len(a.values) for name, a in ATTRIBUTES.items()}
    return publish(Generator(architecture), folder, name, family="tiny", frequencies=frequencies, default=True)
