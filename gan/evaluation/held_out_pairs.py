"""Pairs of classes that training never showed together: does the generator put them together when it is asked to?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gan.attributes import Vocabulary
from gan.corpus.records.held_out import Pair
from gan.evaluation.classifier import Classifier
from gan.evaluation.drawn import Drawn, Sampler
from gan.evaluation.judged import CannotMeasure, Judged, Tell, judge, silent

__all__ = ["Together", "held_out_pairs", "known_pairs"]


@dataclass(frozen=True, slots=True)
class Together:
    """One pair of classes.

    Attributes:
        first: attribute and class.
        second: attribute and class.
        together: share of pictures asked for both that are named with both.
        apart: what independence would give: the share named with the first where it alone was asked for, times that of
            the second; nan where one was never drawn alone.
        real: share of held-out pictures with both that are named with both; nan where there are none.
        count: pictures asked for both.
        real_count: held-out pictures with both.
    """

    first: tuple[str, str]
    second: tuple[str, str]
    together: float
    apart: float
    real: float
    count: int
    real_count: int


def known_pairs(pairs: Iterable[Pair], vocabulary: Vocabulary) -> list[Pair]:
    """Those pairs whose classes a vocabulary holds."""
    return [
        pair
        for pair in pairs
        if all(name in vocabulary and value in vocabulary[name].values for name, value in (pair.first, pair.second))
    ]


def held_out_pairs(
    sampler: Sampler,
    classifier: Classifier,
    pairs: Iterable[Pair],
    drawn: Judged,
    real: Judged,
    seeds: range,
    tell: Tell = silent,
) -> tuple[list[Together], list[Drawn]]:
    """Every pair, asked of the same seeds; and the first four pictures of each.

    Args:
        sampler: draws them.
        classifier: names them.
        pairs: such as `gan.corpus.records.held_out.PAIRS`; those the vocabulary does not hold are left out.
        drawn: pictures of which nothing was asked, for the classes apart.
        real: held-out pictures, in which the pairs do meet.
        seeds: of the pictures to draw of each pair.
        tell: told how many pictures are drawn.

    Raises:
        CannotMeasure: the vocabulary holds none of the pairs.
    """
    vocabulary = sampler.vocabulary
    known = known_pairs(pairs, vocabulary)
    if not known:
        raise CannotMeasure("None of the corpus's held-out pairs is in this generator's vocabulary.")
    ours, theirs = drawn.verdicts(), real.verdicts()
    found: list[Together] = []
    shown: list[Drawn] = []
    for pair in known:
        pictures = sampler.draw_seeds(seeds, [dict((pair.first, pair.second))] * len(seeds))
        verdicts = judge([pictures], (), classifier).verdicts()
        columns, classes = _places(pair, vocabulary)
        alone = [
            (drawn.labels[:, columns[k]] == classes[k]) & (drawn.labels[:, columns[1 - k]] != classes[1 - k])
            for k in (0, 1)
        ]
        meets = (real.labels[:, columns] == classes).all(axis=1)
        found.append(
            Together(
                pair.first,
                pair.second,
                _share((verdicts[:, columns] == classes).all(axis=1)),
                float(np.prod([_share(ours[alone[k], columns[k]] == classes[k]) for k in (0, 1)])),
                _share((theirs[meets][:, columns] == classes).all(axis=1)),
                len(pictures),
                int(meets.sum()),
            )
        )
        shown.append(Drawn(pictures.pictures[:4], pictures.labels[:4], pictures.seeds[:4]))
        tell(len(found) * len(seeds))
    return found, shown


def _places(pair: Pair, vocabulary: Vocabulary) -> tuple[list[int], list[int]]:
    names = list(vocabulary)
    both = (pair.first, pair.second)
    return [names.index(name) for name, _ in both], [vocabulary[name].index(value) for name, value in both]


def _share(right: NDArray[np.bool_]) -> float:
    return float(right.mean()) if len(right) else float("nan")
