"""What is trained on, step by step, in an order that depends on the seed alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from gan.corpus.data.dataset import Corpus, Folder
from gan.corpus.data.guidance import Guidance
from gan.networks import Leaning

__all__ = ["Batch", "batches", "normalised"]


@dataclass(frozen=True, slots=True)
class Batch:
    """Real pictures and what is known of them.

    Attributes:
        pictures: fp32 `(n, 3, resolution, resolution)`, -1 to 1.
        labels: int64 `(n, attributes)`, -1 where unknown or not to be seen.
        codes: fp32 `(n, codes)`, the normal scores of the pictures' parameters; None where nobody knows them.
        leaning: how far attributes lean toward neighbouring classes; None where nobody knows.
    """

    pictures: Tensor
    labels: Tensor
    codes: Tensor | None = None
    leaning: Leaning | None = None

    def to(self, device: str) -> Batch:
        """The same on a device, pictures with channels last."""
        return replace(
            self,
            pictures=self.pictures.to(device).contiguous(memory_format=torch.channels_last),
            labels=self.labels.to(device),
            codes=None if self.codes is None else self.codes.to(device),
            leaning=None if self.leaning is None else self.leaning.to(device),
        )


def batches(
    data: Corpus | Folder, resolution: int, size: int, seed: int, start: int, guidance: Guidance | None = None
) -> Iterator[Batch]:
    """Endless batches in an order that depends on the seed alone, from image number `start` on.

    Fewer pictures than a batch holds come more than once in it.

    Args:
        data: pictures whose side is a multiple of the resolution (they are averaged down).
        resolution: side of the pictures in the batches.
        size: pictures in a batch.
        seed: of the order.
        start: how many images have been given out before (a resumed run goes on where it was).
        guidance: what is known of the pictures beside their labels.
    """
    epoch, order = -1, np.empty(0, dtype=np.int64)
    while True:
        indices: list[int] = []
        for position in range(start, start + size):
            if position // len(data) != epoch:
                epoch = position // len(data)
                order = np.random.default_rng([seed, epoch]).permutation(len(data))
            indices.append(int(order[position % len(data)]))
        start += size
        batch = Batch(normalised(data.images[indices], resolution), torch.from_numpy(data.labels[indices]))
        if guidance is not None:
            leaning = Leaning(torch.from_numpy(guidance.others[indices]), torch.from_numpy(guidance.shares[indices]))
            batch = replace(batch, codes=torch.from_numpy(guidance.codes[indices]), leaning=leaning)
        yield batch


def normalised(images: NDArray[np.uint8], resolution: int) -> Tensor:
    """RGB pictures `(n, side, side, 3)` as networks take them: fp32 `(n, 3, resolution, resolution)`, -1 to 1.

    The side is a multiple of the resolution; larger pictures are averaged down.
    """
    pictures = torch.from_numpy(images).permute(0, 3, 1, 2).float()
    factor = images.shape[1] // resolution
    if factor > 1:
        pictures = torch.nn.functional.avg_pool2d(pictures, factor)
    return pictures / 127.5 - 1
