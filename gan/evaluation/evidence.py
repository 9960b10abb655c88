"""What a report is measured on: the judges, real and drawn pictures as they saw them, and how much of everything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from gan.corpus.data.dataset import Corpus
from gan.evaluation.batches import Report as Tell
from gan.evaluation.classifier import Classifier
from gan.evaluation.drawn import FIRST_SEED, Sampler, StyleSampler, in_chunks
from gan.evaluation.embeddings import Embeddings
from gan.evaluation.encoder import Encoder
from gan.evaluation.inception import Inception
from gan.evaluation.judged import CannotMeasure, Judged, judge, of_corpus
from gan.evaluation.perceptual import Perception, perception

__all__ = ["Counts", "Evidence", "gather"]

# Pictures whose differences are the unit of perceptual distance.
_UNIT_PICTURES = 512


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is drawn for each measurement.

    Attributes:
        pictures: of fresh seeds, for everything that is about distributions.
        flips: seeds that every attribute is changed on.
        pairs: pictures of every held-out pair.
        paths: samples of perceptual path length.
        lines: ways between two seeds.
        line_steps: steps of each.
        halfway: pictures between two seeds.
        projections: test pictures looked for in W.
        projection_steps: of the search.
        training: training pictures that neighbours are looked for among; None for all.
    """

    pictures: int = 5_000
    flips: int = 24
    pairs: int = 32
    paths: int = 500
    lines: int = 64
    line_steps: int = 8
    halfway: int = 1_000
    projections: int = 24
    projection_steps: int = 150
    training: int | None = None

    @classmethod
    def quick(cls, pictures: int = 500) -> Counts:
        """Little of everything: enough to see whether something is badly wrong."""
        return cls(pictures, 4, 8, 48, 8, 8, 96, 4, 60, 2_000)


@dataclass(frozen=True)
class Evidence:
    """All that is measured on.

    Attributes:
        sampler: what is judged.
        judges: embeddings and classifier.
        training: what the judges and the generator have learned from.
        test: pictures that nobody has seen.
        real: the corpus's validation and test pictures, judged.
        drawn: fresh seeds, judged.
        frequencies: for each attribute the share of each class in the training data.
        counts: how much to draw.
        inception: the network of FID, where the user has it.
        tell: told how far each section is.
    """

    sampler: Sampler
    judges: Embeddings
    training: Corpus
    test: Corpus
    real: Judged
    drawn: Judged
    frequencies: Mapping[str, Sequence[float]]
    counts: Counts
    inception: Inception | None
    tell: Tell

    def classifier(self) -> Classifier:
        """Raises `CannotMeasure` where the data names nothing."""
        if self.judges.classifier is None or not len(self.sampler.vocabulary):
            raise CannotMeasure("There is no attribute classifier: the data names no attributes.")
        return self.judges.classifier

    def styles(self) -> StyleSampler:
        """Raises `CannotMeasure` where the generator has no W."""
        if not isinstance(self.sampler, StyleSampler):
            raise CannotMeasure("This generator goes from noise to pictures without a space W in between.")
        return self.sampler

    @cached_property
    def encoder(self) -> Encoder:
        """The self-supervised encoder: it knows nothing of labels, and gradients pass through it."""
        for embedding in self.judges.every:
            if isinstance(embedding, Encoder) and embedding.name == "ssl":
                return embedding
        raise CannotMeasure("There is no self-supervised embedding.")

    @cached_property
    def eye(self) -> Perception:
        """The encoder's perception, in units of test pictures."""
        return perception(self.encoder, self.test.images[:_UNIT_PICTURES])

    def progress(self, what: str, total: int) -> Callable[[int], None]:
        """A bar of `total` for one measurement."""
        return lambda done: self.tell(what, done, total)


def gather(
    sampler: Sampler,
    judges: Embeddings,
    splits: tuple[Corpus, Corpus, Corpus],
    frequencies: Mapping[str, Sequence[float]],
    counts: Counts,
    inception: Inception | None,
    tell: Tell,
) -> Evidence:
    """Draws and looks at all pictures that distributions are made of.

    Of the held-out pictures at most twice as many are looked at as are drawn: one half to compare with, one half for
    the floor; the test split's before the validation split's.

    Args:
        sampler: what is judged.
        judges: embeddings and classifier, trained on the training split alone.
        splits: the train, val and test splits of one corpus.
        frequencies: for each attribute the share of each class in the training data.
        counts: how much to draw.
        inception: the network of FID, where the user has it.
        tell: told how far it is.
    """
    training, validation, test = splits
    first = min(len(test), 2 * counts.pictures)
    second = min(len(validation), 2 * counts.pictures - first)
    parts = chain(of_corpus(test, first), of_corpus(validation, second))
    classifier = judges.classifier
    real = judge(parts, judges.every, classifier, lambda done: tell("Real pictures", done, first + second))
    drawn = judge(
        in_chunks(sampler, counts.pictures, FIRST_SEED),
        judges.every,
        classifier,
        lambda done: tell("Drawn pictures", done, counts.pictures),
    )
    return Evidence(sampler, judges, training, test, real, drawn, frequencies, counts, inception, tell)
