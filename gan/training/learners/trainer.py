"""Training the base generator: the whole objective in two methods, and what lets a run stop and go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from gan.attributes import Vocabulary
from gan.generator import Painter
from gan.networks import Architecture, Discriminator, Generator, Judgement
from gan.recipe import fresh
from gan.rules import Rules
from gan.training import checkpoint
from gan.training.checkpoint import CheckpointError
from gan.training.learners import optimisers
from gan.training.learners.ada import Ada
from gan.training.learners.average import follow
from gan.training.learners.batches import Batch, normalised
from gan.training.learners.diffaugment import Changes
from gan.training.learners.drawing import Drawing, draw
from gan.training.learners.losses import (
    attribute_loss,
    check_finite,
    feature_distance,
    pyramid_distance,
    relativistic_loss,
    zero_centred_penalty,
)
from gan.training.learners.noise import generator_of, seeded
from gan.training.learners.schedule import Schedule, Span

__all__ = ["DiscriminatorMismatch", "Trainer"]


class DiscriminatorMismatch(ValueError):
    """A discriminator is of other shapes than the run's; the message says what to do."""


# What the discriminator makes of pictures in this step.
_Look = Callable[[Tensor], Judgement]


class Trainer:
    """Both networks, their optimisers, and the averaged generator that is drawn with."""

    kind: ClassVar[str] = "stylegan2"

    def __init__(
        self, architecture: Architecture, vocabulary: Vocabulary, schedule: Schedule, device: str = "cpu"
    ) -> None:
        torch.manual_seed(schedule.seed)
        self.architecture = architecture
        self.vocabulary = vocabulary
        self.schedule = schedule
        self.span = Span()
        self.ada = Ada()
        self.device = device
        self.generator = Generator(architecture).to(device)
        self.discriminator = Discriminator(architecture).to(device)
        for network in (self.generator, self.discriminator):
            cast("Any", network).to(memory_format=torch.channels_last)
        self.average = deepcopy(self.generator).eval().requires_grad_(False)
        self.optimizers = self._optimizers()
        self.images_seen = 0
        self._dtype = torch.bfloat16

    @property
    def resolution(self) -> int:
        """Side of the pictures, in pixels."""
        return self.architecture.resolution

    def begin(self, schedule: Schedule, span: Span) -> None:
        """Goes on with a stage's numbers; the optimisers' moments stay where both stages have the same rates."""
        before, self.schedule, self.span = self.schedule, schedule, span
        if optimisers.kind(before) != optimisers.kind(schedule):
            self.optimizers = self._optimizers()

    def _optimizers(self) -> dict[str, torch.optim.Optimizer]:
        return {
            "generator": optimisers.optimizer(self.generator, self.schedule),
            "discriminator": optimisers.optimizer(self.discriminator, self.schedule, self._lazy),
        }

    @property
    def _lazy(self) -> float:
        # Lazy penalties make every step's learning rate count less (StyleGAN2, appendix B).
        return self.schedule.penalty_every / (self.schedule.penalty_every + 1)

    # ---- one step

    def step(self, batch: Batch) -> dict[str, float]:
        """One update of both networks; returns what there is to watch.

        Raises:
            TrainingDiverged: a loss is not finite; the networks are then not to be saved.
        """
        noise = generator_of(self.schedule, self.images_seen, self.device)
        batch = batch.to(self.device)
        mixing = self.schedule.mixing if self.schedule.adversarial else 0.0
        drawing = draw(self.generator, batch, mixing, noise, self._dtype)
        if self.schedule.adversarial:
            changes = self._changes(len(batch.labels), noise)
            with seeded(self.schedule, self.images_seen, self.device):
                metrics = self._adversarial_step(batch, drawing, changes)
        else:
            metrics = self._follow(batch, drawing)
        check_finite(metrics, self.images_seen)
        self.images_seen += self.schedule.batch
        self._average()
        return metrics

    def _changes(self, count: int, noise: torch.Generator) -> Changes | None:
        p = self.ada.probability(self.schedule.augment)
        return Changes.draw(count, p, noise) if p > 0 else None

    def _adversarial_step(self, batch: Batch, drawing: Drawing, changes: Changes | None) -> dict[str, float]:
        # One drawing serves both updates, and so do the changes: the guide compares features pair by pair.
        conditioning = min(1.0, self.images_seen / max(1, self.schedule.condition_over))
        look = partial(self._look, labels=batch.labels, conditioning=conditioning, changes=changes)
        metrics, real = self._discriminator_step(batch, drawing.pictures.detach(), look)
        return metrics | self._generator_step(batch, drawing, real, look, conditioning)

    def _look(self, pictures: Tensor, labels: Tensor, conditioning: float, changes: Changes | None) -> Judgement:
        seen = pictures if changes is None else changes.apply(pictures)
        dropout = self.schedule.dropout
        return self.discriminator(seen, labels, conditioning=conditioning, dtype=self._dtype, dropout=dropout)

    def _discriminator_step(self, batch: Batch, drawn: Tensor, look: _Look) -> tuple[dict[str, float], Judgement]:
        pictures = batch.pictures
        penalised = self.images_seen // self.schedule.batch % self.schedule.penalty_every == 0
        # The penalties are about pictures as they are, before any change, as in ADA's own training.
        pictures.requires_grad_(penalised)
        drawn.requires_grad_(penalised)
        real, fake = look(pictures), look(drawn)
        naming = attribute_loss(real.classes, batch.labels)
        loss = relativistic_loss(real.realness, fake.realness) + self.schedule.attributes * naming
        metrics = {
            "gap": (real.realness - fake.realness).mean().item(),
            "sign": real.realness.sign().mean().item(),
            "naming_real": naming.item(),
            "loss_d": loss.item(),
        }
        if self.schedule.augment == "ada":
            metrics["augment_p"] = self.ada.p
            sureness = (real.realness - fake.realness).sign().mean().item()
            self.ada = self.ada.after(sureness, self.schedule.batch, self.schedule.augment_images)
        if penalised:
            r1 = zero_centred_penalty(real.realness, pictures)
            r2 = zero_centred_penalty(fake.realness, drawn)
            loss = loss + self.schedule.penalty / 2 * self.schedule.penalty_every * (r1 + r2)
            metrics |= {"r1": r1.item(), "r2": r2.item()}
        self._update("discriminator", loss, self._lazy)
        return metrics, real

    def _generator_step(
        self, batch: Batch, drawing: Drawing, real: Judgement, look: _Look, conditioning: float
    ) -> dict[str, float]:
        self.discriminator.requires_grad_(False)
        fake = look(drawing.pictures)
        naming = attribute_loss(fake.classes, batch.labels)
        loss = relativistic_loss(fake.realness, real.realness.detach())
        loss = loss + self.schedule.attributes * conditioning * naming
        metrics = {"loss_g": loss.item(), "naming_drawn": naming.item()}
        if self._guided(batch):
            pixels = pyramid_distance(drawing.pictures, batch.pictures.detach(), drawing.single)
            features = feature_distance(fake.features, [feature.detach() for feature in real.features], drawing.single)
            loss = loss + self.schedule.guide * (pixels + features)
            metrics |= {"guide": pixels.item(), "guide_features": features.item()}
        self._update("generator", loss)
        self.discriminator.requires_grad_(True)
        return metrics

    def _follow(self, batch: Batch, drawing: Drawing) -> dict[str, float]:
        if not self._guided(batch):
            raise ValueError("A stage without a discriminator needs a guide: data that knows its pictures' codes.")
        loss = pyramid_distance(drawing.pictures, batch.pictures, drawing.single)
        self._update("generator", loss)
        return {"guide": loss.item()}

    def _guided(self, batch: Batch) -> bool:
        return self.schedule.guide > 0 and batch.codes is not None

    def _update(self, name: str, loss: Tensor, lazy: float = 1.0) -> None:
        rate = optimisers.learning_rate(self.schedule, self.span, self.images_seen) * lazy
        optimisers.descend(self.optimizers[name], loss, rate, self.schedule.weight_decay)

    def _average(self) -> None:
        slow, fast = self.average.parameters(), self.generator.parameters()
        follow(slow, fast, self.schedule.batch, self.images_seen, self.schedule.ema_half_life)

    # ---- looking at it

    def sample(
        self, seeds: Sequence[int], frequencies: Mapping[str, Sequence[float]], rules: Rules
    ) -> NDArray[np.uint8]:
        """What the averaged generator draws of these seeds, untruncated: RGB, `(n, resolution, resolution, 3)`."""
        card: dict[str, Any] = {
            "truncation": 1.0,
            "bands": (8, 16),
            "vocabulary": self.vocabulary.to_json(),
            "frequencies": {name: list(shares) for name, shares in frequencies.items()},
            "rules": rules.to_json(),
        }
        painter = Painter(self.average, card, self.device)
        return np.stack([painter.paint(fresh("0" * 64, seed)) for seed in seeds])

    def judge(self, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
        """The discriminator's realness of RGB pictures `(n, side, side, 3)`; NaN while the stage has none.

        Attributes are left aside. A picture is judged beside `schedule.batch` others, as in training.
        """
        if not self.schedule.adversarial:
            return np.full(len(pictures), np.nan, dtype=np.float32)
        realness = [np.empty(0, dtype=np.float32)]
        with torch.inference_mode():
            for start in range(0, len(pictures), self.schedule.batch):
                some = normalised(pictures[start : start + self.schedule.batch], self.resolution).to(self.device)
                unsaid = torch.full((len(some), len(self.vocabulary)), -1, device=self.device)
                realness.append(self.discriminator(some, unsaid).realness.cpu().numpy())
        return np.concatenate(realness)

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
            "kind": self.kind,
            "schedule": asdict(self.schedule),
            "span": asdict(self.span),
            "ada": self.ada.to_json(),
            "images_seen": self.images_seen,
        }

    @classmethod
    def load(cls, path: Path, device: str = "cpu", schedule: Schedule | None = None) -> Trainer:
        """A trainer as `save` left it, or with another schedule from here on.

        Raises:
            CheckpointError: the file is missing, damaged, or a run's of another kind.
        """
        parts, about = checkpoint.load(path)
        if about.get("kind", cls.kind) != cls.kind:
            raise CheckpointError(f"The checkpoint {path} is of a {about['kind']} run, which has no W to draw from.")
        if "vocabulary" not in about:
            raise CheckpointError(f"The checkpoint {path} is of a time before runs kept their vocabulary. Train anew.")
        saved = Schedule.from_json(about["schedule"])
        vocabulary = Vocabulary.from_json(about["vocabulary"])
        trainer = cls(Architecture.from_json(about["architecture"]), vocabulary, schedule or saved, device)
        trainer.generator.load_state_dict(parts["generator"])
        trainer.discriminator.load_state_dict(parts["discriminator"])
        trainer.average.load_state_dict(parts["average"])
        for name, optimizer in trainer.optimizers.items():
            checkpoint.restore_optimizer(optimizer, parts.get(f"optimizer-{name}", {}))
        trainer.images_seen = about["images_seen"]
        trainer.span = Span(**about.get("span", {}))
        trainer.ada = Ada(**about.get("ada", {}))
        return trainer

    def take_discriminator(self, trained: Discriminator) -> None:
        """Goes on against a discriminator that has learned before; its optimiser starts anew.

        Raises:
            DiscriminatorMismatch: it judges pictures of another size, other classes, or has other channels.
        """
        try:
            self.discriminator.load_state_dict(trained.state_dict())
        except RuntimeError as error:
            raise DiscriminatorMismatch(
                f"The discriminator is for {trained.architecture.resolution} px and the run is at {self.resolution} "
                "px, or their classes or channels differ. Take that of a model of the same preset and vocabulary."
            ) from error
        self.optimizers["discriminator"] = self._optimizers()["discriminator"]

    def grow_from(self, smaller: Trainer) -> None:
        """Starts from a run at half the resolution; the optimisers start anew."""
        self.generator.grow_from(smaller.generator)
        self.discriminator.grow_from(smaller.discriminator)
        self.average.grow_from(smaller.average)
        self.images_seen = smaller.images_seen
        self.ada = smaller.ada
