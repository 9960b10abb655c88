"""Whether drawn pictures show every class as often as the corpus does, and the same classes together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gan.attributes import Vocabulary
from gan.evaluation.judged import CannotMeasure, Judged

__all__ = ["Joint", "Share", "joint_distance", "shares"]

# Fewer expected pictures of a class, and its share is a matter of luck: a factor of 1.5 is then within two standard
# deviations.
_FEWEST = 25


@dataclass(frozen=True, slots=True)
class Share:
    """How often one class is seen.

    Attributes:
        attribute: its attribute.
        value: the class.
        drawn: share of drawn pictures that the classifier names so.
        real: share of held-out pictures that it names so.
        judged: whether there are enough pictures for the factor to mean anything.
    """

    attribute: str
    value: str
    drawn: float
    real: float
    judged: bool

    @property
    def factor(self) -> float:
        """How many times too often or too rarely it is drawn, from 1 up; infinite where it never is."""
        if self.drawn == self.real:
            return 1.0
        low, high = sorted((self.drawn, self.real))
        return high / low if low else float("inf")


def shares(drawn: Judged, real: Judged, vocabulary: Vocabulary) -> list[Share]:
    """Of every class of every attribute, in the vocabulary's order; raises `CannotMeasure` without a classifier.

    Both sides are counted as the classifier names them, so that its own leanings cancel out.
    """
    ours, theirs = drawn.verdicts(), real.verdicts()
    found: list[Share] = []
    for i, (name, attribute) in enumerate(vocabulary.items()):
        for k, value in enumerate(attribute.values):
            a, b = (float(np.count_nonzero(side[:, i] == k) / len(side)) for side in (ours, theirs))
            expected = b * min(len(ours), len(theirs))
            found.append(Share(name, value, a, b, bool(expected >= _FEWEST)))
    return found


@dataclass(frozen=True, slots=True)
class Joint:
    """How differently two sets of pictures put classes together.

    Attributes:
        drawn: the mean over pairs of attributes of the total variation between their joint distributions, drawn against
            real: 0 where all is alike, 1 where nothing is.
        floor: real against other real.
        worst: the pairs that differ most from real ones, with their distance.
        count: pictures on either side.
    """

    drawn: float
    floor: float
    worst: tuple[tuple[str, str, float], ...]
    count: int


def joint_distance(drawn: Judged, real: Judged, vocabulary: Vocabulary) -> Joint:
    """Distance of what the classifier sees together, pair by pair of attributes.

    Raises:
        CannotMeasure: there is no classifier, or fewer than two attributes.
    """
    names = list(vocabulary)
    if len(names) < 2:
        raise CannotMeasure("Classes that are seen together take at least two attributes.")
    count = min(len(drawn), len(real) // 2)
    if not count:
        raise CannotMeasure("There are too few held-out pictures to compare pairs of classes.")
    theirs = real.verdicts()
    counts = vocabulary.class_counts()
    reference = _together(theirs[:count], counts)
    ours = _variations(_together(drawn.verdicts()[:count], counts), reference, counts)
    floor = _variations(_together(theirs[count : 2 * count], counts), reference, counts)
    upper = np.triu_indices(len(names), 1)
    order = np.argsort(ours[upper])[::-1][:8]
    worst = tuple((names[upper[0][k]], names[upper[1][k]], float(ours[upper][k])) for k in order)
    return Joint(float(ours[upper].mean()), float(floor[upper].mean()), worst, count)


def _together(verdicts: NDArray[np.int64], counts: tuple[int, ...]) -> NDArray[np.float64]:
    """Share of pictures with each class of all attributes beside each other one, `(classes, classes)`."""
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    hot = np.zeros((len(verdicts), sum(counts)))
    np.put_along_axis(hot, verdicts + starts, 1.0, axis=1)
    return hot.T @ hot / len(verdicts)


def _variations(a: NDArray[np.float64], b: NDArray[np.float64], counts: tuple[int, ...]) -> NDArray[np.float64]:
    """Total variation of each block, `(attributes, attributes)`."""
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    rows = np.add.reduceat(np.abs(a - b), starts, axis=0)
    return np.add.reduceat(rows, starts, axis=1) / 2
