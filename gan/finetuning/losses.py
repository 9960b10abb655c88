"""What keeps a face the same while its style changes: pure functions of pictures and features."""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor
from torch.nn import functional

__all__ = ["edges", "structure_distance"]

_LUMA: Final = (0.299, 0.587, 0.114)


def edges(pictures: Tensor, side: int) -> Tensor:
    """How strongly lightness changes at each place, as a share of the picture's mean: `(n, side, side)`.

    Signs are left out, for a style may turn light into dark, and so is the contrast of the whole.

    Args:
        pictures: `(n, 3, s, s)`, s a multiple of `side`.
        side: at which changes are looked for; the smaller, the less of a style's own texture counts.
    """
    weights = torch.tensor(_LUMA, device=pictures.device)[:, None, None]
    small = functional.adaptive_avg_pool2d((pictures * weights).sum(dim=1, keepdim=True), side)
    across = functional.pad(small[..., :, 1:] - small[..., :, :-1], (0, 1, 0, 0))
    down = functional.pad(small[..., 1:, :] - small[..., :-1, :], (0, 0, 0, 1))
    strength = (across.square() + down.square() + 1e-6).sqrt()[:, 0]
    return strength / strength.mean(dim=(1, 2), keepdim=True)


def structure_distance(styled: Tensor, base: Tensor, side: int) -> Tensor:
    """Mean absolute difference of the edges of the same faces, `(n, 3, s, s)` each; 0 where they are the same."""
    return (edges(styled, side) - edges(base, side)).abs().mean()
