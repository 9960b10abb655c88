"""What a seed decides of an avatar where nothing was asked for, the same on every machine.

Pure Python, importable without torch and numpy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence

from gan.attributes import Vocabulary
from gan.rules import NO_RULES, Rules

__all__ = ["complete", "decide"]


def complete(
    seed: int,
    asked: Mapping[str, str],
    vocabulary: Vocabulary,
    frequencies: Mapping[str, Sequence[float]],
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
        return values[decide(seed, f"{name} again", [shares[value] for value in values])] if values else None

    decided = {
        name: asked.get(name) or attribute.values[decide(seed, name, frequencies[name])]
        for name, attribute in vocabulary.items()
        if name in asked or any(frequencies[name])
    }
    seen = rules.hide(rules.reconcile(decided, asked, next_best))
    return {name: value for name in vocabulary if (value := seen.get(name)) is not None}


def decide(seed: int, key: str, shares: Sequence[float]) -> int:
    """Which of several things a seed picks, as an index; each as often as its share says.

    Args:
        key: what is being decided; every key is a draw of its own.
        shares: at least one; they need not sum to 1.
    """
    digest = hashlib.sha256(f"{seed} {key}".encode()).digest()
    target = int.from_bytes(digest[:8], "big") / 2**64 * sum(shares)
    for index, share in enumerate(shares):
        target -= share
        if target < 0:
            return index
    return len(shares) - 1
