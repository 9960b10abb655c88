"""Training the base generator: the whole objective in two methods, and what lets a run stop and go on."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from gan.attributes import Vocabulary
from gan.corpus.data.shards import Pictures
from gan.networks import Architecture, Discriminator, Generator
from gan.training import checkpoint
from gan.training.checkpoint import CheckpointError
from gan.training.losses import attribute_loss, relativistic_loss, zero_centred_penalty

__all__ = ["Batch", "Schedule", "Trainer", "TrainingDiverged", "batches"]


class TrainingDiverged(Exception):
    """A loss is no longer a number; the last good checkpoint stands."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The numbers of a run.

    Attributes:
        seed: of initial weights, data order and noise.
        batch: pictures in a step.
        learning_rate: of both networks.
        betas: Adam's.
        penalty: gamma of R1 and R2.
        penalty_every: steps between two penalties (each then weighs that much more).
        attributes: weight of the attribute loss.
        condition_over: images over which the conditional part is ramped up.
        mixing: probability that a drawn picture has two W (style mixing).
        drop_attribute: probability that the generator is not told an attribute.
        drop_all: probability that it is told none.
        ema_half_life: images after which an old weight counts half in the average.
    """

    seed: int = 0
    batch: int = 16
    learning_rate: float = 2e-3
    betas: tuple[float, float] = (0.0, 0.99)
    penalty: float = 2.0
    penalty_every: int = 4
    attributes: float = 0.5
    condition_over: int = 20_000
    mixing: float = 0.5
    drop_attribute: float = 0.1
    drop_all: float = 0.1
    ema_half_life: int = 5_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Real pictures and their labels.

    Attributes:
        pictures: fp32 `(n, 3, resolution, resolution)`, -1 to 1.
        labels: int64 `(n, attributes)`, -1 where unknown.
    """

    pictures: Tensor
    labels: Tensor


def batches(
    images: Pictures, labels: npt.NDArray[np.int64], resolution: int, schedule: Schedule, start: int
) -> Iterator[Batch]:
    """Endless batches in an order that depends on the seed alone, from image number `start` on.

    Args:
        images: `(n, side, side, 3)`; the side is a multiple of the resolution (pictures are averaged down).
        labels: `(n, attributes)`.
        resolution: side of the pictures in the batches.
        schedule: gives seed and batch size.
        start: how many images have been given out before (a resumed run goes on where it was).
    """
    factor = images.shape[1] // resolution
    epoch, order = -1, np.empty(0, dtype=np.int64)
    while True:
        indices: list[int] = []
        for position in range(start, start + schedule.batch):
            if position // len(images) != epoch:
                epoch = position // len(images)
                order = np.random.default_rng([schedule.seed, epoch]).permutation(len(images))
            indices.append(int(order[position % len(images)]))
        start += schedule.batch
        pictures = torch.from_numpy(images[indices]).permute(0, 3, 1, 2).float()
        if factor > 1:
            pictures = torch.nn.functional.avg_pool2d(pictures, factor)
        yield Batch(pictures / 127.5 - 1, torch.from_numpy(labels[indices]))


