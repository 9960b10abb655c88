"""The pictures of a style: those that it is learned from, and those that it is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gan.corpus.data.dataset import load_folder
from gan.training import RunError
from gan.training.material import chosen_to_hold_out

__all__ = ["Uploads", "read_uploads"]

# With fewer, four could not be held out beside four that are learned from.
_FEWEST: Final = 8


@dataclass(frozen=True, slots=True)
class Uploads:
    """Pictures in a style, uint8 `(n, side, side, 3)`.

    Attributes:
        training: what is learned from.
        held_out: what nothing is learned from: a sixth of all, at least four.
    """

    training: NDArray[np.uint8]
    held_out: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.training) + len(self.held_out)


def read_uploads(folder: Path, side: int, seed: int) -> Uploads:
    """A folder's pictures at `side` pixels; the seed decides which are held out.

    Raises:
        RunError: there are too few.
        CorpusError: one cannot be read.
    """
    images = load_folder(folder, side).images
    if len(images) < _FEWEST:
        raise RunError(f"{len(images)} pictures are too few to learn a style from. Give at least {_FEWEST}.")
    held_out = chosen_to_hold_out(len(images), max(4, len(images) // 6), seed)
    return Uploads(images[~held_out], images[held_out])
