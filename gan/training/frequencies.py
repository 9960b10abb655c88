"""How often each class is drawn before rules decide what can be seen: what a model's card says of its training data."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from gan.attributes import Vocabulary
from gan.rules import NO_RULES, Hides, Only, Rules

__all__ = ["frequencies"]


def frequencies(labels: NDArray[np.int64], vocabulary: Vocabulary, rules: Rules = NO_RULES) -> dict[str, list[float]]:
    """For each attribute the share of each of its values before rules apply, four decimals; all 0 if never labelled.

    `gan.deciding.complete` draws from these shares and then applies the rules, which gives the shares that are seen in
    the training data. The estimator: an attribute is counted in those rows alone in which it is labelled and no rule
    could have changed its label, whichever of its classes had been drawn. So `facial_hair`, which only some
    avatars may have, is counted among those who may; a mark that a beard may hide, among those without a beard.
    Attributes are drawn independently before rules apply, and which rows count depends on other attributes alone,
    so those rows are a fair sample, and the estimator is unbiased. Where there are no such rows, all that are labelled
    count: the rules then leave nothing else to be drawn.

    Args:
        labels: class indices, shape (n, attributes), in the vocabulary's order; -1 for what cannot be seen or is not
            labelled.
        vocabulary: the data's.
        rules: those that the data was drawn by.
    """
    shares: dict[str, list[float]] = {}
    for i, (name, attribute) in enumerate(vocabulary.items()):
        seen = labels[:, i] >= 0
        fair = seen & _free(name, labels, vocabulary, rules)
        counted = labels[fair if fair.any() else seen, i]
        counts = np.bincount(counted, minlength=len(attribute.values))
        shares[name] = (counts / max(1, len(counted))).round(4).tolist()
    return shares


def _free(name: str, labels: NDArray[np.int64], vocabulary: Vocabulary, rules: Rules) -> NDArray[np.bool_]:
    """The rows in which no rule could have changed the label of an attribute, shape (n,)."""
    columns = {other: labels[:, i] for i, other in enumerate(vocabulary)}

    def among(other: str, values: Collection[str]) -> NDArray[np.bool_]:
        known = vocabulary[other].values
        return np.isin(columns[other], [known.index(value) for value in values if value in known])

    def may_hide(rule: Hides) -> NDArray[np.bool_]:
        # A cause that cannot be seen may have been hidden after this rule was judged.
        causes = [among(other, values) | (columns[other] < 0) for other, values in rule.causes.items() if other != name]
        return np.logical_and.reduce(causes)

    def allows_all(rule: Only) -> NDArray[np.bool_]:
        return np.logical_and.reduce([among(other, values) for other, values in rule.allowed.items()])

    # Where the attribute is no cause of being hidden itself, its label alone says whether it was.
    touched = [may_hide(rule) for rule in rules.hides if name in rule.hidden and name in rule.causes]
    touched += [~allows_all(rule) for rule in rules.only if rule.attribute == name]
    return ~np.logical_or.reduce([np.zeros(len(labels), dtype=np.bool_), *touched])
