"""Pictures that stay on disk until they are asked for: a corpus may be larger than memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = ["Pictures", "Shards"]


class Pictures(Protocol):
    """What training needs of its pictures, uint8 (n, size, size, 3): an array has it, and so have `Shards`."""

    @property
    def shape(self) -> tuple[int, ...]:
        """(n, size, size, 3)."""
        ...

    def __len__(self) -> int: ...

    def __getitem__(self, index: Any, /) -> Any:
        """One picture for a number, several for a slice or an array of numbers."""
        ...


class Shards:
    """Some of the pictures in several arrays, in a chosen order, as one array that copies only what is asked for.

    Attributes:
        shape: (n, size, size, 3).
        dtype: uint8.
    """

    dtype = np.dtype(np.uint8)

    def __init__(self, shards: Sequence[NDArray[np.uint8]], rows: NDArray[np.int64]) -> None:
        """`rows` counts through all shards, one after another."""
        self._shards = tuple(shards)
        self._ends = np.cumsum([len(shard) for shard in shards])
        self._rows = rows
        self.shape: tuple[int, ...] = (len(rows), *shards[0].shape[1:])

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: Any, /) -> NDArray[np.uint8]:
        """One picture for a number; for a slice, numbers or a mask those pictures, copied."""
        rows = np.asarray(self._rows[index])
        if rows.ndim > 1:
            raise IndexError("Pictures are taken by one row of numbers, a slice or a mask.")
        flat = np.atleast_1d(rows)
        taken = np.empty((len(flat), *self.shape[1:]), dtype=np.uint8)
        homes = np.searchsorted(self._ends, flat, side="right")
        for home, (shard, end) in enumerate(zip(self._shards, self._ends, strict=True)):
            mine = homes == home
            if mine.any():
                taken[mine] = shard[flat[mine] - (end - len(shard))]
        return taken if rows.ndim else taken[0]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        if copy is False:
            raise ValueError("Pictures on disk cannot be an array without being copied.")
        return self[:].astype(dtype or self.dtype, copy=False)
