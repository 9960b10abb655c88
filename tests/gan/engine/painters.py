"""A painter for tests that draws flat colours at once, or misbehaves: the seed says how. Imports no torch."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gan.models import Model, file_sha256
from gan.recipe import Recipe

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Seeds from here on sleep for so many milliseconds.
SLOW: Final = 1_000_000
# Seeds from here on wait until the test opens the gate; see `gate`.
HELD: Final = 3_000_000
# Seeds that misbehave.
DIES: Final = 2_000_000
STOPS: Final = 2_000_001
STOPS_ONCE: Final = 2_000_002
RAISES: Final = 2_000_003


@dataclass(frozen=True, slots=True)
class ScriptedPainter:
    """Draws; `diary` gets a line for each picture begun: the seed and the worker's process id."""

    diary: Path

    def paint(self, recipe: Recipe, size: int | None = None) -> NDArray[np.uint8]:
        import numpy as np

        seed = recipe.parts[0].seed
        with self.diary.open("a") as file:
            file.write(f"{seed} {os.getpid()}\n")
        if SLOW <= seed < DIES:
            time.sleep((seed - SLOW) / 1000)
        elif seed >= HELD:
            while not _gate(self.diary).exists():
                time.sleep(0.01)
        elif seed == DIES:
            os.kill(os.getpid(), signal.SIGKILL)
        elif seed == STOPS or (seed == STOPS_ONCE and len(begun(self.diary, seed)) == 1):
            os.kill(os.getpid(), signal.SIGSTOP)
        elif seed == RAISES:
            raise RuntimeError("out of paint")
        side = size or 8
        return np.full((side, side, 3), seed % 251, np.uint8)


@dataclass(frozen=True, slots=True)
class ScriptedPainters:
    """Where `ScriptedPainter`s come from; loading one checks the model's file, as the real ones do."""

    diary: Path
    gpus: int = 0

    def devices(self) -> tuple[str, ...]:
        return tuple(f"cuda:{index}" for index in range(self.gpus)) or ("cpu",)

    def load(self, model: Model, device: str) -> ScriptedPainter:
        model.verify()
        return ScriptedPainter(self.diary)


@dataclass(frozen=True, slots=True)
class NoPainters:
    """A machine on which torch cannot be imported."""

    def devices(self) -> tuple[str, ...]:
        raise ImportError("no torch on this machine")

    def load(self, model: Model, device: str) -> ScriptedPainter:
        raise AssertionError


@contextmanager
def gate(diary: Path) -> Generator[Callable[[], None]]:
    """While this lasts, seeds from `HELD` on are held, until what it yields is called."""
    path = _gate(diary)
    path.unlink(missing_ok=True)
    try:
        yield path.touch
    finally:
        path.touch()


def _gate(diary: Path) -> Path:
    """The file that seeds from `HELD` on wait for."""
    return diary.with_name(f"{diary.name}-gate")


def begun(diary: Path, seed: int) -> list[int]:
    """The process ids of the workers that have begun to draw this seed, in order."""
    lines = [line.split() for line in diary.read_text().splitlines()] if diary.exists() else []
    return [int(worker) for drawn, worker in lines if int(drawn) == seed]


def write_flat_model(folder: Path, name: str = "flat") -> str:
    """A model that only `ScriptedPainters` can load, the default of a registry over `folder`; gives its id."""
    weights = folder / f"{name}.safetensors"
    weights.write_bytes(name.encode())
    model_id = file_sha256(weights)
    card: dict[str, object] = {"id": model_id, "family": "flat", "resolution": 8, "default": True, "vocabulary": {}}
    (folder / f"{name}.json").write_text(json.dumps(card))
    return model_id
