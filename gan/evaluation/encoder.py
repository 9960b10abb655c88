"""Two embeddings that need no labels: a denoising autoencoder's code, and random convolutions."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from gan.corpus.data.shards import Pictures
from gan.evaluation.batches import Report, jittered, scaled
from gan.evaluation.weights import weights_sha256

__all__ = ["Autoencoder", "Encoder", "RandomConvolutions", "standardised", "train_autoencoder"]

_WIDTHS = (12, 64, 96, 128)
_CODE = 256
_BATCH = 64
_LEARNING_RATE = 2e-3
# What is done to a picture that the autoencoder has to restore: deviation of the noise, of 255, and hidden squares.
_NOISE = 25.0
_HIDDEN = 0.2
_CELLS = 8

_RANDOM_WIDTHS = (3, 32, 64, 128)


class Autoencoder(nn.Module):
    """Picture to code to picture.

    Attributes:
        side: pixels that it looks at, a multiple of 16.
    """

    def __init__(self, side: int) -> None:
        super().__init__()
        if side < 16 or side % 16:
            raise ValueError(f"The encoder's side must be a multiple of 16, not {side}.")
        self.side = side
        self.map_side = side // 16
        flat = _WIDTHS[-1] * self.map_side**2
        down = [_down(a, b) for a, b in pairwise(_WIDTHS)]
        up = [_up(a, b) for a, b in pairwise(_WIDTHS[::-1])]
        self.down = nn.Sequential(nn.PixelUnshuffle(2), *down, nn.Flatten(), nn.Linear(flat, _CODE))
        self.up = nn.Sequential(nn.Linear(_CODE, flat), nn.Unflatten(1, (_WIDTHS[-1], self.map_side, self.map_side)))
        self.out = nn.Sequential(*up, nn.Conv2d(_WIDTHS[0], _WIDTHS[0], 3, padding=1), nn.PixelShuffle(2))

    def features(self, pictures: Tensor) -> Tensor:
        """`(n, 3, side, side)`, 0 to 255, to codes `(n, 256)`."""
        return self.down(pictures / 127.5 - 1)

    def forward(self, pictures: Tensor) -> Tensor:
        """`(n, 3, side, side)`, 0 to 255, to pictures restored, of the same shape, -1 to 1."""
        return self.out(self.up(self.features(pictures)))


def _down(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, 2, 1, bias=False), nn.BatchNorm2d(outputs), nn.LeakyReLU(0.2))


def _up(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Upsample(scale_factor=2), nn.Conv2d(inputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs), nn.ReLU()
    )


def train_autoencoder(small: NDArray[np.uint8], *, epochs: int, seed: int, report: Report | None = None) -> Autoencoder:
    """An autoencoder that has learned to restore pictures with noise and hidden squares.

    (Vincent et al. 2010, Journal of Machine Learning Research 11, section 3; hidden regions: Pathak et al. 2016,
    arXiv:1604.07379.) To restore what is hidden the code must hold what goes with what.

    Args:
        small: uint8 `(n, side, side, 3)`, of the side that the encoder shall look at.
        epochs: passes over the pictures.
        seed: of weights, order and noise.
        report: told after every step.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = Autoencoder(small.shape[1])
        order = np.random.default_rng(seed)
        parts = -(-len(small) // _BATCH)
        optimizer = torch.optim.AdamW(network.parameters(), _LEARNING_RATE)
        cycle = torch.optim.lr_scheduler.OneCycleLR(optimizer, _LEARNING_RATE, total_steps=epochs * parts)
        done = 0
        for _ in range(epochs):
            for chosen in np.array_split(order.permutation(len(small)), parts):
                pictures = jittered(small[chosen], order)
                with torch.autocast("cpu", torch.bfloat16):
                    restored = network(_spoiled(pictures))
                loss = functional.l1_loss(restored.float(), pictures / 127.5 - 1)
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                cycle.step()
                done += 1
                if report is not None:
                    report("training the self-supervised encoder", done, epochs * parts)
    return network.eval()


def _spoiled(pictures: Tensor) -> Tensor:
    shown = (torch.rand(len(pictures), 1, _CELLS, _CELLS) >= _HIDDEN).float()
    shown = functional.interpolate(shown, size=pictures.shape[2:], mode="nearest")
    return (pictures + _NOISE * torch.randn_like(pictures)) * shown + 127.5 * (1 - shown)


class RandomConvolutions(nn.Module):
    """Three layers of random convolutions: mean and deviation of every channel.

    Untrained features judge pictures that no training set resembles (Naeem et al. 2020, arXiv:2002.09797). What is
    random is drawn from a fixed seed.

    Attributes:
        side: pixels that it looks at.
    """

    def __init__(self, side: int, seed: int = 0) -> None:
        super().__init__()
        self.side = side
        stream = torch.Generator().manual_seed(seed)
        self.weights = nn.ParameterList(
            nn.Parameter(torch.randn(b, a, 3, 3, generator=stream) * (2 / (9 * a)) ** 0.5, requires_grad=False)
            for a, b in pairwise(_RANDOM_WIDTHS)
        )

    def features(self, pictures: Tensor) -> Tensor:
        """`(n, 3, side, side)`, 0 to 255, to `(n, 448)`."""
        x = pictures / 127.5 - 1
        features: list[Tensor] = []
        for weight in self.weights:
            x = functional.leaky_relu(functional.conv2d(x, weight, padding=1), 0.2)
            features += [x.mean(dim=(2, 3)), x.std(dim=(2, 3))]
            x = functional.avg_pool2d(x, 2)
        return torch.cat(features, dim=1)


class Encoder:
    """Features of a network, moved and scaled so that those of the training pictures have mean 0 and deviation 1.

    Without that the few features of large values would decide every distance alone.

    Attributes:
        name: "ssl" or "rand".
        sha256: hash of the weights, mean and deviation included.
        side: pixels that it looks at.
        network: in evaluation mode.
        mean: of each feature, `(d,)`.
        deviation: of each feature, `(d,)`.
    """

    def __init__(self, name: str, network: Autoencoder | RandomConvolutions, mean: Tensor, deviation: Tensor) -> None:
        self.name = name
        self.side = network.side
        self.network = network.eval()
        self.mean, self.deviation = mean, deviation
        self.sha256 = weights_sha256(self.network.state_dict() | {"mean": mean, "deviation": deviation})

    def __call__(self, pictures: Pictures | NDArray[np.uint8]) -> NDArray[np.float32]:
        """uint8 `(n, s, s, 3)` to features `(n, d)`."""
        raw = _features(self.network.features, pictures, self.side)
        return ((raw - self.mean) / self.deviation).numpy()


def standardised(name: str, network: Autoencoder | RandomConvolutions, small: NDArray[np.uint8]) -> Encoder:
    """The encoder of a network whose features have mean 0 and deviation 1 over these pictures."""
    features = _features(network.eval().features, small, network.side)
    return Encoder(name, network, features.mean(dim=0), features.std(dim=0).clamp(min=1e-6))


@torch.inference_mode()
def _features(features: Callable[[Tensor], Tensor], pictures: Pictures | NDArray[np.uint8], side: int) -> Tensor:
    return torch.cat([features(batch) for batch in scaled(pictures, side)]).clone()