class Trainer:
    """Both networks, their optimisers, and the averaged generator that is drawn with."""

    def __init__(
        self, architecture: Architecture, vocabulary: Vocabulary, schedule: Schedule, device: str = "cpu"
    ) -> None:
        torch.manual_seed(schedule.seed)
        self.architecture = architecture
        self.vocabulary = vocabulary
        self.schedule = schedule
        self.device = device
        self.generator = Generator(architecture).to(device)
        self.discriminator = Discriminator(architecture).to(device)
        for network in (self.generator, self.discriminator):
            cast("Any", network).to(memory_format=torch.channels_last)
        self.average = deepcopy(self.generator).eval().requires_grad_(False)
        # Lazy penalties make every step's learning rate count less (StyleGAN2, appendix B).
        lazy = schedule.penalty_every / (schedule.penalty_every + 1)
        self.optimizers = {
            "generator": torch.optim.Adam(
                self.generator.parameters(), schedule.learning_rate, schedule.betas, eps=1e-8
            ),
            "discriminator": torch.optim.Adam(
                self.discriminator.parameters(),
                schedule.learning_rate * lazy,
                (schedule.betas[0] ** lazy, schedule.betas[1] ** lazy),
                eps=1e-8,
            ),
        }
        self.images_seen = 0
        self.grown_from = 0
        self._dtype = torch.bfloat16

    # ---- one step

    def step(self, batch: Batch) -> dict[str, float]:
        """One update of both networks; returns what there is to watch.

        Raises:
            TrainingDiverged: a loss is not finite; the networks are then not to be saved.
        """
        seen = self.images_seen + self.grown_from
        noise = torch.Generator(self.device).manual_seed(self.schedule.seed * 1_000_003 + self.images_seen)
        real = batch.pictures.to(self.device).contiguous(memory_format=torch.channels_last)
        labels = batch.labels.to(self.device)
        told = self._withheld(labels, noise)
        conditioning = min(1.0, seen / max(1, self.schedule.condition_over))
        number = self.images_seen // self.schedule.batch
        # One drawing serves both updates.
        drawn = self._draw(told, noise)
        metrics, real_score = self._discriminator_step(real, drawn.detach(), labels, told, conditioning, number)
        metrics |= self._generator_step(drawn, real_score, told, conditioning)
        if not all(np.isfinite(value) for value in metrics.values()):
            raise TrainingDiverged(f"A loss is no longer a number after {seen} images: {metrics}")
        self.images_seen += self.schedule.batch
        self._follow(seen)
        return metrics

    def _discriminator_step(
        self, real: Tensor, drawn: Tensor, labels: Tensor, told: Tensor, conditioning: float, number: int
    ) -> tuple[dict[str, float], Tensor]:
        penalised = number % self.schedule.penalty_every == 0
        real.requires_grad_(penalised)
        drawn.requires_grad_(penalised)
        real_score, classes = self.discriminator(real, told, conditioning=conditioning, dtype=self._dtype)
        drawn_score, _ = self.discriminator(drawn, told, conditioning=conditioning, dtype=self._dtype)
        naming = attribute_loss(classes, labels)
        loss = relativistic_loss(real_score, drawn_score) + self.schedule.attributes * naming
        metrics = {
            "gap": (real_score - drawn_score).mean().item(),
            "sign": real_score.sign().mean().item(),
            "naming_real": naming.item(),
            "loss_d": loss.item(),
        }
        if penalised:
            r1, r2 = zero_centred_penalty(real_score, real), zero_centred_penalty(drawn_score, drawn)
            loss = loss + self.schedule.penalty / 2 * self.schedule.penalty_every * (r1 + r2)
            metrics |= {"r1": r1.item(), "r2": r2.item()}
        self._update("discriminator", loss)
        return metrics, real_score.detach()

    def _generator_step(self, drawn: Tensor, real_score: Tensor, told: Tensor, conditioning: float) -> dict[str, float]:
        self.discriminator.requires_grad_(False)
        drawn_score, classes = self.discriminator(drawn, told, conditioning=conditioning, dtype=self._dtype)
        naming = attribute_loss(classes, told)
        loss = relativistic_loss(drawn_score, real_score) + self.schedule.attributes * conditioning * naming
        self._update("generator", loss)
        self.discriminator.requires_grad_(True)
        return {"loss_g": loss.item(), "naming_drawn": naming.item()}

    def _update(self, name: str, loss: Tensor) -> None:
        self.optimizers[name].zero_grad(set_to_none=True)
        loss.backward()
        self.optimizers[name].step()

    def _draw(self, told: Tensor, noise: torch.Generator) -> Tensor:
        """Pictures for these labels, some with two W mixed (StyleGAN, section 3.1), so that bands can cross."""
        count, layers = told.shape[0], self.generator.layers
        z = torch.randn(2 * count, self.architecture.latent, generator=noise, device=self.device)
        first, second = self.generator.mapping(z, told.repeat(2, 1)).chunk(2)
        crossing = torch.randint(1, layers, (count, 1), generator=noise, device=self.device)
        single = torch.rand(count, 1, generator=noise, device=self.device) >= self.schedule.mixing
        keep = (torch.arange(layers, device=self.device)[None] < crossing) | single
        return self.generator.synthesise(
            torch.where(keep[..., None], first[:, None], second[:, None]), dtype=self._dtype
        )

    def _withheld(self, labels: Tensor, noise: torch.Generator) -> Tensor:
        """The labels that the generator is told: each may be withheld alone, or all together."""
        each = torch.rand(labels.shape, generator=noise, device=self.device) < self.schedule.drop_attribute
        whole = torch.rand(labels.shape[0], 1, generator=noise, device=self.device) < self.schedule.drop_all
        return torch.where(each | whole, -1, labels)

    def _follow(self, seen: int) -> None:
        # A young average follows fast: its half-life is at most a twentieth of what has been seen.
        half_life = min(self.schedule.ema_half_life, max(1.0, 0.05 * seen))
        decay = 0.5 ** (self.schedule.batch / half_life)
        with torch.no_grad():
            for slow, fast in zip(self.average.parameters(), self.generator.parameters(), strict=True):
                slow.lerp_(fast, 1 - decay)

    # ---- stopping, going on, growing

    def save(self, path: Path) -> None:
        """Writes a checkpoint from which `Trainer.load` goes on exactly."""
        parts: dict[str, dict[str, Tensor]] = {
            "generator": self.generator.state_dict(),
            "discriminator": self.discriminator.state_dict(),
            "average": self.average.state_dict(),
        }
        parts |= {f"optimizer-{name}": checkpoint.optimizer_state(opt) for name, opt in self.optimizers.items()}
        checkpoint.save(path, parts, self._about())

    def _about(self) -> dict[str, Any]:
        return {
            "architecture": self.architecture.to_json(),
            "vocabulary": self.vocabulary.to_json(),
            "schedule": asdict(self.schedule),
            "images_seen": self.images_seen,
            "grown_from": self.grown_from,
        }

    @classmethod
    def load(cls, path: Path, device: str = "cpu", schedule: Schedule | None = None) -> Trainer:
        """A trainer as `save` left it, or with another schedule from here on. Raises `CheckpointError`."""
        parts, about = checkpoint.load(path)
        if "vocabulary" not in about:
            raise CheckpointError(f"The checkpoint {path} is of a time before runs kept their vocabulary. Train anew.")
        saved = Schedule(**(about["schedule"] | {"betas": tuple(about["schedule"]["betas"])}))
        vocabulary = Vocabulary.from_json(about["vocabulary"])
        trainer = cls(Architecture.from_json(about["architecture"]), vocabulary, schedule or saved, device)
        trainer.generator.load_state_dict(parts["generator"])
        trainer.discriminator.load_state_dict(parts["discriminator"])
        trainer.average.load_state_dict(parts["average"])
        for name, optimizer in trainer.optimizers.items():
            checkpoint.restore_optimizer(optimizer, parts[f"optimizer-{name}"])
        trainer.images_seen = about["images_seen"]
        trainer.grown_from = about["grown_from"]
        return trainer

    def grow_from(self, smaller: Trainer) -> None:
        """Starts from a run at half the resolution; the optimisers start anew."""
        self.generator.grow_from(smaller.generator)
        self.discriminator.grow_from(smaller.discriminator)
        self.average.grow_from(smaller.average)
        self.grown_from = smaller.images_seen + smaller.grown_from
