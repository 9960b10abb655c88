"""A base that draws in milliseconds, with its discriminator, and folders of pictures in a style that can be learned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from gan.generator import load
from gan.models import Model
from gan.networks import Architecture, Discriminator, Generator
from gan.publishing import publish
from gan.recipe import fresh
from tests.tiny import VOCABULARY

__all__ = ["SIDE", "sepia", "warm", "write_base", "write_pictures"]

SIDE = 32


def write_base(folder: Path, seed: int = 3) -> Model:
    """A 32 px model of random weights, whose faces differ in shape as well as in colour."""
    torch.manual_seed(seed)
    classes = VOCABULARY.class_counts()
    architecture = Architecture(SIDE, classes, noise=16, latent=32, channel_base=512, channel_max=16, channel_min=8)
    generator = Generator(architecture)
    frequencies = {name: [1 / len(a.values)] * len(a.values) for name, a in VOCABULARY.items()}
    return publish(
        generator,
        folder,
        "base",
        family="small",
        vocabulary=VOCABULARY,
        frequencies=frequencies,
        discriminator=Discriminator(architecture),
        truncation=1.0,
        default=True,
    )


def sepia(picture: np.ndarray) -> np.ndarray:
    """A style: light is brown, and dark is blue."""
    light = picture.mean(axis=2, keepdims=True) / 255
    return (light * np.array([230, 160, 60]) + (1 - light) * np.array([20, 30, 120])).astype(np.uint8)


def warm(picture: np.ndarray) -> np.ndarray:
    """A style that is learned in a few seconds, so well that it passes every gate: more red, and less blue."""
    return np.clip(picture.astype(int) + np.array([80, 0, -80]), 0, 255).astype(np.uint8)


def write_pictures(base: Model, folder: Path, count: int, style: Callable[[np.ndarray], np.ndarray] = sepia) -> Path:
    """Pictures of faces that nobody will be asked for, in a style."""
    folder.mkdir(parents=True, exist_ok=True)
    painter = load(base)
    for seed in range(count):
        picture = painter.paint(fresh(base.id, 900_000 + seed))
        Image.fromarray(style(picture)).save(folder / f"{seed:03d}.png")
    return folder
