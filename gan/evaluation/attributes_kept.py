"""Whether pictures show what was asked for, and whether asking for one thing changes another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gan.attributes import Attribute, Vocabulary
from gan.evaluation.classifier import Classifier
from gan.evaluation.drawn import Drawn, Sampler
from gan.evaluation.judged import CannotMeasure, Judged, Tell, judge, silent

__all__ = ["Flips", "Kept", "flips", "kept"]


@dataclass(frozen=True, slots=True)
class Kept:
    """How often an attribute is named as it was asked for.

    Attributes:
        attribute: its name.
        drawn: share of drawn pictures named as asked; nan where it was never asked for.
        real: share of held-out pictures named as labelled: the most that can be expected.
        chance: share that naming the most frequent class would get right.
        count: drawn pictures that it was asked of and in which it can be seen.
    """

    attribute: str
    drawn: float
    real: float
    chance: float
    count: int


def kept(drawn: Judged, real: Judged, vocabulary: Vocabulary) -> list[Kept]:
    """For every attribute, in the vocabulary's order.

    Raises:
        CannotMeasure: there is no classifier, or nothing was asked of any picture.
    """
    if not (drawn.labels >= 0).any():
        raise CannotMeasure("This generator is not told attributes, so there is nothing that it could keep to.")
    ours, theirs = drawn.verdicts(), real.verdicts()
    return [
        Kept(
            name,
            _agreement(ours[:, i], drawn.labels[:, i]),
            _agreement(theirs[:, i], real.labels[:, i]),
            _commonest(drawn.labels[:, i]),
            int(np.count_nonzero(drawn.labels[:, i] >= 0)),
        )
        for i, name in enumerate(vocabulary)
    ]


def _agreement(named: NDArray[np.int64], asked: NDArray[np.int64]) -> float:
    known = asked >= 0
    right = np.count_nonzero(known & (named == asked))
    return right / np.count_nonzero(known) if known.any() else float("nan")


def _commonest(asked: NDArray[np.int64]) -> float:
    known = asked[asked >= 0]
    _, counts = np.unique(known, return_counts=True)
    return int(counts.max()) / len(known) if len(known) else float("nan")


@dataclass(frozen=True, slots=True)
class Flips:
    """What happens when the same seed is drawn twice, with one attribute changed.

    Attributes:
        attribute: the one that was changed.
        hit: share of the changed pictures named as asked.
        off_target: share of verdicts on the other attributes that changed along; attributes that a rule changes with
            it, or that cannot be seen in both pictures, are not counted.
        count: pairs of pictures.
    """

    attribute: str
    hit: float
    off_target: float
    count: int


def flips(
    sampler: Sampler, classifier: Classifier, shares: Mapping[str, Sequence[float]], seeds: range, tell: Tell = silent
) -> tuple[list[Flips], list[Drawn]]:
    """For every attribute, drawn for each seed as it is and with another class; and two pairs of pictures of each.

    Args:
        sampler: must take attributes.
        classifier: judges.
        shares: for each attribute the share of each class; classes of share 0 are not asked for.
        seeds: of the people that are changed.
        tell: told how many pictures are drawn.

    Raises:
        CannotMeasure: the sampler takes no attributes.
    """
    if not len(sampler.vocabulary):
        raise CannotMeasure("This generator is not told attributes, so none can be changed.")
    plain = sampler.draw_seeds(seeds)
    before = judge([plain], (), classifier)
    found: list[Flips] = []
    shown: list[Drawn] = []
    for i, (name, attribute) in enumerate(sampler.vocabulary.items()):
        choices = np.random.default_rng([seeds.start, i])
        asked = [{name: _other(attribute, now, shares[name], choices)} for now in plain.labels[:, i].tolist()]
        changed = sampler.draw_seeds(seeds, asked)
        found.append(_compare(name, i, before, judge([changed], (), classifier)))
        pictures = np.stack([plain.pictures[:2], changed.pictures[:2]], axis=1).reshape(-1, *plain.pictures.shape[1:])
        shown.append(Drawn(pictures, changed.labels[:2].repeat(2, axis=0), changed.seeds[:2].repeat(2)))
        tell((i + 1) * len(seeds))
    return found, shown


def _other(attribute: Attribute, now: int, shares: Sequence[float], choices: np.random.Generator) -> str:
    """Another class than the present one, each as likely."""
    others = [value for k, value in enumerate(attribute.values) if k != now and shares[k] > 0]
    return others[choices.integers(len(others))] if others else attribute.values[max(0, now)]


def _compare(name: str, index: int, before: Judged, after: Judged) -> Flips:
    was, became = before.verdicts(), after.verdicts()
    # Where a rule changed what else was asked for, the picture ought to change there.
    same = (before.labels == after.labels) & (before.labels >= 0)
    same[:, index] = False
    visible = after.labels[:, index] >= 0
    hit = _agreement(became[:, index], after.labels[:, index])
    moved = (was != became)[same & visible[:, None]]
    off_target = float(moved.mean()) if moved.size else float("nan")
    return Flips(name, hit, off_target, int(visible.sum()))
