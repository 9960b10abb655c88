"""What `python -m gan train --preset NAME` does: the networks' shapes, and the stages of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, Literal

from gan.networks import Architecture
from gan.training.learners.schedule import Schedule, Span

__all__ = ["PRESETS", "Kind", "Preset", "Stage"]

Kind = Literal["stylegan2", "dcgan"]


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of a run at one resolution.

    Attributes:
        resolution: side of the pictures, that of the stage before or twice as much.
        images: real pictures to see in this stage.
        schedule: the objective's numbers.
    """

    resolution: int
    images: int
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class Preset:
    """Networks and stages.

    Attributes:
        name: what it is called on the command line.
        about: one line for people.
        stages: in their order; the last one's resolution is the model's.
        shapes: arguments of `Architecture`, besides resolution and classes, or of `DcganShape`, besides the resolution.
        kind: which networks these are: `gan.networks` or `gan.training.learners.dcgan`.
    """

    name: str
    about: str
    stages: tuple[Stage, ...]
    shapes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    kind: Kind = "stylegan2"

    @property
    def images(self) -> int:
        """Real pictures that the whole run sees."""
        return sum(stage.images for stage in self.stages)

    @property
    def first_against(self) -> int | None:
        """How many images the run has seen when it first meets a discriminator; None where it never does."""
        seen = 0
        for stage in self.stages:
            if stage.schedule.adversarial:
                return seen
            seen += stage.images
        return None

    def architecture(self, resolution: int, classes: tuple[int, ...]) -> Architecture:
        """The shapes of networks of the kind `stylegan2` at a stage's resolution."""
        return Architecture(resolution, classes, **self.shapes)

    def stage_at(self, images_seen: int) -> tuple[Stage, int]:
        """The stage that a run is in once it has seen so many images, and how many it will have seen at its end."""
        end = 0
        for stage in self.stages:
            end += stage.images
            if images_seen < end:
                return stage, end
        return self.stages[-1], end

    def span_at(self, images_seen: int) -> Span:
        """Where the stage lies that a run is in once it has seen so many images."""
        stage, end = self.stage_at(images_seen)
        return Span(end - stage.images, stage.images)

    def lasting(self, images: int) -> Preset:
        """The same preset, its stages stretched or shortened so that the whole run sees so many images."""
        share = images / self.images
        stages = [replace(stage, images=max(1, round(stage.images * share))) for stage in self.stages[:-1]]
        last = max(1, images - sum(stage.images for stage in stages))
        return replace(self, stages=(*stages, replace(self.stages[-1], images=last)))

    def with_seed(self, seed: int) -> Preset:
        """The same preset with another seed."""
        return self.with_numbers(seed=seed)

    def with_numbers(self, **numbers: Any) -> Preset:
        """The same preset with other numbers of `Schedule` in every stage: `with_numbers(optimizer="rmsprop")`.

        Raises:
            ValueError: a number that cannot be trained with; the message says why.
        """
        stages = tuple(replace(stage, schedule=replace(stage.schedule, **numbers)) for stage in self.stages)
        return replace(self, stages=stages)


# The generator alone, shown which picture it is to draw: quick, and blurred where codes and labels say too little.
# Its rate is far above a GAN's, since nobody answers its steps; it falls to nothing in every stage.
_FOLLOWING = Schedule(
    batch=16,
    optimizer="muon",
    learning_rate=1.5e-2,
    learning_rate_schedule="linear",
    betas=(0.9, 0.99),
    adversarial=False,
    guide=10.0,
    ema_half_life=2000,
)
# Against a discriminator, with the guide still there.
_AGAINST = Schedule(batch=8, learning_rate=2e-3, guide=10.0, mixing=0.25, condition_over=0, ema_half_life=2000)
# Few channels at high resolutions: what a step costs is decided there, and what it learns is not (docs/training.md).
_GUIDED = MappingProxyType(
    {
        "noise": 64,
        "latent": 384,
        "mapping_layers": 3,
        "mapping_rate": 1.0,
        "direct": True,
        "embedding": 32,
        "channel_base": 2048,
    }
)


def _moe(resolution: int) -> Preset:
    stages = (
        Stage(32, 96_000, _FOLLOWING),
        Stage(64, 44_000, replace(_FOLLOWING, learning_rate=1e-2)),
        Stage(64, 8_000, _AGAINST),
        Stage(128, 300_000, replace(_FOLLOWING, learning_rate=6e-3)),
        Stage(128, 4_000, replace(_AGAINST, learning_rate=1e-3)),
        Stage(256, 72_000, replace(_FOLLOWING, learning_rate=3e-3)),
        Stage(256, 4_000, replace(_AGAINST, learning_rate=1e-3)),
    )
    return Preset(
        f"moe-{resolution}",
        f"StyleGAN2-shaped, {resolution} px, grown from 32 px; relativistic loss with R1 and R2",
        tuple(stage for stage in stages if stage.resolution <= resolution),
        # 256 px is for a GPU, which has time for details.
        _GUIDED if resolution < 256 else {**_GUIDED, "channel_base": 4096},
    )


# Radford et al. 2016 (arXiv:1511.06434), section 4: Adam with a first moment of 0.5, which trains more steadily.
_DCGAN = Schedule(batch=64, learning_rate=1e-4, betas=(0.5, 0.999), dropout=0.3, condition_over=0)


def _dcgan(resolution: int, channels: int, colour: str) -> Preset:
    return Preset(
        f"dcgan-{resolution}",
        f"DCGAN, {resolution} px, {colour}: sigmoid with cross-entropy, from noise alone",
        (Stage(resolution, 200_000, _DCGAN),),
        MappingProxyType({"channels": channels}),
        "dcgan",
    )


def _named(*presets: Preset) -> dict[str, Preset]:
    return {preset.name: preset for preset in presets}


_ALL = _named(_moe(64), _moe(128), _moe(256), _dcgan(32, 1, "greyscale"), _dcgan(64, 3, "colour"))
PRESETS: Final = {**_ALL, "dcgan": _ALL["dcgan-64"]}
