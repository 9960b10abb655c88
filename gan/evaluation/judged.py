"""Pictures as the judges saw them: features and named attributes, so that each picture is looked at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gan.corpus.data.dataset import Corpus
from gan.evaluation.classifier import Classifier
from gan.evaluation.drawn import Drawn
from gan.evaluation.embeddings import Embedding

__all__ = ["CannotMeasure", "Judged", "Tell", "concatenate", "judge", "of_corpus", "silent"]

# Called with how many pictures are done.
Tell = Callable[[int], None]


class CannotMeasure(Exception):
    """A figure cannot be had from what there is; the message is a sentence for the report."""


def silent(done: int) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of a set of pictures once they have been looked at.

    Attributes:
        features: by the embedding's name, float32 `(n, d)`.
        named: for each attribute the classifier's probabilities, `(n, values)`; None without a classifier.
        labels: int64 `(n, attributes)`, -1 for what is not asked for or cannot be seen.
        seeds: int64 `(n,)`.
    """

    features: Mapping[str, NDArray[np.float32]]
    named: tuple[NDArray[np.float32], ...] | None
    labels: NDArray[np.int64]
    seeds: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.seeds)

    def verdicts(self) -> NDArray[np.int64]:
        """The class that the classifier names for every attribute, int64 `(n, attributes)`.

        Raises:
            CannotMeasure: there is no classifier.
        """
        return np.stack([shares.argmax(axis=1) for shares in self.probabilities()], axis=1).astype(np.int64)

    def probabilities(self) -> tuple[NDArray[np.float32], ...]:
        """For each attribute the classifier's probabilities, `(n, values)`; raises `CannotMeasure` without one."""
        if not self.named:
            raise CannotMeasure("There is no attribute classifier: the data names no attributes.")
        return self.named

    def confidence(self) -> NDArray[np.float32]:
        """How sure the classifier is of each picture: the mean over attributes of its highest probability, `(n,)`."""
        return np.stack([shares.max(axis=1) for shares in self.probabilities()]).mean(axis=0)

    def take(self, rows: slice | NDArray[np.int64]) -> Judged:
        """Some of the pictures."""
        features = {name: found[rows] for name, found in self.features.items()}
        named = None if self.named is None else tuple(shares[rows] for shares in self.named)
        return Judged(features, named, self.labels[rows], self.seeds[rows])


def judge(
    parts: Iterable[Drawn], embeddings: Sequence[Embedding], classifier: Classifier | None, tell: Tell = silent
) -> Judged:
    """Looks at pictures a part at a time; `parts` holds at least one."""
    found: list[Judged] = []
    done = 0
    for part in parts:
        features = {embedding.name: embedding(part.pictures) for embedding in embeddings}
        named = None if classifier is None else tuple(classifier.probabilities(part.pictures))
        found.append(Judged(features, named, part.labels, part.seeds))
        done += len(part)
        tell(done)
    return concatenate(found)


def concatenate(parts: Sequence[Judged]) -> Judged:
    """Several sets that the same judges saw as one."""
    first = parts[0]
    features = {name: np.concatenate([part.features[name] for part in parts]) for name in first.features}
    named = None
    if first.named is not None:
        columns = zip(*(part.named or () for part in parts), strict=True)
        named = tuple(np.concatenate(column) for column in columns)
    labels = np.concatenate([part.labels for part in parts])
    return Judged(features, named, labels, np.concatenate([part.seeds for part in parts]))


def of_corpus(corpus: Corpus, count: int | None = None, chunk: int = 128) -> Iterator[Drawn]:
    """The first `count` pictures of a corpus's split (all of them where None), a part at a time."""
    end = len(corpus) if count is None else min(count, len(corpus))
    for begin in range(0, end, chunk):
        some = slice(begin, min(begin + chunk, end))
        yield Drawn(corpus.images[some], corpus.labels[some], corpus.seeds[some])
