"""How long the rest of a run takes: an estimate from the present rate and what later stages cost beside this one."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from gan.training.presets import Preset, Stage

__all__ = ["seconds_left", "stage_number"]

# What an image costs in a stage with a discriminator, beside one that only follows its guide: the generator runs once
# in both; the discriminator judges real and drawn pictures forward and backward, twice, and sometimes its gradient.
_AGAINST_A_DISCRIMINATOR = 3.0


def stage_number(preset: Preset, images_seen: int) -> int:
    """Which of a preset's stages a run is in, from 1 on; the last one at its end."""
    ends = list(accumulate(stage.images for stage in preset.stages))
    return min(bisect_right(ends, images_seen) + 1, len(ends))


def seconds_left(preset: Preset, images_seen: int, rate: float) -> float:
    """Seconds until the run ends, in all stages that are still to come.

    Args:
        preset: the run's stages.
        images_seen: so far.
        rate: images a second in the present stage; 0 where nobody knows yet, which gives infinity.
    """
    if rate <= 0:
        return float("inf")
    number = stage_number(preset, images_seen)
    here = preset.stages[number - 1]
    images = max(0, sum(stage.images for stage in preset.stages[:number]) - images_seen)
    later = sum(stage.images * _cost(stage) for stage in preset.stages[number:])
    return (images + later / _cost(here)) / rate


def _cost(stage: Stage) -> float:
    # Channels halve where the side doubles, so that feature maps grow with the side and not with its square.
    return stage.resolution * (_AGAINST_A_DISCRIMINATOR if stage.schedule.adversarial else 1.0)
