"""The generator and the discriminator.

A small StyleGAN2 generator (Karras et al. 2020, arXiv:1912.04958: mapping network, modulated convolutions, skip to-RGB)
without per-pixel noise, so that line art stays clean and a picture depends on its recipe alone; and a residual
discriminator with input skips. Both grow: a network of one resolution loads into one of twice the resolution and
computes the same function until it is trained on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["Architecture", "Discriminator", "Generator", "Judgement", "Leaning", "Mapping"]


@dataclass(frozen=True, slots=True)
class Architecture:
    """What decides the shapes of both networks.

    Attributes:
        resolution: side of the picture in pixels, a power of two from 8 up.
        classes: number of values of each attribute, in the vocabulary's order; empty without attributes.
        noise: dimensions of z; the first of them may stand for parameters of the data
            (`gan.corpus.data.guidance`).
        latent: dimensions of W.
        channel_base: channels at resolution r are `channel_base / r`, kept between `channel_min` and `channel_max`.
        channel_max: upper bound of the channels.
        channel_min: lower bound of the channels.
        mapping_layers: fully connected layers from z to W.
        mapping_rate: how much slower than the rest the mapping learns (StyleGAN: a hundredth). A mapping that is shown
            which picture belongs to which z (a guided run) can keep up with the rest; one that is not must not run
            ahead.
        direct: whether W has a linear path from what enters the mapping, beside its layers.
        embedding: dimensions of each attribute's embedding.
    """

    resolution: int
    classes: tuple[int, ...]
    noise: int = 192
    latent: int = 192
    channel_base: int = 2048
    channel_max: int = 128
    channel_min: int = 16
    mapping_layers: int = 3
    mapping_rate: float = 0.01
    direct: bool = False
    embedding: int = 16

    def __post_init__(self) -> None:
        if self.resolution < 8 or self.resolution & (self.resolution - 1):
            raise ValueError(f"The resolution must be a power of two from 8 up, not {self.resolution}.")

    def channels(self, resolution: int) -> int:
        """Channels of the features at a resolution."""
        return max(self.channel_min, min(self.channel_max, self.channel_base // resolution))

    @property
    def resolutions(self) -> list[int]:
        """4, 8, ... up to the picture's."""
        return [2**power for power in range(2, int(math.log2(self.resolution)) + 1)]

    def to_json(self) -> dict[str, Any]:
        """Plain data for a card or a checkpoint."""
        return asdict(self) | {"classes": list(self.classes)}

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> Architecture:
        """Reads what `to_json` wrote, also before z and W could differ in size."""
        plain: dict[str, Any] = {"noise": document["latent"], **document, "classes": tuple(document["classes"])}
        return cls(**plain)


# Keeps the variance through a leaky ReLU. It multiplies the weights before the activation rather than the activations
# after it: the same function (a leaky ReLU is positively homogeneous), and feature maps are far larger than weights.
_GAIN = math.sqrt(2)


class Linear(nn.Module):
    """A fully connected layer with an equalised learning rate (Karras et al. 2018, arXiv:1710.10196, section 4.1)."""

    def __init__(
        self, inputs: int, outputs: int, *, bias: float = 0.0, gain: float = 1.0, multiplier: float = 1.0
    ) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs) / multiplier)
        self.bias = nn.Parameter(torch.full((outputs,), bias / multiplier))
        self.scale = gain * multiplier / math.sqrt(inputs)
        self.multiplier = multiplier

    def forward(self, x: Tensor) -> Tensor:
        return functional.linear(x, self.weight * self.scale, self.bias * self.multiplier)


class Convolution(nn.Module):
    """A convolution with an equalised learning rate."""

    def __init__(
        self, inputs: int, outputs: int, kernel: int, *, bias: bool = True, gain: float = 1.0, zero: bool = False
    ) -> None:
        super().__init__()
        weight = torch.randn(outputs, inputs, kernel, kernel)
        self.weight = nn.Parameter(torch.zeros_like(weight) if zero else weight)
        self.bias = nn.Parameter(torch.zeros(outputs)) if bias else None
        self.scale = gain / math.sqrt(inputs * kernel * kernel)
        self.padding = kernel // 2

    def forward(self, x: Tensor) -> Tensor:
        return functional.conv2d(x, (self.weight * self.scale).to(x.dtype), _cast(self.bias, x), padding=self.padding)


