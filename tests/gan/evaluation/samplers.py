"""Generators that need no training, and judges that are always right, for tests of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from gan.attributes import Attribute, Vocabulary
from gan.corpus.data.shards import Pictures
from gan.evaluation.classifier import Classifier, ClassifierNetwork
from gan.evaluation.drawn import Drawn, GeneratorSampler
from gan.evaluation.judged import Judged
from gan.evaluation.perceptual import Perception
from gan.networks import Architecture, Generator

SIDE = 32
# Three stripes of a picture, one for each attribute; a class is a shade.
SHADES = Vocabulary(Attribute(name, ("dark", "middle", "light")) for name in ("top", "centre", "bottom"))
_LEVELS = np.array([40, 128, 215])
_ROWS = (slice(0, 10), slice(11, 21), slice(22, 32))


def stripes(labels: NDArray[np.int64], noise: int = 0) -> NDArray[np.uint8]:
    """The pictures of class indices `(n, 3)`, with a little noise."""
    stream = np.random.default_rng(noise)
    pictures = stream.integers(0, 20, (len(labels), SIDE, SIDE, 3))
    for column, rows in enumerate(_ROWS):
        pictures[:, rows] += _LEVELS[labels[:, column]][:, None, None, None]
    return pictures.astype(np.uint8)


class StripeSampler:
    """Draws stripes as asked, except for the attributes that it ignores, and those that it drags along."""

    name = "stripes"
    about = "a sampler of stripes"
    resolution = SIDE
    vocabulary = SHADES

    def __init__(self, *, ignores: Sequence[str] = (), drags: Sequence[tuple[str, str]] = ()) -> None:
        """`ignores`: attributes drawn at random; `drags`: pairs of which the second is drawn as the first."""
        self._ignored = [list(SHADES).index(name) for name in ignores]
        self._dragged = [(list(SHADES).index(a), list(SHADES).index(b)) for a, b in drags]

    def draw(self, count: int, first_seed: int) -> Drawn:
        return self.draw_seeds(range(first_seed, first_seed + count))

    def draw_seeds(self, seeds: Sequence[int], asked: Sequence[Mapping[str, str]] | None = None) -> Drawn:
        decided = [np.random.default_rng(seed).integers(0, 3, 6) for seed in seeds]
        labels = np.array([row[:3] for row in decided])
        for row, wish in zip(labels, asked or [], strict=bool(asked)):
            for column, value in enumerate(SHADES.indices(wish)):
                row[column] = row[column] if value < 0 else value
        shown = labels.copy()
        for column in self._ignored:
            shown[:, column] = np.array([row[3 + column] for row in decided])
        for source, target in self._dragged:
            shown[:, target] = shown[:, source]
        return Drawn(stripes(shown, int(seeds[0])), labels, np.array(seeds, dtype=np.int64))


class StripeClassifier(Classifier):
    """Reads stripes without a mistake."""

    def __init__(self) -> None:
        super().__init__(ClassifierNetwork(SHADES.class_counts(), SIDE), SHADES)

    def probabilities(self, pictures: Pictures | NDArray[np.uint8]) -> list[NDArray[np.float32]]:
        shades = np.asarray(pictures).mean(axis=(2, 3))
        read = [shades[:, rows].mean(axis=1) for rows in _ROWS]
        distances = [np.abs(level[:, None] - 9.5 - _LEVELS) / 30 for level in read]
        scores = [np.exp(-distance) for distance in distances]
        return [(score / score.sum(axis=1, keepdims=True)).astype(np.float32) for score in scores]


def pixel_perception(side: int = 8) -> Perception:
    """Sees pixels, scaled down; for tests of what is made of distances."""
    return Perception("pixels", "0" * 64, side, _flat, 100.0)


def _flat(shades: Tensor) -> Tensor:
    return shades.flatten(1)


def tiny_sampler(seed: int = 0) -> GeneratorSampler:
    """A generator of random weights that draws stripes' vocabulary."""
    torch.manual_seed(seed)
    architecture = Architecture(SIDE, SHADES.class_counts(), noise=16, latent=16, channel_base=256, channel_max=16)
    shares = {name: [1 / 3] * 3 for name in SHADES}
    return GeneratorSampler(
        Generator(architecture), SHADES, shares, truncation=1.0, name="tiny", about="random weights"
    )


def judged(labels: NDArray[np.int64], named: NDArray[np.int64], features: NDArray[np.float32] | None = None) -> Judged:
    """Pictures of these labels that a classifier names so, with full confidence."""
    eye = np.eye(3, dtype=np.float32)
    found = {} if features is None else {"ssl": features}
    return Judged(found, tuple(eye[named[:, i]] for i in range(3)), labels, np.arange(len(labels), dtype=np.int64))
