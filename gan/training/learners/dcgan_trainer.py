"""Training a DCGAN: sigmoid with cross-entropy, and what lets a run stop and go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar, Final, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from gan.attributes import Vocabulary
from gan.generator import to_pixels
from gan.latents import latent
from gan.rules import Rules
from gan.training import checkpoint
from gan.training.checkpoint import CheckpointError
from gan.training.learners import optimisers
from gan.training.learners.ada import Ada
from gan.training.learners.batches import Batch, normalised
from gan.training.learners.dcgan import NOISE, DcganDiscriminator, DcganGenerator, DcganShape
from gan.training.learners.diffaugment import Changes
from gan.training.learners.losses import check_finite, cross_entropy, spread
from gan.training.learners.noise import generator_of, seeded
from gan.training.learners.schedule import Schedule, Span

__all__ = ["DcganTrainer", "luminance"]

# ITU-R BT.601: how bright red, green and blue look.
_LUMA: Final = (0.299, 0.587, 0.114)


class DcganTrainer:
    """Both networks and their optimisers; labels are not looked at, but the vocabulary of the data is kept."""

    kind: ClassVar[str] = "dcgan"

    def __init__(self, shape: DcganShape, vocabulary: Vocabulary, schedule: Schedule, device: str = "cpu") -> None:
        """Random weights by the schedule's seed; raises `ValueError` for batches too small for batch normalisation."""
        _check_batch(schedule)
        torch.manual_seed(schedule.seed)
        self.shape = shape
        self.vocabulary = vocabulary
        self.schedule = schedule
        self.span = Span()
        self.ada = Ada()
        self.device = device
        self.generator = DcganGenerator(shape).to(device)
        self.discriminator = DcganDiscriminator(shape, schedule.dropout).to(device)
        self.optimizers = self._optimizers()
        self.images_seen = 0

    @property
    def resolution(self) -> int:
        """Side of the pictures, in pixels."""
        return self.shape.resolution

    def begin(self, schedule: Schedule, span: Span) -> None:
        """Goes on with a stage's numbers; the optimisers' moments stay where both stages have the same rates."""
        _check_batch(schedule)
        before, self.schedule, self.span = self.schedule, schedule, span
        self.discriminator.drop(schedule.dropout)
        if optimisers.kind(before) != optimisers.kind(schedule):
            self.optimizers = self._optimizers()

    def _optimizers(self) -> dict[str, torch.optim.Optimizer]:
        return {
            "generator": optimisers.optimizer(self.generator, self.schedule),
            "discriminator": optimisers.optimizer(self.discriminator, self.schedule),
        }

    def step(self, batch: Batch) -> dict[str, float]:
        """One update of both networks; returns what there is to watch, `spread` (mode collapse) among it.

        Raises:
            TrainingDiverged: a loss is not finite; the networks are then not to be saved.
        """
        noise = generator_of(self.schedule, self.images_seen, self.device)
        real = self._channels(batch.pictures.to(self.device))
        z = torch.randn(len(real), NOISE, generator=noise, device=self.device)
        changes = Changes.draw(len(real), self.ada.probability(self.schedule.augment), noise)
        with seeded(self.schedule, self.images_seen, self.device):
            drawn: Tensor = self.generator(z)
            metrics = self._discriminator_step(real, drawn.detach(), changes)
            metrics |= self._generator_step(drawn, changes)
        metrics["spread"] = spread(drawn.detach(), real)
        check_finite(metrics, self.images_seen)
        self.images_seen += self.schedule.batch
        return metrics

    def _discriminator_step(self, real: Tensor, drawn: Tensor, changes: Changes) -> dict[str, float]:
        of_real, of_drawn = self._logits(changes.apply(real)), self._logits(changes.apply(drawn))
        loss = cross_entropy(of_real, 1 - self.schedule.label_smoothing) + cross_entropy(of_drawn, 0.0)
        sign = of_real.sign().mean().item()
        metrics = {"gap": (of_real - of_drawn).mean().item(), "sign": sign, "loss_d": loss.item()}
        if self.schedule.augment == "ada":
            metrics["augment_p"] = self.ada.p
            self.ada = self.ada.after(sign, self.schedule.batch, self.schedule.augment_images)
        self._update("discriminator", loss)
        return metrics

    def _generator_step(self, drawn: Tensor, changes: Changes) -> dict[str, float]:
        self.discriminator.requires_grad_(False)
        loss = cross_entropy(self._logits(changes.apply(drawn)), 1.0)
        self._update("generator", loss)
        self.discriminator.requires_grad_(True)
        return {"loss_g": loss.item()}

    def _update(self, name: str, loss: Tensor) -> None:
        rate = optimisers.learning_rate(self.schedule, self.span, self.images_seen)
        optimisers.descend(self.optimizers[name], loss, rate, self.schedule.weight_decay)

    def _logits(self, pictures: Tensor) -> Tensor:
        return cast("Tensor", self.discriminator(pictures))[:, 0]

    def _channels(self, pictures: Tensor) -> Tensor:
        return luminance(pictures) if self.shape.channels == 1 else pictures

    # ---- looking at it

    def sample(
        self, seeds: Sequence[int], frequencies: Mapping[str, Sequence[float]], rules: Rules
    ) -> NDArray[np.uint8]:
        """What the generator draws of these seeds: RGB, `(n, resolution, resolution, 3)`; greyscale has three alike."""
        z = torch.from_numpy(np.stack([latent(seed, NOISE) for seed in seeds])).to(self.device)
        self.generator.eval()
        with torch.inference_mode():
            pictures = cast("Tensor", self.generator(z)).expand(-1, 3, -1, -1)
        self.generator.train()
        return to_pixels(pictures)

    def judge(self, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
        """The discriminator's logits of RGB pictures `(n, side, side, 3)`, nothing dropped or changed."""
        realness = [np.empty(0, dtype=np.float32)]
        self.discriminator.eval()
        with torch.inference_mode():
            for start in range(0, len(pictures), self.schedule.batch):
                some = normalised(pictures[start : start + self.schedule.batch], self.resolution)
                realness.append(self._logits(self._channels(some.to(self.device))).cpu().numpy())
        self.discriminator.train()
        return np.concatenate(realness)

    # ---- stopping, going on

    def save(self, path: Path) -> None:
        """Writes a checkpoint from which `DcganTrainer.load` goes on exactly."""
        parts: dict[str, dict[str, Tensor]] = {
            "generator": self.generator.state_dict(),
            "discriminator": self.discriminator.state_dict(),
        }
        parts |= {f"optimizer-{name}": checkpoint.optimizer_state(opt) for name, opt in self.optimizers.items()}
        about: dict[str, Any] = {
            "kind": self.kind,
            "shape": self.shape.to_json(),
            "vocabulary": self.vocabulary.to_json(),
            "schedule": asdict(self.schedule),
            "span": asdict(self.span),
            "ada": self.ada.to_json(),
            "images_seen": self.images_seen,
        }
        checkpoint.save(path, parts, about)

    @classmethod
    def load(cls, path: Path, device: str = "cpu") -> DcganTrainer:
        """A trainer as `save` left it; raises `CheckpointError`, also for a run of another kind."""
        parts, about = checkpoint.load(path)
        if about.get("kind") != cls.kind:
            raise CheckpointError(f"The checkpoint {path} is of no DCGAN. Go on with the preset that it began with.")
        vocabulary, schedule = Vocabulary.from_json(about["vocabulary"]), Schedule.from_json(about["schedule"])
        trainer = cls(DcganShape(**about["shape"]), vocabulary, schedule, device)
        trainer.generator.load_state_dict(parts["generator"])
        trainer.discriminator.load_state_dict(parts["discriminator"])
        for name, optimizer in trainer.optimizers.items():
            checkpoint.restore_optimizer(optimizer, parts.get(f"optimizer-{name}", {}))
        trainer.images_seen = about["images_seen"]
        trainer.span, trainer.ada = Span(**about["span"]), Ada(**about["ada"])
        return trainer


def luminance(pictures: Tensor) -> Tensor:
    """RGB `(n, 3, side, side)` to greyscale `(n, 1, side, side)`, in the same range."""
    weights = torch.tensor(_LUMA, device=pictures.device)
    return (pictures * weights[:, None, None]).sum(dim=1, keepdim=True)


def _check_batch(schedule: Schedule) -> None:
    if schedule.batch < 2:
        raise ValueError("A DCGAN normalises over a batch: give it batches of 2 pictures or more.")
