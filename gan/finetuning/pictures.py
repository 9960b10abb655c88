"""Pictures of a style: the same faces before and after, and at three strengths."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gan.evaluation.drawn import GeneratorSampler

__all__ = ["SHOWN", "grid", "preview"]

# The faces that admins see again and again.
SHOWN = range(8)
_CELL = 160


def preview(base: GeneratorSampler, styled: GeneratorSampler, count: int = len(SHOWN)) -> Image.Image:
    """Faces as the base draws them, and below them the same ones in the style."""
    return grid([base, styled], count)


def grid(samplers: list[GeneratorSampler], count: int = len(SHOWN)) -> Image.Image:
    """A row for each sampler, a column for each face."""
    rows = [_row(sampler.draw_seeds(SHOWN[:count]).pictures) for sampler in samplers]
    return Image.fromarray(np.concatenate(rows, axis=0))


def _row(pictures: NDArray[np.uint8]) -> NDArray[np.uint8]:
    resized = [Image.fromarray(picture).resize((_CELL, _CELL), Image.Resampling.LANCZOS) for picture in pictures]
    return np.concatenate([np.asarray(picture) for picture in resized], axis=1)
