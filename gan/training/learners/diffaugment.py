"""Changes of pictures before the discriminator sees them, through which gradients flow back to the generator.

Differentiable augmentation (DiffAugment; Zhao et al. 2020, arXiv:2006.10738, section 3.2: colour, translation,
cutout), and mirroring. Real and drawn pictures are changed alike, or the generator would learn to draw the changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor

__all__ = ["Changes"]

# Shares of a picture's side: how far it moves at most, and how long the sides of the square are that is cut out.
_TRANSLATION: Final = 1 / 8
_CUTOUT: Final = 1 / 2


@dataclass(frozen=True, slots=True)
class Changes:
    """What happens to each picture of a batch.

    Drawn once and applied to real and drawn pictures alike, so that pair by pair they can still be compared.

    Attributes:
        mirrored: bool `(n,)`.
        coloured: bool `(n,)`; brightness, saturation and contrast are of these alone.
        brightness: fp32 `(n,)`, to be added, a quarter of the range of pixels at most.
        saturation: fp32 `(n,)`, times which a pixel is as far from its grey.
        contrast: fp32 `(n,)`, times which a pixel is as far from the picture's mean.
        moved: bool `(n,)`.
        offset: fp32 `(n, 2)`, how far down and right, as a share of the side.
        cut: bool `(n,)`.
        centre: fp32 `(n, 2)`, of the square that is cut out: how far from the top and the left, as a share of the side.
    """

    mirrored: Tensor
    coloured: Tensor
    brightness: Tensor
    saturation: Tensor
    contrast: Tensor
    moved: Tensor
    offset: Tensor
    cut: Tensor
    centre: Tensor

    @classmethod
    def draw(cls, count: int, p: float, generator: torch.Generator, *, colour: bool = True) -> Changes:
        """Changes of `count` pictures, each kind of change with probability `p` (mirroring: half as often).

        Without `colour` colours stay as they are: where a palette is to be learned they say what is right.
        """

        def uniform(*shape: int) -> Tensor:
            return torch.rand(count, *shape, generator=generator, device=generator.device)

        return cls(
            mirrored=uniform() < p / 2,
            coloured=uniform() < (p if colour else 0.0),
            brightness=uniform() - 0.5,
            saturation=uniform() * 2,
            contrast=uniform() + 0.5,
            moved=uniform() < p,
            offset=(uniform(2) * 2 - 1) * _TRANSLATION,
            cut=uniform() < p,
            centre=uniform(2),
        )

    def apply(self, pictures: Tensor) -> Tensor:
        """The pictures as the discriminator is to see them; those that nothing happens to are the same bit for bit.

        Args:
            pictures: `(n, channels, side, side)`, -1 to 1; what a move or a cut leaves empty is 0, a middle grey.
        """
        pictures = torch.where(_each(self.mirrored), pictures.flip(3), pictures)
        pictures = torch.where(_each(self.coloured), self._colour(pictures), pictures)
        pictures = torch.where(_each(self.moved), self._move(pictures), pictures)
        return torch.where(_each(self.cut), self._cut(pictures), pictures)

    def _colour(self, pictures: Tensor) -> Tensor:
        pictures = pictures + _each(self.brightness)
        grey = pictures.mean(dim=1, keepdim=True)
        pictures = grey + (pictures - grey) * _each(self.saturation)
        mean = pictures.mean(dim=(1, 2, 3), keepdim=True)
        return mean + (pictures - mean) * _each(self.contrast)

    def _move(self, pictures: Tensor) -> Tensor:
        # Gathered rather than resampled: pixels stay sharp, and the penalties can be differentiated twice.
        for axis, dimension in enumerate((2, 3)):
            side = pictures.shape[dimension]
            shift = (self.offset[:, axis] * side).round().long()
            source = torch.arange(side, device=pictures.device)[None] - shift[:, None]
            shape = (-1, 1, side, 1) if dimension == 2 else (-1, 1, 1, side)
            index = source.clamp(0, side - 1).view(shape).expand_as(pictures)
            inside = ((source >= 0) & (source < side)).view(shape)
            pictures = pictures.gather(dimension, index) * inside
        return pictures

    def _cut(self, pictures: Tensor) -> Tensor:
        side = pictures.shape[-1]
        middle = (torch.arange(side, device=pictures.device) + 0.5) / side
        rows, columns = ((middle - self.centre[:, i : i + 1]).abs() < _CUTOUT / 2 for i in range(2))
        return pictures * ~(rows[:, None, :, None] & columns[:, None, None, :])


def _each(values: Tensor) -> Tensor:
    return values[:, None, None, None]
