"""What a run reports, and who listens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from PIL import Image

from gan.training.alarms import Alarm

__all__ = ["Tick", "Watcher"]


@dataclass(frozen=True, slots=True, eq=False)
class Tick:
    """What a run reports once it has seen so many images more.

    Attributes:
        images_seen: by this run.
        rate: images a second since the last tick.
        seconds_left: until the run ends, an estimate.
        stage: which stage it is in, from 1 on.
        stages: how many there are.
        resolution: side of the pictures in this stage.
        metrics: means since the last tick, and the signs of collapse.
        alarms: what has begun to go wrong.
        sheet: fixed seeds as the averaged generator draws them now.
    """

    images_seen: int
    rate: float
    seconds_left: float
    stage: int
    stages: int
    resolution: int
    metrics: Mapping[str, float]
    alarms: tuple[Alarm, ...]
    sheet: Image.Image


class Watcher(Protocol):
    """Somebody who watches a run."""

    def started(self, images_seen: int) -> None:
        """A run begins, or goes on after so many images."""
        ...

    def stepped(self, images_seen: int) -> None:
        """It has taken a step."""
        ...

    def ticked(self, tick: Tick) -> None:
        """It has come to a tick, and saves its checkpoint next."""
        ...
