"""Pictures of any side as tensors of one side, some at a time: five thousand at 256 px would fill a gigabyte."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from gan.corpus.data.shards import Pictures

__all__ = ["Report", "jittered", "raw", "scaled", "shrunk"]

# Called with what is being done, how much of it is done, and of how much.
Report = Callable[[str, int, int], None]

_BATCH = 128


def raw(pictures: Pictures | NDArray[np.uint8], batch: int = _BATCH) -> Iterator[Tensor]:
    """Tensors of up to `batch` pictures, uint8 `(b, 3, s, s)`.

    Raises:
        ValueError: they are not uint8 pictures `(n, s, s, 3)`.
    """
    shape = pictures.shape
    if len(shape) != 4 or shape[1] != shape[2] or shape[3] != 3:
        raise ValueError(f"Pictures must be of shape (n, side, side, 3), not {shape}.")
    for begin in range(0, len(pictures), batch):
        read = np.array(pictures[begin : begin + batch])
        if read.dtype != np.uint8:
            raise ValueError(f"Pictures must be uint8, not {read.dtype}.")
        yield torch.from_numpy(read).permute(0, 3, 1, 2)


def scaled(pictures: Pictures | NDArray[np.uint8], side: int, batch: int = _BATCH) -> Iterator[Tensor]:
    """Tensors of up to `batch` pictures, float32 `(b, 3, side, side)` from 0 to 255; raises as `raw`.

    Larger pictures are averaged over areas, smaller ones enlarged bilinearly.
    """
    return (_resized(read.float(), side) for read in raw(pictures, batch))


def shrunk(pictures: Pictures | NDArray[np.uint8], side: int, report: Report | None = None) -> NDArray[np.uint8]:
    """All pictures at `side`, uint8 `(n, side, side, 3)`, in memory: 49 kB each at 128 px. Raises as `raw`."""
    small = np.empty((len(pictures), side, side, 3), dtype=np.uint8)
    done = 0
    for batch in scaled(pictures, side):
        small[done : done + len(batch)] = batch.round().byte().permute(0, 2, 3, 1).numpy()
        done += len(batch)
        if report is not None:
            report("reading pictures", done, len(small))
    return small


def jittered(small: NDArray[np.uint8], stream: np.random.Generator) -> Tensor:
    """Pictures for a training step, float32 `(n, 3, side, side)` from 0 to 255.

    All are moved alike, by up to 1/32 of the side, and about half of them, by chance, are mirrored.
    """
    side = small.shape[1]
    reach = side // 32
    padded = np.pad(small, ((0, 0), (reach, reach), (reach, reach), (0, 0)), mode="edge")
    top, left = stream.integers(0, 2 * reach + 1, 2)
    moved = padded[:, top : top + side, left : left + side]
    mirrored = stream.random(len(small)) < 0.5
    moved[mirrored] = moved[mirrored][:, :, ::-1]
    return torch.from_numpy(np.ascontiguousarray(moved)).permute(0, 3, 1, 2).float()


def _resized(pictures: Tensor, side: int) -> Tensor:
    if pictures.shape[2] == side:
        return pictures
    if pictures.shape[2] > side:
        return functional.adaptive_avg_pool2d(pictures, side)
    return functional.interpolate(pictures, size=(side, side), mode="bilinear", align_corners=False)
