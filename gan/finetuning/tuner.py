"""Fine-tuning a generator on a few pictures: the whole objective, and what lets it stop and go on."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, cast

import torch
from torch import Tensor, nn

from gan.finetuning.faces import Faces
from gan.finetuning.likeness import Likenesses
from gan.finetuning.losses import structure_distance
from gan.finetuning.tether import Tether
from gan.finetuning.tiers import Tier, changeable
from gan.networks import Discriminator, Generator
from gan.training import checkpoint
from gan.training.learners.ada import Ada
from gan.training.learners.average import follow
from gan.training.learners.diffaugment import Changes
from gan.training.learners.losses import check_finite, pyramid_distance, relativistic_loss, zero_centred_penalty

__all__ = ["Plan", "Tuner"]

# Karras et al. 2020 (arXiv:2006.06676): gradients in both Adams without a first moment.
_BETAS: Final = (0.0, 0.99)


@dataclass(frozen=True, slots=True)
class Plan:
    """The numbers of a fine-tuning.

    Attributes:
        tier: what of the generator changes.
        steps: in all.
        seed: of order and noise.
        batch: pictures in a step.
        generator_rate: learning rate of what changes.
        discriminator_rate: of the discriminator.
        guide: weight of the distance of styled faces from the uploads that show them.
        structure: weight of the distance of edges from the base's, at least; see `Tether`.
        structure_side: side in pixels at which edges are compared.
        penalty: gamma of R1 on the uploads.
        penalty_every: steps between two penalties (each then weighs that much more).
        frozen: the discriminator's blocks that stay as they were, from its highest resolution down (FreezeD; Mo et al.
            2020, arXiv:2002.10964).
        augment_images: images in which ADA may raise its probability from 0 to 1.
        ema_half_life: images after which an old weight counts half in the average.
    """

    tier: Tier = Tier.STROKES
    steps: int = 600
    seed: int = 0
    batch: int = 8
    generator_rate: float = 2e-3
    discriminator_rate: float = 2e-3
    guide: float = 2.0
    structure: float = 2.0
    structure_side: int = 32
    penalty: float = 2.0
    penalty_every: int = 4
    frozen: int = 0
    augment_images: int = 10_000
    ema_half_life: int = 500


class Tuner:
    """A base generator, the styled one that it becomes, and the discriminator that knows the pictures."""

    def __init__(
        self, base: Generator, discriminator: Discriminator, faces: Faces, plan: Plan, device: str = "cpu"
    ) -> None:
        self.plan = plan
        self.device = device
        self.base = base.to(device).eval().requires_grad_(False)
        self.names = changeable(base, plan.tier)
        self.styled = deepcopy(self.base)
        self.average = deepcopy(self.base)
        self.discriminator = discriminator.to(device)
        for network in (self.styled, self.discriminator):
            cast("Any", network).to(memory_format=torch.channels_last)
        self.faces = faces
        self.ada = Ada()
        self.tether = Tether(plan.structure, plan.structure)
        self.step_number = 0
        self._changing = [self.styled.get_parameter(name).requires_grad_() for name in self.names]
        self._learning = list(_unfrozen(self.discriminator, plan.frozen))
        self.optimizers: dict[str, torch.optim.Optimizer] = {
            "generator": torch.optim.Adam(self._changing, plan.generator_rate, _BETAS),
            "discriminator": torch.optim.Adam(self._learning, plan.discriminator_rate, _BETAS),
        }

    def step(self, pictures: Tensor, shown: Likenesses) -> dict[str, float]:
        """One update of both networks by a batch of uploads.

        Args:
            pictures: `(n, 3, side, side)`, -1 to 1.
            shown: the faces that they show. Half of what is drawn are those of the last pictures.

        Raises:
            TrainingDiverged: a loss is not finite; the networks are then not to be saved.
        """
        plan = self.plan
        noise = torch.Generator(self.device).manual_seed(plan.seed * 1_000_003 + self.step_number)
        real = pictures.to(self.device).contiguous(memory_format=torch.channels_last)
        shown = shown.to(self.device)
        pairs = len(real) // 2
        places = torch.cat([self.faces.batch(len(real) - pairs, noise), shown.places[-pairs:]])
        ws = places[:, None].expand(-1, self.styled.layers, -1)
        with torch.no_grad():
            before = self.base.synthesise(ws[:-pairs], dtype=torch.bfloat16)
        drawn = self.styled.synthesise(ws, dtype=torch.bfloat16)
        changes = Changes.draw(len(real), self.ada.p, noise, colour=False) if self.ada.p > 0 else None
        metrics = self._discriminator_step(real, drawn.detach(), changes)
        metrics |= self._generator_step(real, drawn, before, shown.trust[-pairs:], changes)
        check_finite(metrics, self.step_number * plan.batch)
        self.step_number += 1
        self._average()
        return metrics

    def _realness(self, pictures: Tensor, changes: Changes | None) -> Tensor:
        seen = pictures if changes is None else changes.apply(pictures)
        # Nobody says which attributes an upload shows.
        unsaid = torch.full((len(seen), len(self.base.architecture.classes)), -1, device=self.device)
        return self.discriminator(seen, unsaid, dtype=torch.bfloat16).realness

    def _discriminator_step(self, real: Tensor, drawn: Tensor, changes: Changes | None) -> dict[str, float]:
        penalised = self.step_number % self.plan.penalty_every == 0
        for parameter in self._learning:
            parameter.requires_grad_()
        pictures = real.detach().requires_grad_(penalised)
        other = drawn.requires_grad_(penalised)
        scores, others = self._realness(pictures, changes), self._realness(other, changes)
        loss = relativistic_loss(scores, others)
        gap = scores - others
        metrics = {"gap": gap.mean().item(), "augment_p": self.ada.p}
        self.ada = self.ada.after(gap.sign().mean().item(), len(real), self.plan.augment_images)
        if penalised:
            r1, r2 = zero_centred_penalty(scores, pictures), zero_centred_penalty(others, other)
            loss = loss + self.plan.penalty / 2 * self.plan.penalty_every * (r1 + r2)
            metrics["r1"] = r1.item()
        self._descend("discriminator", loss)
        return metrics | {"loss_d": loss.item()}

    def _generator_step(
        self, real: Tensor, drawn: Tensor, before: Tensor, trust: Tensor, changes: Changes | None
    ) -> dict[str, float]:
        self.discriminator.requires_grad_(False)
        with torch.no_grad():
            scores = self._realness(real, changes)
        adversarial = relativistic_loss(self._realness(drawn, changes), scores)
        structure = structure_distance(drawn[: len(before)], before, self.plan.structure_side)
        guide = pyramid_distance(drawn[len(before) :], real[len(before) :], trust)
        loss = adversarial + self.tether.weight * structure + self.plan.guide * guide
        self._descend("generator", loss)
        metrics = {"loss_g": adversarial.item(), "structure": structure.item(), "guide": guide.item()}
        metrics["tether"] = self.tether.weight
        self.tether = self.tether.after(metrics["structure"])
        return metrics

    def _descend(self, name: str, loss: Tensor) -> None:
        optimizer = self.optimizers[name]
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # pyright: ignore[reportUnknownMemberType]
        optimizer.step()

    def _average(self) -> None:
        slow = [self.average.get_parameter(name) for name in self.names]
        seen = (self.step_number + 1) * self.plan.batch
        follow(slow, self._changing, self.plan.batch, seen, self.plan.ema_half_life)

    def blended(self, strength: float) -> Generator:
        """The base with so much of the averaged style, 0 to 1; a copy on the CPU."""
        laid = deepcopy(self.base).cpu()
        with torch.no_grad():
            for name in self.names:
                laid.get_parameter(name).lerp_(self.average.get_parameter(name).cpu(), strength)
        return laid

    # ---- stopping and going on

    def save_average(self, path: Path) -> None:
        """Writes the averaged style alone, to come back to."""
        checkpoint.save(path, {"average": self._of(self.average)}, {"step": self.step_number})

    def load_average(self, path: Path) -> None:
        """Takes back what `save_average` wrote; raises `CheckpointError`."""
        parts, _ = checkpoint.load(path)
        with torch.no_grad():
            for name in self.names:
                self.average.get_parameter(name).copy_(parts["average"][name])

    def _of(self, network: Generator) -> dict[str, Tensor]:
        return {name: network.get_parameter(name) for name in self.names}

    def save(self, path: Path, about: dict[str, Any]) -> None:
        """Writes a checkpoint from which `restore` goes on exactly; only what changes is in it."""
        parts: dict[str, dict[str, Tensor]] = {
            "styled": self._of(self.styled),
            "average": self._of(self.average),
            "discriminator": self.discriminator.state_dict(),
        }
        parts |= {f"optimizer-{name}": checkpoint.optimizer_state(opt) for name, opt in self.optimizers.items()}
        document = {
            "kind": "style",
            "step": self.step_number,
            "ada": self.ada.to_json(),
            "tether": self.tether.weight,
            **about,
        }
        checkpoint.save(path, parts, document | {"plan": asdict(self.plan)})

    def restore(self, path: Path) -> dict[str, Any]:
        """Goes on from a checkpoint of the same base and plan, be it for more steps; returns what `save` was told.

        Raises:
            CheckpointError: the file is missing, damaged, or of another plan or a base of another shape.
        """
        parts, about = checkpoint.load(path)
        steps = {"steps": self.plan.steps}
        if about.get("kind") != "style" or about["plan"] | steps != asdict(self.plan):
            raise checkpoint.CheckpointError(
                f"The checkpoint {path} is not of this fine-tuning. Choose another folder."
            )
        try:
            for network, part in ((self.styled, "styled"), (self.average, "average")):
                with torch.no_grad():
                    for name in self.names:
                        network.get_parameter(name).copy_(parts[part][name])
            self.discriminator.load_state_dict(parts["discriminator"])
        except (KeyError, RuntimeError) as error:
            raise checkpoint.CheckpointError(f"The checkpoint {path} is of another base: {error}") from error
        for name, optimizer in self.optimizers.items():
            checkpoint.restore_optimizer(optimizer, parts.get(f"optimizer-{name}", {}))
        self.step_number, self.ada = int(about["step"]), Ada(**about["ada"])
        self.tether = Tether(self.plan.structure, float(about["tether"]))
        return about


def _unfrozen(discriminator: Discriminator, frozen: int) -> Iterable[nn.Parameter]:
    """All parameters but those of the first blocks, whose pictures enter with them."""
    still = tuple(f"{part}.{i}." for i in range(frozen) for part in ("blocks", "from_rgb"))
    discriminator.requires_grad_(False)
    return [parameter for name, parameter in discriminator.named_parameters() if not name.startswith(still or ("-",))]
