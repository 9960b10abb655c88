"""A deep convolutional GAN (DCGAN; Radford et al. 2016, arXiv:1511.06434) for small pictures, from noise alone.

The generator is the paper's but for its leaky ReLU (which the paper has in the discriminator only) and fewer, larger
kernels; the discriminator has dropout where the paper's has batch normalisation.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final, cast

from torch import Tensor, nn

__all__ = ["NOISE", "DcganDiscriminator", "DcganGenerator", "DcganShape"]

# Dimensions of z.
NOISE: Final = 100
# Side and channels of the features that z is made into.
_START: Final = 8
_WIDTHS: Final = (256, 128, 64)
_RESOLUTIONS: Final = (32, 64)


@dataclass(frozen=True, slots=True)
class DcganShape:
    """What decides the shapes of both networks.

    Attributes:
        resolution: side of the picture in pixels, 32 or 64.
        channels: 3 for colour, 1 for greyscale.

    Raises:
        ValueError: another resolution or number of channels.
    """

    resolution: int
    channels: int

    def __post_init__(self) -> None:
        if self.resolution not in _RESOLUTIONS or self.channels not in (1, 3):
            raise ValueError("A DCGAN here draws pictures of 32 or 64 px in 1 or 3 channels.")

    def to_json(self) -> dict[str, Any]:
        """Plain data for a checkpoint."""
        return asdict(self)


class DcganGenerator(nn.Sequential):
    """`(n, 100)` z to pictures `(n, channels, resolution, resolution)`, -1 to 1.

    100 numbers, fully connected to 8 x 8 x 256, and three transposed convolutions 5 x 5 to 128, 64 and `channels`;
    each doubles the side, but for the first one at 32 px, which keeps it. In evaluation mode batch normalisation uses
    running means, so that a picture depends on its z alone.
    """

    def __init__(self, shape: DcganShape) -> None:
        first, second, third = _WIDTHS
        features = _START * _START * first
        super().__init__(
            nn.Linear(NOISE, features, bias=False),  # what batch normalisation follows needs no bias
            nn.BatchNorm1d(features),
            nn.LeakyReLU(0.2),
            nn.Unflatten(1, (first, _START, _START)),
            _transposed(first, second, stride=shape.resolution // (_START * 4)),
            nn.BatchNorm2d(second),
            nn.LeakyReLU(0.2),
            _transposed(second, third, stride=2),
            nn.BatchNorm2d(third),
            nn.LeakyReLU(0.2),
            _transposed(third, shape.channels, stride=2),
            nn.Tanh(),
        )
        _initialise(self)


class DcganDiscriminator(nn.Sequential):
    """Pictures `(n, channels, resolution, resolution)` to `(n, 1)`: the logit of their being real.

    Two convolutions 5 x 5 of stride 2 to 64 and 128 channels, each followed by leaky ReLU and dropout, and a fully
    connected layer.
    """

    def __init__(self, shape: DcganShape, dropout: float = 0.3) -> None:
        side = shape.resolution // 4
        super().__init__(
            nn.Conv2d(shape.channels, 64, 5, stride=2, padding=2),
            nn.LeakyReLU(0.2),
            nn.Dropout(dropout),
            nn.Conv2d(64, 128, 5, stride=2, padding=2),
            nn.LeakyReLU(0.2),
            nn.Dropout(dropout),
            nn.Flatten(),
            nn.Linear(128 * side * side, 1),
        )
        _initialise(self)

    def drop(self, share: float) -> None:
        """Goes on with another share of dropout."""
        for layer in self:
            if isinstance(layer, nn.Dropout):
                layer.p = share


def _transposed(inputs: int, outputs: int, *, stride: int) -> nn.ConvTranspose2d:
    """5 x 5, to exactly `stride` times the side."""
    return nn.ConvTranspose2d(inputs, outputs, 5, stride, padding=2, output_padding=stride - 1, bias=False)


def _initialise(network: nn.Module) -> None:
    """Weights of mean 0 (batch normalisation: 1) and deviation 0.02 (section 4); biases 0."""
    for layer in network.modules():
        if isinstance(layer, (nn.Linear, nn.Conv2d, nn.ConvTranspose2d)):
            nn.init.normal_(layer.weight, 0.0, 0.02)
        elif isinstance(layer, (nn.BatchNorm1d, nn.BatchNorm2d)):
            nn.init.normal_(layer.weight, 1.0, 0.02)
        bias = cast("Tensor | None", getattr(layer, "bias", None))
        if bias is not None:
            nn.init.zeros_(bias)
