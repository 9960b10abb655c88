"""The proof that the figures measure: each must follow known harm, as far as it can be expected to see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gan.corpus.data.shards import Pictures
from gan.evaluation.batches import Report, shrunk
from gan.evaluation.classifier import accuracy
from gan.evaluation.degradations import PICTURE_DEGRADATIONS, SET_DEGRADATIONS, PictureDegradation, SetDegradation
from gan.evaluation.distances import (
    Features,
    density_coverage,
    frechet_distance,
    inception_score,
    kernel_distance,
    precision_recall,
)
from gan.evaluation.embeddings import Embeddings

__all__ = ["ENOUGH", "EXPECTED", "Finding", "prove", "spearman"]

# The least Spearman's rho of a figure that sees the harm.
ENOUGH: Final = 0.95

# What worse is for each figure: more or less.
_WORSE: Final[Mapping[str, int]] = MappingProxyType(
    {"FD": 1, "KID": 1, "precision": -1, "recall": -1, "density": -1, "coverage": -1, "accuracy": -1, "IS": -1}
)

_EVERY: Final = frozenset({"attr", "ssl", "rand"})
_SHARP: Final = frozenset({"attr", "rand"})
_NAMES: Final = frozenset({"classifier"})

# Which figure should see which harm, and in which embeddings. A code made for restoring pictures takes blurred ones for
# typical: a little blur brings them nearer to the mean, so FD-ssl does not rise at once, and they pass for precise.
# What is real is precise however little there is of it, or however often. Recall asks nothing of single pictures,
# and falls in a leap when a picture has as many copies as neighbours are counted, not step by step.
EXPECTED: Final[Mapping[str, Mapping[str, frozenset[str]]]] = MappingProxyType(
    {
        "blur": {"FD": _SHARP, "KID": _EVERY, "accuracy": _NAMES},
        "eyes moved": {"FD": _EVERY, "KID": _EVERY},
        "halves moved": {"FD": _EVERY, "KID": _EVERY},
        "palette noise": {"FD": _EVERY, "KID": _EVERY, "precision": _EVERY, "density": _EVERY, "accuracy": _NAMES},
        "dropped modes": {"FD": _EVERY, "KID": _EVERY, "recall": _EVERY, "coverage": _EVERY, "IS": _NAMES},
        "duplicates": {"FD": _EVERY, "KID": _EVERY, "coverage": _EVERY},
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """How one figure followed one harm.

    Attributes:
        embedding: attr, ssl or rand; "classifier" for accuracy and Inception Score.
        figure: FD, KID, precision, recall, density, coverage, accuracy or IS.
        harm: name of the degradation.
        strengths: growing, 0 first.
        values: of the figure at each strength; the first is real against real.
        rho: Spearman's, 1 where the figure gets worse at every step.
        expected: whether the figure is one that should see this harm.
    """

    embedding: str
    figure: str
    harm: str
    strengths: tuple[float, ...]
    values: tuple[float, ...]
    rho: float
    expected: bool

    @property
    def holds(self) -> bool:
        """Whether the figure sees what it should; true where nothing is expected of it."""
        return self.rho >= ENOUGH or not self.expected


def spearman(x: Sequence[float], y: Sequence[float]) -> float:
    """Spearman's rank correlation, equal values sharing the mean of their ranks; 0 where either does not vary."""
    left, right = (_ranks(np.asarray(values, dtype=np.float64)) for values in (x, y))
    left, right = left - left.mean(), right - right.mean()
    spread = float(np.sqrt((left @ left) * (right @ right)))
    return float(left @ right) / spread if spread else 0.0


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return (last - (counts - 1) / 2)[places]