def _cast(bias: Tensor | None, like: Tensor) -> Tensor | None:
    return None if bias is None else bias.to(like.dtype)


def _activate(x: Tensor) -> Tensor:
    return functional.leaky_relu(x, 0.2)


def _upsample(x: Tensor) -> Tensor:
    return functional.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)


def _downsample(x: Tensor) -> Tensor:
    return functional.avg_pool2d(x, 2)


@dataclass(frozen=True, slots=True)
class Leaning:
    """Attributes that lean from their own class toward another one.

    Attributes:
        others: int64 `(n, attributes)`, class indices; where an attribute leans to none, any.
        shares: fp32 `(n, attributes)`, 0 to 1: how far.
    """

    others: Tensor
    shares: Tensor

    def to(self, device: str) -> Leaning:
        """The same on a device."""
        return Leaning(self.others.to(device), self.shares.to(device))


class Mapping(nn.Module):
    """Noise and attributes to W.

    Every attribute has an embedding per value and one more, learned, for "not said" (class index -1). Without
    attributes W depends on the noise alone.
    """

    def __init__(self, architecture: Architecture) -> None:
        super().__init__()
        self.embeddings = nn.ModuleList(
            nn.Embedding(count + 1, architecture.embedding) for count in architecture.classes
        )
        joined = architecture.embedding * len(architecture.classes)
        self.project = Linear(joined, architecture.latent) if joined else None
        first = architecture.noise + (architecture.latent if joined else 0)
        self.layers = nn.ModuleList(
            Linear(inputs, outputs, gain=_GAIN, multiplier=architecture.mapping_rate)
            for inputs, outputs in pairwise([first] + [architecture.latent] * architecture.mapping_layers)
        )
        self.direct = Linear(first, architecture.latent) if architecture.direct else None

    def forward(self, z: Tensor, labels: Tensor, leaning: Leaning | None = None) -> Tensor:
        """`(n, noise)` z and `(n, attributes)` class indices (-1: not said) to `(n, latent)` in W."""
        return self.of_embedded(z, None if self.project is None else self._embed(labels, leaning))

    def of_embedded(self, z: Tensor, embedded: Tensor | None) -> Tensor:
        """The same, of attributes whose embeddings stand one after another: `(n, embedding * attributes)`.

        Anything between classes can be asked so. None where there are no attributes.
        """
        w = _normalise(z)
        if self.project is not None:
            w = torch.cat([w, _normalise(self.project(embedded))], dim=1)
        straight = None if self.direct is None else cast("Tensor", self.direct(w))
        for layer in self.layers:
            w = _activate(layer(w))
        return w if straight is None else w + straight

    def _embed(self, labels: Tensor, leaning: Leaning | None) -> Tensor:
        """Each attribute's embedding, one after another: `(n, embedding * attributes)`."""
        embedded: list[Tensor] = []
        for i, embedding in enumerate(cast("Sequence[nn.Embedding]", self.embeddings)):
            unsaid = embedding.num_embeddings - 1
            own = cast("Tensor", embedding(torch.where(labels[:, i] < 0, unsaid, labels[:, i])))
            if leaning is not None:
                other = cast("Tensor", embedding(torch.where(leaning.others[:, i] < 0, unsaid, leaning.others[:, i])))
                own = torch.lerp(own, other, leaning.shares[:, i : i + 1])
            embedded.append(own)
        return torch.cat(embedded, dim=1)


def _normalise(x: Tensor) -> Tensor:
    return x * (x.square().mean(dim=1, keepdim=True) + 1e-8).rsqrt()


class StyledConvolution(nn.Module):
    """Modulate, convolve, demodulate (StyleGAN2, section 2.2), written on the activations: no grouped convolution."""

    def __init__(self, architecture: Architecture, inputs: int, outputs: int, *, upsample: bool = False) -> None:
        super().__init__()
        self.affine = Linear(architecture.latent, inputs, bias=1.0)
        self.weight = nn.Parameter(torch.randn(outputs, inputs, 3, 3))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.scale = 1 / math.sqrt(inputs * 9)
        self.upsample = upsample

    def forward(self, x: Tensor, w: Tensor) -> Tensor:
        style = self.affine(w)
        weight = self.weight * self.scale
        demodulation = _GAIN * (style.square() @ weight.square().sum(dim=(2, 3)).T + 1e-8).rsqrt()
        x = x * style[:, :, None, None].to(x.dtype)
        x = functional.conv2d(x, weight.to(x.dtype), padding=1)
        x = x * demodulation[:, :, None, None].to(x.dtype)
        # Enlarging what was convolved costs a quarter of convolving what was enlarged.
        x = (_upsample(x) if self.upsample else x) + self.bias[:, None, None].to(x.dtype)
        return _activate(x)


