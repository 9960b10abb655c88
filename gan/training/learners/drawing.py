"""What the generator draws in a step: pictures for a batch's labels and codes."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from gan.networks import Generator
from gan.training.learners.batches import Batch

__all__ = ["Drawing", "draw"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Drawn pictures.

    Attributes:
        pictures: `(n, 3, resolution, resolution)`, about -1 to 1.
        single: bool `(n,)`: those of a single W. They are of the same labels and codes as the real pictures, which is
            what a guide compares.
    """

    pictures: Tensor
    single: Tensor


def draw(generator: Generator, batch: Batch, mixing: float, noise: torch.Generator, dtype: torch.dtype) -> Drawing:
    """Pictures for a batch's labels and codes, some with two W mixed (StyleGAN, section 3.1), so that bands can cross.

    Args:
        generator: on the device of the batch.
        batch: whose codes, where there are any, are the first dimensions of z.
        mixing: probability that a picture has two W.
        noise: where the rest of z, the second W and the layers where they cross come from.
        dtype: of the feature maps.
    """
    count, layers, device = len(batch.labels), generator.layers, noise.device
    first, second = torch.randn(2, count, generator.architecture.noise, generator=noise, device=device)
    if batch.codes is not None:
        first = torch.cat([batch.codes, first[:, batch.codes.shape[1] :]], dim=1)
    single = torch.rand(count, generator=noise, device=device) >= mixing
    w = generator.mapping(first, batch.labels, batch.leaning)
    ws = w[:, None].expand(-1, layers, -1)
    if not single.all():
        other = generator.mapping(second, batch.labels, batch.leaning)
        crossing = torch.randint(1, layers, (count, 1), generator=noise, device=device)
        keep = (torch.arange(layers, device=device)[None] < crossing) | single[:, None]
        ws = torch.where(keep[..., None], ws, other[:, None])
    return Drawing(generator.synthesise(ws, dtype=dtype), single)