def prove(
    judges: Embeddings,
    pictures: Pictures | NDArray[np.uint8],
    labels: NDArray[np.int64],
    mode: int = 0,
    *,
    side: int = 128,
    report: Report | None = None,
) -> list[Finding]:
    """Harms one half of the pictures and measures it against the other, then the other way round; figures are means.

    By chance one half lies to one side of the other, and a little harm may move it nearer: in the mean of both ways
    that cancels out.

    Args:
        judges: not trained on these pictures.
        pictures: uint8 `(n, s, s, 3)`; a few hundred at least.
        labels: class indices `(n, attributes)`.
        mode: the attribute, by number, whose values are the modes that are dropped.
        side: that the pictures are scaled to before they are harmed, so that a pixel of harm means the same.
        report: told after every strength of a harm.

    Returns:
        A finding for each figure in each embedding under each harm.

    Raises:
        ValueError: there are no labels, or too few pictures to measure.
    """
    if not 0 <= mode < labels.shape[1]:
        raise ValueError("The proof needs pictures with labels: modes are dropped by them.")
    ready = shrunk(pictures, side, report)
    halves = [_Half(judges, ready[start::2], labels[start::2], mode) for start in (0, 1)]
    harms: list[PictureDegradation | SetDegradation] = [*PICTURE_DEGRADATIONS, *SET_DEGRADATIONS]
    total = sum(len(harm.strengths) for harm in harms)
    done = 0
    found: list[Finding] = []
    for harm in harms:
        measured: list[_Figures] = []
        for strength in harm.strengths:
            measured.append(_mean([_against(halves[1 - i], halves[i].harmed(harm, strength)) for i in (0, 1)]))
            done += 1
            if report is not None:
                report("proving the figures", done, total)
        found += _findings(harm.name, harm.strengths, measured)
    return found


# By embedding and name of the figure.
_Figures = Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class _Seen:
    """Features of a set by embedding, and what else the classifier says of it."""

    features: Mapping[str, Features]
    named: _Figures


class _Half:
    """One half of the pictures, and what is seen of it unharmed."""

    def __init__(self, judges: Embeddings, pictures: NDArray[np.uint8], labels: NDArray[np.int64], mode: int) -> None:
        self._judges = judges
        self._pictures = pictures
        self._labels = labels
        self._mode = mode
        self.features: Mapping[str, Features] = {judge.name: judge(pictures) for judge in judges.every}
        self._named = None if judges.classifier is None else judges.classifier.probabilities(pictures)[mode]

    def harmed(self, harm: PictureDegradation | SetDegradation, strength: float) -> _Seen:
        if isinstance(harm, SetDegradation):
            rows = harm.rows(self._labels[:, self._mode], strength)
            features = {name: features[rows] for name, features in self.features.items()}
            if self._named is None:
                return _Seen(features, {})
            return _Seen(features, {("classifier", "IS"): inception_score(self._named[rows], splits=1).value})
        pictures = harm.apply(self._pictures, strength)
        features = {judge.name: judge(pictures) for judge in self._judges.every}
        classifier = self._judges.classifier
        if classifier is None:
            return _Seen(features, {})
        shares = accuracy(classifier.probabilities(pictures), self._labels, classifier.vocabulary)
        return _Seen(features, {("classifier", "accuracy"): float(np.nanmean(list(shares.values())))})


def _against(real: _Half, harmed: _Seen) -> _Figures:
    figures: dict[tuple[str, str], float] = dict(harmed.named)
    for name, truth in real.features.items():
        features = harmed.features[name]
        figures[name, "FD"] = frechet_distance(truth, features)
        figures[name, "KID"] = kernel_distance(truth, features).value
        figures[name, "precision"], figures[name, "recall"] = precision_recall(truth, features)
        figures[name, "density"], figures[name, "coverage"] = density_coverage(truth, features)
    return figures


def _mean(both: Sequence[_Figures]) -> _Figures:
    return {key: float(np.mean([figures[key] for figures in both])) for key in both[0]}


def _findings(harm: str, strengths: tuple[float, ...], measured: Sequence[_Figures]) -> list[Finding]:
    findings: list[Finding] = []
    for embedding, figure in measured[0]:
        values = tuple(at[embedding, figure] for at in measured)
        rho = spearman(strengths, [_WORSE[figure] * value for value in values])
        expected = embedding in EXPECTED[harm].get(figure, ())
        findings.append(Finding(embedding, figure, harm, strengths, values, rho, expected))
    return findings
