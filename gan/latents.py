"""From a seed to noise and to the attributes that the seed decides, the same on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from gan.attributes import Vocabulary

__all__ = ["complete", "latent"]


def latent(seed: int, dimensions: int) -> npt.NDArray[np.float32]:
    """The noise of a seed: standard normal, shape `(dimensions,)`.

    `RandomState` rather than a `Generator`: its stream is frozen (NumPy Enhancement Proposal 19), so a seed means the
    same face under every release of numpy. All 64 bits of the seed count.
    """
    stream: Any = np.random.RandomState([seed & 0xFFFFFFFF, seed >> 32])
    return stream.standard_normal(dimensions).astype(np.float32)


def complete(
    seed: int, attributes: Mapping[str, str], vocabulary: Vocabulary, frequencies: Mapping[str, list[float]]
) -> dict[str, str]:
    """Every attribute of an avatar: those asked for, and for the others what the seed decides.

    Each attribute is drawn from a hash of its own, so that asking for one leaves the others as they were: the same
    person with pink hair.

    An attribute that the training data never named (all shares 0) is left out where nobody asked for it.

    Args:
        seed: the part's seed.
        attributes: what was asked for; all of it in the vocabulary.
        vocabulary: the model's.
        frequencies: for each attribute the share of each value in the training data.
    """
    return {
        name: attributes.get(name) or attribute.values[_pick(seed, name, frequencies[name])]
        for name, attribute in vocabulary.items()
        if name in attributes or any(frequencies[name])
    }


def _pick(seed: int, name: str, shares: list[float]) -> int:
    digest = hashlib.sha256(f"{seed} {name}".encode()).digest()
    target = int.from_bytes(digest[:8], "big") / 2**64 * sum(shares)
    for index, share in enumerate(shares):
        target -= share
        if target < 0:
            return index
    return len(shares) - 1
