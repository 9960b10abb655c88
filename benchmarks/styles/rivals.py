"""Other ways to fine-tune a generator on a few pictures, written small after their papers, to be measured beside ours.

- `plain`: every weight of both networks, by the same losses that the base was trained with.
- `freezed`: the discriminator's high-resolution blocks stay as they were (FreezeD; Mo et al. 2020, arXiv:2002.10964).
- `cdc`: faces keep their likeness to one another (cross-domain correspondence; Ojha et al. 2021, arXiv:2104.06820,
  section 3.1, weight 1,000 as there; without its patch discriminator).

They have our discriminator, our augmentation and our average, so that what differs is what each is named for.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, Final, Literal, cast

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from gan.discriminator import load_discriminator
from gan.evaluation.drawn import GeneratorSampler
from gan.latents import latent
from gan.loading import load_generator
from gan.models import Model
from gan.networks import Discriminator, Generator
from gan.training.learners.ada import Ada
from gan.training.learners.average import follow
from gan.training.learners.diffaugment import Changes
from gan.training.learners.losses import relativistic_loss, zero_centred_penalty

__all__ = ["METHODS", "Method", "Rival", "relations"]

Method = Literal["plain", "freezed", "cdc"]
METHODS: Final[tuple[Method, ...]] = ("plain", "freezed", "cdc")

_SEEDS: Final = range(500_000, 500_512)
_RATE, _BETAS, _PENALTY, _PENALTY_EVERY, _BATCH = 2e-3, (0.0, 0.99), 2.0, 4, 8
_AUGMENT_IMAGES, _HALF_LIFE = 10_000, 500
_FROZEN: Final = 3
_RELATIONS: Final = 1000.0


class Rival:
    """A fine-tuning by one of `METHODS`.

    Attributes:
        average: the generator as it would be used.
        discriminator: what it learns against.
    """

    def __init__(self, base: Model, sampler: GeneratorSampler, method: Method) -> None:
        self._base = load_generator(base).eval().requires_grad_(False)
        self._method = method
        self._generator, self.average = deepcopy(self._base).requires_grad_(), deepcopy(self._base)
        self.discriminator = load_discriminator(base)
        self._labels = torch.from_numpy(sampler.draw_seeds(_SEEDS).labels)
        self._noise = torch.from_numpy(np.stack([latent(seed, self._base.architecture.noise) for seed in _SEEDS]))
        self._learning = _learning(self.discriminator, _FROZEN if method == "freezed" else 0)
        self._optimizers = [
            torch.optim.Adam(list(some), _RATE, _BETAS) for some in (self._generator.parameters(), self._learning)
        ]
        self._ada, self._steps = Ada(), 0

    def step(self, real: Tensor) -> None:
        """One update of both networks by a batch of uploads, `(8, 3, side, side)`, -1 to 1."""
        stream = torch.Generator().manual_seed(self._steps)
        chosen = torch.randint(len(self._noise), (len(real),), generator=stream)
        z, labels = self._noise[chosen], self._labels[chosen]
        drawn, features = _drawn(self._generator, z, labels)
        changes = Changes.draw(len(real), self._ada.p, stream, colour=False)
        self._judge(real, drawn.detach(), changes)
        self.discriminator.requires_grad_(False)
        with torch.no_grad():
            scores = self._realness(real, changes)
        loss = relativistic_loss(self._realness(drawn, changes), scores)
        if self._method == "cdc":
            with torch.no_grad():
                _, before = _drawn(self._base, z, labels)
            loss = loss + _RELATIONS * relations(features, before)
        self._descend(0, loss)
        self._steps += 1
        follow(self.average.parameters(), self._generator.parameters(), _BATCH, self._steps * _BATCH, _HALF_LIFE)

    def _judge(self, real: Tensor, drawn: Tensor, changes: Changes) -> None:
        penalised = self._steps % _PENALTY_EVERY == 0
        for parameter in self._learning:
            parameter.requires_grad_()
        real, drawn = real.detach().requires_grad_(penalised), drawn.requires_grad_(penalised)
        scores, others = self._realness(real, changes), self._realness(drawn, changes)
        loss = relativistic_loss(scores, others)
        self._ada = self._ada.after((scores - others).sign().mean().item(), len(real), _AUGMENT_IMAGES)
        if penalised:
            penalty = zero_centred_penalty(scores, real) + zero_centred_penalty(others, drawn)
            loss = loss + _PENALTY / 2 * _PENALTY_EVERY * penalty
        self._descend(1, loss)

    def _realness(self, pictures: Tensor, changes: Changes) -> Tensor:
        unsaid = torch.full((len(pictures), len(self._base.architecture.classes)), -1)
        return self.discriminator(changes.apply(pictures), unsaid, dtype=torch.bfloat16).realness

    def _descend(self, which: int, loss: Tensor) -> None:
        self._optimizers[which].zero_grad(set_to_none=True)
        loss.backward()  # pyright: ignore[reportUnknownMemberType]
        self._optimizers[which].step()


def relations(styled: Sequence[Tensor], base: Sequence[Tensor]) -> Tensor:
    """How differently the faces of a batch are like one another in both generators; 0 where just alike.

    For each face the softmax of its likeness to the others, compared by the Kullback-Leibler divergence, averaged over
    layers.

    Args:
        styled: feature maps of a batch, `(n, channels, side, side)` each, n above 2.
        base: those of the same faces in the base.
    """
    losses = [
        functional.kl_div(_likeness(one), _likeness(other), reduction="batchmean", log_target=True)
        for one, other in zip(styled, base, strict=True)
    ]
    return torch.stack(losses).mean()


def _likeness(features: Tensor) -> Tensor:
    flat = functional.normalize(features.float().flatten(1), dim=1)
    alike = flat @ flat.T
    others = ~torch.eye(len(flat), dtype=torch.bool)
    return functional.log_softmax(alike[others].view(len(flat), -1), dim=1)


def _drawn(generator: Generator, z: Tensor, labels: Tensor) -> tuple[Tensor, list[Tensor]]:
    """Pictures, and what every convolution made on the way."""
    features: list[Tensor] = []

    def keep(_: nn.Module, __: object, made: Tensor) -> None:
        features.append(made)

    handles = [convolution.register_forward_hook(keep) for convolution in generator.convolutions]
    ws = generator.mapping(z, labels)[:, None].expand(-1, generator.layers, -1)
    pictures = generator.synthesise(ws, dtype=torch.bfloat16)
    for handle in handles:
        handle.remove()
    return pictures, features


def _learning(discriminator: Discriminator, frozen: int) -> list[nn.Parameter]:
    still = tuple(f"{part}.{i}." for i in range(frozen) for part in ("blocks", "from_rgb"))
    discriminator.requires_grad_(False)
    cast("Any", discriminator).to(memory_format=torch.channels_last)
    return [it for name, it in discriminator.named_parameters() if not (still and name.startswith(still))]
