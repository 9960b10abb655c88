"""What the corpus knows of its pictures beside their labels: enough to say which picture the generator is to draw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gan.corpus.data.dataset import Corpus
from gan.corpus.records.record import DETAILS, uniform

__all__ = ["Guidance", "guidance_of", "normal_scores"]

# A parameter at the very end of its range would be infinitely far out; beyond this many deviations nobody looks.
_FARTHEST = 3.3


@dataclass(frozen=True, slots=True)
class Guidance:
    """Codes and leanings of a corpus's pictures, in its order.

    Attributes:
        names: what each code stands for: the corpus's parameters, then its unnamed choices of colours.
        codes: float32 `(n, codes)`, standard normal: what the first dimensions of z are for these pictures.
        others: int64 `(n, attributes)`, the class that each attribute leans toward; its own where it leans to none.
        shares: float32 `(n, attributes)`, how far; 0 where it leans to none.
    """

    names: tuple[str, ...]
    codes: NDArray[np.float32]
    others: NDArray[np.int64]
    shares: NDArray[np.float32]


def guidance_of(corpus: Corpus) -> Guidance:
    """What is known of a corpus's pictures."""
    details = [[2 * uniform(int(seed), f"detail.{name}") - 1 for name in DETAILS] for seed in corpus.seeds]
    values = np.concatenate([corpus.parameters, np.array(details, dtype=np.float32)], axis=1)
    names = (*corpus.parameter_names, *DETAILS)
    return Guidance(names, normal_scores(values), corpus.leaning_others, corpus.leaning_shares)


def normal_scores(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Numbers that are uniform in [-1, 1] as standard normal ones, at most 3.3 deviations out."""
    import torch

    scores = torch.erfinv(torch.from_numpy(values.astype(np.float64))) * 2**0.5
    return scores.clamp(-_FARTHEST, _FARTHEST).numpy().astype(np.float32)