class ToRGB(nn.Module):
    """Modulated 1x1 convolution to three channels, without demodulation."""

    def __init__(self, architecture: Architecture, inputs: int, *, zero: bool = False) -> None:
        super().__init__()
        self.affine = Linear(architecture.latent, inputs, bias=1.0)
        self.convolution = Convolution(inputs, 3, 1, zero=zero)

    def forward(self, x: Tensor, w: Tensor) -> Tensor:
        return self.convolution(x.float() * self.affine(w)[:, :, None, None])


class Generator(nn.Module):
    """W to pictures, with the mapping from noise as `mapping`."""

    def __init__(self, architecture: Architecture) -> None:
        super().__init__()
        self.architecture = architecture
        self.mapping = Mapping(architecture)
        self.constant = nn.Parameter(torch.randn(1, architecture.channels(4), 4, 4))
        self.convolutions = nn.ModuleList()
        self.to_rgb = nn.ModuleList()
        inputs = architecture.channels(4)
        for resolution in architecture.resolutions:
            outputs = architecture.channels(resolution)
            if resolution > 4:
                self.convolutions.append(StyledConvolution(architecture, inputs, outputs, upsample=True))
            self.convolutions.append(StyledConvolution(architecture, outputs, outputs))
            self.to_rgb.append(ToRGB(architecture, outputs))
            inputs = outputs

    @property
    def layers(self) -> int:
        """Number of style inputs: one per convolution; each to-RGB shares that of the last convolution before it."""
        return len(self.convolutions)

    @property
    def layer_resolutions(self) -> list[int]:
        """Side of the feature maps that each layer works on, in pixels."""
        return [4] + [resolution for resolution in self.architecture.resolutions[1:] for _ in range(2)]

    def synthesise(self, ws: Tensor, *, dtype: torch.dtype = torch.float32, side: int | None = None) -> Tensor:
        """`(n, layers, latent)` in W to `(n, 3, side, side)` in about -1 to 1.

        Args:
            ws: a style for each layer.
            dtype: of the feature maps from 16 px up; the RGB sum is always fp32.
            side: one of `architecture.resolutions`, to stop there: a rougher picture at a fraction of the cost. The
                whole picture where None.
        """
        x = self.constant.expand(ws.shape[0], -1, -1, -1)
        rgb: Tensor | None = None
        layer = 0
        for block, to_rgb in enumerate(self.to_rgb):
            if block == 2:
                x = x.to(dtype)
            for _ in range(1 if block == 0 else 2):
                x = self.convolutions[layer](x, ws[:, layer])
                layer += 1
            skip = to_rgb(x, ws[:, layer - 1])
            rgb = skip if rgb is None else _upsample(rgb) + skip
            if self.architecture.resolutions[block] == side:
                break
        return cast("Tensor", rgb)

    def forward(self, z: Tensor, labels: Tensor) -> Tensor:
        """`(n, noise)` z and `(n, attributes)` class indices to pictures, untruncated."""
        return self.synthesise(self.mapping(z, labels)[:, None].expand(-1, self.layers, -1))

    def grow_from(self, smaller: Generator) -> None:
        """Takes over the weights of a generator of half the resolution; the new block adds nothing at first."""
        self.load_state_dict(smaller.state_dict(), strict=False)
        nn.init.zeros_(cast("ToRGB", self.to_rgb[-1]).convolution.weight)


class DiscriminatorBlock(nn.Module):
    """A convolution, half the resolution, another convolution; and a residual path."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.first = Convolution(inputs, inputs, 3, gain=_GAIN)
        # Both paths carry the square root of a half, so that their sum has the variance of either.
        self.second = Convolution(inputs, outputs, 3, gain=_GAIN * math.sqrt(0.5))
        self.skip = Convolution(inputs, outputs, 1, bias=False, gain=math.sqrt(0.5))

    def forward(self, x: Tensor) -> Tensor:
        y = _activate(self.second(_downsample(_activate(self.first(x)))))
        return y + self.skip(_downsample(x))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a discriminator makes of pictures.

    Attributes:
        realness: shape `(n,)`.
        classes: for each attribute its class scores, shape `(n, values)`.
        features: feature maps after each block, from high resolution to 4 px.
    """

    realness: Tensor
    classes: list[Tensor]
    features: list[Tensor]


