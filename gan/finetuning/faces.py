"""Faces to practise on: places in W that the base draws, which a style must draw as the same people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import torch
from torch import Tensor

from gan.evaluation.drawn import GeneratorSampler

__all__ = ["PRACTICE", "Faces"]

# Seeds that are practised on lie far from those that members draw first and from those that gates are measured with.
PRACTICE: Final = range(500_000, 502_048)


class Faces:
    """A stock of places in W, from which batches are drawn.

    Drawing attributes and mapping z costs more than all of a small batch's style, and the mapping does not change.

    Attributes:
        places: `(n, latent)`.
    """

    def __init__(self, sampler: GeneratorSampler, seeds: Sequence[int] = PRACTICE, device: str = "cpu") -> None:
        self.places = sampler.styles(seeds).to(device)

    def batch(self, count: int, noise: torch.Generator) -> Tensor:
        """`(count, latent)`: half of them faces of the stock, half on the way between two, since members blend.

        Args:
            count: places.
            noise: what decides which, on the device of the faces.
        """
        chosen = torch.randint(len(self.places), (2, count), generator=noise, device=noise.device)
        one, other = self.places[chosen[0]], self.places[chosen[1]]
        share = torch.rand(count, 1, generator=noise, device=noise.device)
        blended = torch.rand(count, 1, generator=noise, device=noise.device) < 0.5
        return torch.where(blended, torch.lerp(one, other, share), one)
