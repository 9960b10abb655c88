"""The randomness of a step: that of its schedule's seed and of the images seen before it, and of nothing else."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

import torch

from gan.training.learners.schedule import Schedule

__all__ = ["generator_of", "seeded"]

# Keeps the numbers by which features are left out apart from those that pictures are drawn from.
_DROPOUT: Final = 1 << 40


def generator_of(schedule: Schedule, images_seen: int, device: str) -> torch.Generator:
    """A step's own generator, on a device."""
    return torch.Generator(device).manual_seed(_seed(schedule, images_seen))


@contextmanager
def seeded(schedule: Schedule, images_seen: int, device: str) -> Generator[None]:
    """Torch's own state is the step's within the context, and afterwards what it was: dropout takes no generator."""
    with torch.random.fork_rng([] if device == "cpu" else [device], device_type=torch.device(device).type):
        torch.manual_seed(_DROPOUT + _seed(schedule, images_seen))
        yield


def _seed(schedule: Schedule, images_seen: int) -> int:
    return schedule.seed * 1_000_003 + images_seen
