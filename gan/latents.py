"""From a seed to noise and to the attributes that the seed decides, the same on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from gan.attributes import Vocabulary
from gan.rules import NO_RULES, Rules

__all__ = ["complete", "latent"]


def latent(seed: int, dimensions: int) -> npt.NDArray[np.float32]:
    """The noise of a seed: standard normal, shape `(dimensions,)`.

    `RandomState` rather than a `Generator`: its stream is frozen (NumPy Enhancement Proposal 19), so a seed means the
    same face under every release of numpy. All 64 bits of the seed count.
    """
    stream: Any = np.random.RandomState([seed & 0xFFFFFFFF, seed >> 32])
    return stream.standard_normal(dimensions).astype(np.float32)


def complete(
    seed: int,
    asked: Mapping[str, str],
    vocabulary: Vocabulary,
    frequencies: Mapping[str, list[float]],
    rules: Rules = NO_RULES,
) -> dict[str, str]:
    """Every attribute of an avatar that can be seen: those asked for, and for the others what the seed decides.

    Each attribute is drawn from a hash of its own, so that asking for one leaves the others as they were: the same
    person with pink hair. Then the rules decide what is seen. What was asked for is; whatever would hide it gives way
    to a class that does not, which a second hash draws: the first one's number lies where the class lay that gave way,
    and would bring the same substitute to every seed. What the rules hide is left out, as is an attribute that the
    training data never named (all shares 0), where nobody asked for it.

    Args:
        seed: the part's seed.
        asked: what was asked for; all of it in the vocabulary.
        vocabulary: the model's.
        frequencies: for each attribute the share of each value in the training data, before rules apply.
        rules: those of the training data.

    Raises:
        Contradiction: what was asked for cannot all be seen on one avatar.
    """

    def next_best(name: str, fits: Callable[[str], bool]) -> str | None:
        values = [value for value in vocabulary[name].values if fits(value)]
        shares = dict(zip(vocabulary[name].values, frequencies[name], strict=True))
        return values[_pick(seed, f"{name} again", [shares[value] for value in values])] if values else None

    decided = {
        name: asked.get(name) or attribute.values[_pick(seed, name, frequencies[name])]
        for name, attribute in vocabulary.items()
        if name in asked or any(frequencies[name])
    }
    seen = rules.hide(rules.reconcile(decided, asked, next_best))
    return {name: value for name in vocabulary if (value := seen.get(name)) is not None}


def _pick(seed: int, key: str, shares: list[float]) -> int:
    digest = hashlib.sha256(f"{seed} {key}".encode()).digest()
    target = int.from_bytes(digest[:8], "big") / 2**64 * sum(shares)
    for index, share in enumerate(shares):
        target -= share
        if target < 0:
            return index
    return len(shares) - 1
