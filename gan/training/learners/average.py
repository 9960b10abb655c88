"""The slow copy of a network's weights that pictures are drawn with."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor

__all__ = ["follow"]


@torch.no_grad()
def follow(slow: Iterable[Tensor], fast: Iterable[Tensor], images: int, seen: int, half_life: float) -> None:
    """Moves an exponential average of weights, in place, by a step (Karras et al. 2018, arXiv:1710.10196, section 5).

    Args:
        slow: the average.
        fast: what it follows, in the same order.
        images: of the step.
        seen: images so far; the half-life is at most a twentieth of them, so that a young average follows fast.
        half_life: images after which an old weight counts half.
    """
    decay = 0.5 ** (images / min(half_life, max(1.0, 0.05 * seen)))
    for average, weight in zip(slow, fast, strict=True):
        average.lerp_(weight, 1 - decay)
