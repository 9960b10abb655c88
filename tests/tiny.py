"""A model of random weights that draws in milliseconds, for tests that need real drawing but no beauty."""

from pathlib import Path

import torch

from gan.attributes import Attribute, Vocabulary
from gan.models import Model
from gan.networks import Architecture, Generator
from gan.publishing import publish
from gan.rules import NO_RULES, Rules

VOCABULARY = Vocabulary(
    (
        Attribute("age", ("child", "teen", "adult")),
        Attribute("hair_color", ("black", "brown", "pink")),
        Attribute("mouth", ("smile", "open", "cat")),
        Attribute("accessory", ("none", "glasses")),
    )
)


def write_tiny_model(
    folder: Path,
    *,
    seed: int = 0,
    name: str = "tiny",
    vocabulary: Vocabulary = VOCABULARY,
    rules: Rules = NO_RULES,
    default: bool = True,
) -> Model:
    """A 64 px model with random weights in `folder`, by default the default of a registry over it."""
    torch.manual_seed(seed)
    classes = vocabulary.class_counts()
    architecture = Architecture(resolution=64, classes=classes, latent=32, channel_base=256, channel_max=32)
    frequencies = {name: [1 / len(a.values)] * len(a.values) for name, a in vocabulary.items()}
    return publish(
        Generator(architecture),
        folder,
        name,
        family="tiny",
        vocabulary=vocabulary,
        frequencies=frequencies,
        rules=rules,
        default=default,
    )