class Discriminator(nn.Module):
    """Pictures to realness: one number free of attributes, plus one projection per attribute (Miyato & Koyama 2018).

    The picture enters at every resolution (input skips), so that a grown network starts as the smaller one.
    """

    def __init__(self, architecture: Architecture) -> None:
        super().__init__()
        self.architecture = architecture
        descending = architecture.resolutions[:0:-1]
        self.from_rgb = nn.ModuleList(Convolution(3, architecture.channels(r), 1, gain=_GAIN) for r in descending)
        # What comes from a higher resolution passes a gate, which is shut when a network has just grown.
        self.gates = nn.ParameterList(nn.Parameter(torch.ones(())) for _ in descending[1:])
        self.blocks = nn.ModuleList(
            DiscriminatorBlock(architecture.channels(r), architecture.channels(r // 2)) for r in descending
        )
        top = architecture.channels(4)
        self.convolution = Convolution(top + 1, top, 3, gain=_GAIN)
        self.hidden = Linear(top * 16, top, gain=_GAIN)
        self.output = Linear(top, 1)
        self.class_embeddings = nn.ModuleList(nn.Embedding(count, top) for count in architecture.classes)

    def forward(
        self,
        pictures: Tensor,
        labels: Tensor,
        *,
        conditioning: float = 1.0,
        dtype: torch.dtype = torch.float32,
        dropout: float = 0.0,
    ) -> Judgement:
        """What the discriminator makes of pictures.

        The projection of a picture on its label is that label's class score, so one set of embeddings both judges
        whether a picture goes with its labels and names the labels of a picture.

        Args:
            pictures: `(n, 3, resolution, resolution)`, -1 to 1.
            labels: `(n, attributes)` class indices; -1 leaves an attribute out.
            conditioning: weight of the attributes' projections, ramped up over training (Shahbazi et al. 2022,
                arXiv:2201.06578: conditioning from the start invites collapse).
            dtype: of the feature maps above 4 px.
            dropout: share of the last hidden layer that is left out, at random by torch's own state.
        """
        features = self._features(pictures, dtype)
        top = features[-1].float()
        # The epsilon keeps the second derivative of the penalty finite where a batch does not vary.
        deviation = (top.var(dim=0, unbiased=False) + 1e-8).sqrt().mean()
        top = torch.cat([top, deviation.expand(top.shape[0], 1, *top.shape[2:])], dim=1)
        x = _activate(self.hidden(_activate(self.convolution(top)).flatten(1)))
        if dropout > 0:
            x = functional.dropout(x, dropout)
        realness = cast("Tensor", self.output(x))[:, 0]
        scores = [
            x @ embedding.weight.T / math.sqrt(x.shape[1])
            for embedding in cast("Sequence[nn.Embedding]", self.class_embeddings)
        ]
        for i, score in enumerate(scores):
            projected = score.gather(1, labels[:, i : i + 1].clamp(min=0))[:, 0]
            realness = realness + conditioning * torch.where(labels[:, i] < 0, 0.0, projected)
        return Judgement(realness, scores, features)

    def _features(self, pictures: Tensor, dtype: torch.dtype) -> list[Tensor]:
        """What each block makes of the pictures, from high resolution to 4 px."""
        features: list[Tensor] = []
        scaled = pictures
        for i, (from_rgb, block) in enumerate(zip(self.from_rgb, self.blocks, strict=True)):
            entering = _activate(from_rgb(scaled.to(dtype)))
            x = entering if i == 0 else entering + features[-1] * self.gates[i - 1].to(dtype)
            features.append(cast("Tensor", block(x)))
            scaled = _downsample(scaled)
        return features

    def grow_from(self, smaller: Discriminator) -> None:
        """Takes over the weights of a discriminator of half the resolution; the new block is shut at first."""
        moved: dict[str, Tensor] = {}
        for key, value in smaller.state_dict().items():
            head, _, rest = key.partition(".")
            if head in ("from_rgb", "blocks", "gates"):
                index, dot, tail = rest.partition(".")
                key = f"{head}.{int(index) + 1}{dot}{tail}"
            moved[key] = value
        self.load_state_dict(moved, strict=False)
        nn.init.zeros_(cast("Tensor", self.gates[0]))
