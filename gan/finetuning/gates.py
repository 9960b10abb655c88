"""What a style must show before anybody is asked to adopt it: six figures, each with its limit.

Each gate is made for one way of failing: an untouched model closes no gap, a collapsed one has no variety, one that
draws the uploads themselves has learned by heart, one that forgot its faces keeps neither traits nor people.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from gan.evaluation.distances import kernel_distance
from gan.evaluation.drawn import GeneratorSampler, ModelSampler
from gan.evaluation.encoder import RandomConvolutions, standardised
from gan.evaluation.judged import CannotMeasure
from gan.evaluation.path_length import lines
from gan.evaluation.perceptual import Perception, perception
from gan.finetuning.losses import structure_distance
from gan.finetuning.traits import Traits, kept_traits, outlines, train_traits
from gan.finetuning.uploads import Uploads, read_uploads
from gan.models import Model
from gan.training import RunError
from gan.training.learners.batches import normalised

__all__ = ["FACES", "Gate", "Judge", "judge_style"]

# Faces that are judged: neither practised on nor seen by the judges before.
FACES: Final = range(700_000, 700_200)
_LEARNED_FROM: Final = range(710_000, 712_000)
_SIDE: Final = 64
_SEED: Final = 20_007
# Side at which the fine-tuning compares edges, too.
_EDGES: Final = 32
_FEWEST: Final = 4
# So many pictures that nothing was learned from are enough to measure a distance to them.
_ENOUGH: Final = 16
_WAYS, _STEPS = 12, 8
_CLUSTERS: Final = 12
# An upload in twenty is nearer to another one than this percentile says, and so would a perfect style's faces be; what
# is drawn from memory is nearer by far.
_PERCENTILE: Final = 5
_BY_FAR: Final = 0.8


@dataclass(frozen=True, slots=True)
class Gate:
    """A figure and its limit.

    Attributes:
        name: kid_gap, diversity, structure, identity, memorised or smoothness.
        value: as measured.
        limit: what it must come to.
        least: whether the value must be at least the limit; else at most.
    """

    name: str
    value: float
    limit: float
    least: bool

    @property
    def passed(self) -> bool:
        """Whether the limit is kept."""
        return self.value >= self.limit if self.least else self.value <= self.limit

    def to_json(self) -> dict[str, Any]:
        """Plain data, with what follows from it."""
        return {**asdict(self), "value": round(self.value, 4), "passed": self.passed}


class Judge:
    """Knows the uploads and the base, and measures what a style makes of the base's faces."""

    def __init__(self, base: GeneratorSampler, uploads: Uploads) -> None:
        """`uploads` have the base's side; `CannotMeasure` is raised where there are fewer than four of either kind."""
        training, held_out = uploads.training, uploads.held_out
        if min(len(training), len(held_out)) < _FEWEST:
            raise CannotMeasure(
                f"A style is judged by at least {_FEWEST} pictures that it learned from, and {_FEWEST} others."
            )
        self._base = base
        faces = base.draw_seeds(FACES)
        self._faces, self._labels = faces.pictures, faces.labels
        self._outlines = outlines(self._faces)
        everything = np.concatenate([self._faces, training, held_out])
        self._encoder = standardised("rand", RandomConvolutions(_SIDE, _SEED), everything)
        self._learned = self._encoder(training)
        self._every = np.concatenate([self._learned, self._encoder(held_out)])
        # A handful of pictures says next to nothing; learning by heart has a gate of its own.
        self._real = self._every[len(training) :] if len(held_out) >= _ENOUGH else self._every
        self._start = self._kid_of(self._encoder(self._faces))
        self._eye = perception(self._encoder, self._faces)
        self._jump = _jump(base, self._eye)
        self._traits: Traits | None = None

    def kid(self, styled: GeneratorSampler, count: int = 64) -> float:
        """KID of the first faces in the style to the uploads, in random convolutions: for choosing."""
        return self._kid_of(self._encoder(styled.draw_seeds(FACES[:count]).pictures))

    def strayed(self, styled: GeneratorSampler, count: int = 64) -> float:
        """How far the edges of the first faces are from the base's, as training measures it: for choosing."""
        pictures = (self._faces[:count], styled.draw_seeds(FACES[:count]).pictures)
        before, after = (normalised(some, some.shape[1]) for some in pictures)
        return structure_distance(after, before, _EDGES).item()

    def _kid_of(self, features: NDArray[np.float32]) -> float:
        # Without bias it may come out below 0; nothing is nearer than equal, and of equals the earliest step is best.
        return max(0.0, kernel_distance(self._real, features).value)

    def gates(self, styled: GeneratorSampler) -> list[Gate]:
        """All six figures of a style."""
        pictures = styled.draw_seeds(FACES).pictures
        features = self._encoder(pictures)
        found = outlines(pictures)
        return [
            Gate("kid_gap", self._closed(features), 0.5, least=True),
            Gate("diversity", self._diversity(found), 0.7, least=True),
            Gate("structure", self._structure(pictures), 0.9, least=True),
            Gate("identity", self._identity(found), 0.8, least=True),
            Gate("memorised", self._memorised(features), 0.05, least=False),
            Gate("smoothness", _jump(styled, self._eye) / self._jump, 1.3, least=False),
        ]

    def _closed(self, features: NDArray[np.float32]) -> float:
        """How much of the KID between the base and the uploads is gone."""
        if self._start == 0:
            return 0.0  # the uploads look like the base, as far as so few can tell
        return 1 - self._kid_of(features) / self._start

    def _diversity(self, found: NDArray[np.float32]) -> float:
        """How far faces that are much alike lie apart, as a share of how far they do in the base.

        Within clusters (Ojha et al. 2021, arXiv:2104.06820, section 4), here of the base's own faces and by outlines:
        a style of few colours is not poorer in faces for that.
        """
        centres = self._outlines[:: max(1, len(self._outlines) // _CLUSTERS)]
        cluster = (self._outlines @ centres.T).argmax(axis=1)
        before, after = _spread_within(self._outlines, cluster), _spread_within(found, cluster)
        return after / before if before > 0 else 1.0

    def _structure(self, pictures: NDArray[np.uint8]) -> float:
        """How often attributes that outlines tell are named right, as a share of how often they are in the base."""
        if self._traits is None:
            seen = self._base.draw_seeds(_LEARNED_FROM)
            self._traits = train_traits(seen.pictures, seen.labels, self._base.vocabulary.class_counts(), _SEED)
        told = kept_traits(self._traits, self._faces, pictures, self._labels).values()
        return float(np.mean([min(1.0, after / before) for before, after in told])) if told else 1.0

    def _identity(self, found: NDArray[np.float32]) -> float:
        """How often, of 200 faces of the base, the one that a styled face was made of is the likest."""
        likest = (found @ self._outlines.T).argmax(axis=1)
        return float((likest == np.arange(len(found))).mean())

    def _memorised(self, features: NDArray[np.float32]) -> float:
        """Share of styled faces much nearer to an upload than 95 % of the uploads are to one another."""
        apart = _distances(self._every, self._every)
        np.fill_diagonal(apart, np.inf)
        threshold = _BY_FAR * np.percentile(apart.min(axis=1), _PERCENTILE)
        return float((_distances(features, self._learned).min(axis=1) < threshold).mean())


def judge_style(style: Model, pictures: Path, seed: int = 0) -> list[Gate]:
    """All six figures of a published style, by the pictures that it was learned from.

    Args:
        style: not a model of its own.
        pictures: the folder that it was learned from.
        seed: that of its fine-tuning, which decided what was held out.

    Raises:
        RunError, CorpusError, ModelError, CannotMeasure: as their names say.
    """
    if not style.is_style:
        raise RunError(f"{style.name} is a model of its own and no style: name a style (--model).")
    base = ModelSampler(style.needed_base())
    return Judge(base, read_uploads(pictures, base.resolution, seed)).gates(ModelSampler(style))


def _spread_within(found: NDArray[np.float32], cluster: NDArray[np.int64]) -> float:
    """Mean distance between two of the same cluster."""
    total, pairs = 0.0, 0
    for number in np.unique(cluster):
        apart = _distances(found[cluster == number], found[cluster == number])
        total, pairs = total + float(apart.sum()), pairs + len(apart) * (len(apart) - 1)
    return total / pairs if pairs else 0.0


def _distances(some: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float32]:
    # Not by way of products: of the nearest ones too few digits would be left.
    how = "donot_use_mm_for_euclid_dist"
    return torch.cdist(torch.from_numpy(some), torch.from_numpy(others), compute_mode=how).numpy()


def _jump(sampler: GeneratorSampler, eye: Perception) -> float:
    return lines(sampler, eye, _WAYS, _STEPS, FACES[0])[0].mean
