"""A run that takes a second: networks of a few thousand numbers, random pictures, two stages."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from gan.attributes import Vocabulary
from gan.corpus.data.dataset import Folder
from gan.training import Material, Plan, Preset, Schedule, Stage, Tick, Watcher, train
from gan.training.learners.learner import Learner
from tests.tiny import VOCABULARY

__all__ = ["PRESET", "Ears", "folder_of", "plan", "run"]

_SCHEDULE = Schedule(batch=4, condition_over=0, augment="ada", dropout=0.1)
_SHAPES = {"noise": 16, "latent": 16, "channel_base": 64, "channel_max": 8, "channel_min": 4, "embedding": 4}
PRESET = Preset("tiny", "for tests", (Stage(8, 8, _SCHEDULE), Stage(16, 16, _SCHEDULE)), _SHAPES)


class Ears:
    """Keeps every tick that it hears of."""

    def __init__(self) -> None:
        self.ticks: list[Tick] = []

    def started(self, images_seen: int) -> None:
        """Of no interest."""

    def stepped(self, images_seen: int) -> None:
        """Of no interest."""

    def ticked(self, tick: Tick) -> None:
        self.ticks.append(tick)


def folder_of(count: int = 24, side: int = 16, vocabulary: Vocabulary = VOCABULARY) -> Folder:
    """Random pictures with random labels."""
    stream = np.random.default_rng(0)
    labels = [stream.integers(0, len(attribute.values), count) for attribute in vocabulary.values()]
    columns = np.stack(labels, axis=1) if labels else np.empty((count, 0), dtype=np.int64)
    return Folder(stream.integers(0, 256, (count, side, side, 3), dtype=np.uint8), vocabulary, columns)


def plan(out: Path, *, resume: bool = False, **numbers: object) -> Plan:
    """Three ticks: one at 8 px, two at 16 px."""
    return Plan(out, PRESET.with_numbers(**numbers), resume, tick=8)


def run(
    out: Path, *, resume: bool = False, watchers: Sequence[Watcher] = (), data: Folder | None = None, **numbers: object
) -> Learner:
    """Trains from the beginning, or on, with one thread: the last bits depend on how many there are."""
    torch.set_num_threads(1)
    whole = folder_of() if data is None else data
    rest = Folder(whole.images[4:], whole.vocabulary, whole.labels[4:])
    return train(plan(out, resume=resume, **numbers), Material(rest, whole.images[:4]), watchers)


class _Slowly(Ears):
    """Stays between a tick's metrics and its checkpoint, for somebody to end the process there."""

    def ticked(self, tick: Tick) -> None:
        if tick.images_seen == 16:
            sys.stdin.read()


if __name__ == "__main__":
    run(Path(sys.argv[1]), watchers=[_Slowly()])
