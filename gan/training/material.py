"""The pictures of a run: those that are trained on, and some held out to find out what is learned by heart."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gan.console import Bars, progress
from gan.corpus.data.dataset import Corpus, CorpusError, Folder, Pictures, load_folder

__all__ = [
    "OWN_CORPUS",
    "Material",
    "chosen_to_hold_out",
    "corpus_size",
    "draw_corpus",
    "fingerprint",
    "held_out_of_folder",
    "open_material",
]

# What `--data` says where the run is to draw its own corpus.
OWN_CORPUS = "corpus"
# Of a folder a tenth is kept back, but no fewer than these: fewer say nothing of the others.
_FEWEST_HELD_OUT = 4
# A folder with fewer images is trained on whole: every picture counts there.
_FEWEST_TO_HOLD_OUT_OF = 16
# Pictures of an own corpus: each is seen about so often, and there are neither more nor fewer than these.
_TIMES_SEEN = 8
_FEWEST_DRAWN, _MOST_DRAWN = 256, 40_000


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What a run is given.

    Attributes:
        training: what is trained on.
        held_out: pictures of the same kind that are never trained on, (n, size, size, 3); None where there are none.
    """

    training: Corpus | Folder
    held_out: Pictures | None = None

    @property
    def finite(self) -> bool:
        """Whether these are somebody's images, of which there will not be more; a corpus can be drawn larger."""
        return isinstance(self.training, Folder)


def open_material(path: Path, size: int, seed: int) -> Material:
    """The train and val splits of a corpus, or any other folder of images scaled to `size`, some of them held out.

    Args:
        path: of the corpus or the images.
        size: pixels a side of a folder's images.
        seed: decides which images of a folder are held out.

    Raises:
        CorpusError: it cannot be used; the message says what to do.
    """
    if not (path / "corpus.json").is_file():
        return held_out_of_folder(load_folder(path, size), seed)
    training = Corpus(path)
    try:
        return Material(training, Corpus(path, "val").images)
    except CorpusError:  # a corpus of a few avatars may have none to hold out
        return Material(training)


def held_out_of_folder(folder: Folder, seed: int) -> Material:
    """A folder's images without a tenth that the seed chooses, and that tenth; all of them where there are few."""
    if len(folder) < _FEWEST_TO_HOLD_OUT_OF:
        return Material(folder)
    held_out = chosen_to_hold_out(len(folder), max(_FEWEST_HELD_OUT, len(folder) // 10), seed)
    training = Folder(folder.images[~held_out], folder.vocabulary, folder.labels[~held_out])
    return Material(training, folder.images[held_out])


def chosen_to_hold_out(count: int, some: int, seed: int) -> NDArray[np.bool_]:
    """Which `some` of `count` pictures a seed holds out: `(count,)`."""
    held_out = np.zeros(count, dtype=np.bool_)
    held_out[np.random.default_rng([seed, count]).permutation(count)[:some]] = True
    return held_out


def fingerprint(material: Material) -> str:
    """Says whether a run that goes on is given the pictures that it began with; hexadecimal."""
    data = material.training
    if isinstance(data, Corpus):
        return hashlib.sha256(json.dumps(data.about, sort_keys=True).encode()).hexdigest()[:16]
    digest = hashlib.sha256(str(data.images.shape).encode())
    for part in (data.images, data.labels):
        digest.update(part.tobytes())
    return digest.hexdigest()[:16]


def corpus_size(images: int) -> int:
    """How many avatars a run that sees so many images draws for itself."""
    return min(_MOST_DRAWN, max(_FEWEST_DRAWN, images // _TIMES_SEEN))


def draw_corpus(folder: Path, count: int, size: int) -> None:
    """Draws a run's own corpus, or what is missing of it, with a bar to watch.

    Args:
        folder: where.
        count: avatars.
        size: pixels a side.

    Raises:
        ImportError: the extra `train` is not installed.
        CorpusMismatch: the folder holds another corpus.
    """
    # Drawing needs the extra `train`; training on a corpus that is there does not.
    from gan.corpus.data.writer import Request, write_corpus

    with progress() as bar:
        write_corpus(folder, Request(count, size), jobs=len(os.sched_getaffinity(0)), progress=Bars(bar).tell)
