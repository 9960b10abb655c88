"""The true picture of a face in a style: for restylings of the corpus it is known, so that a style can be marked."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

import numpy as np
import torch

from benchmarks.styles.catalogue import restyled
from gan.corpus.data.dataset import Corpus
from gan.corpus.data.guidance import guidance_of
from gan.corpus.data.writer import Request, write_corpus
from gan.corpus.records.sampling import sample_record
from gan.networks import Generator, Leaning
from gan.training.learners.batches import Batch, normalised
from gan.training.learners.drawing import draw
from gan.training.learners.losses import pyramid_distance

__all__ = ["Truth"]

_FACES: Final = 64
# None of these is in a corpus that anybody has drawn for training.
_SEED: Final = 2_000_000


class Truth:
    """Faces of the corpus as the base is told to draw them, and what they look like in a style."""

    def __init__(self, base: Generator, style: str) -> None:
        """`base` is of a kind that knows the corpus's codes; `style` one of `catalogue.RESTYLED`."""
        side = base.architecture.resolution
        with tempfile.TemporaryDirectory() as folder:
            write_corpus(Path(folder), Request(_FACES, side, _SEED), jobs=1)
            corpus = Corpus(Path(folder), "all")
            known = guidance_of(corpus)
        pictures = np.stack([restyled(sample_record(int(seed)), style, side) for seed in corpus.seeds])
        self._batch = Batch(
            normalised(pictures, side),
            torch.from_numpy(corpus.labels),
            torch.from_numpy(known.codes),
            Leaning(torch.from_numpy(known.others), torch.from_numpy(known.shares)),
        )

    def distance(self, generator: Generator) -> float:
        """Mean absolute difference of pictures, summed over resolutions from theirs down to 8 px."""
        with torch.no_grad():
            drawn = draw(generator, self._batch, 0.0, torch.Generator().manual_seed(0), torch.float32).pictures
        return pyramid_distance(drawn, self._batch.pictures, torch.ones(len(drawn))).item()
