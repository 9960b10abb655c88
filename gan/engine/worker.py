"""What runs in a worker process: painters kept warm, one picture at a time, plain data out.

Importing this module is cheap: torch and numpy are imported by the first call in the worker, never in the bot.
"""

from __future__ import annotations

import functools
import io
import multiprocessing
import os
import signal
import threading
import traceback
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from gan.attributes import UnknownAttribute
from gan.models import Model, ModelError, Registry
from gan.pixels import pixel_hash
from gan.recipe import Recipe, RecipeError, fresh
from gan.rules import Contradiction

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "Broken",
    "Drawn",
    "Painter",
    "PainterSource",
    "Refused",
    "TorchPainters",
    "WarmedUp",
    "WorkerSettings",
    "draw",
    "prepare",
    "warm_up",
]

# A painter takes about 25 MB; a community rarely draws with more than its own style, the base and a former style.
_PAINTERS_KEPT: Final = 4
# How much a worker gives way to the bot: the bot must acknowledge within 100 ms while every core draws.
_NICENESS: Final = 5
# zlib's fastest level: half the time of the default for pictures 7 % larger.
_PNG_LEVEL: Final = 1


class Painter(Protocol):
    """Draws recipes of one model."""

    def paint(self, recipe: Recipe, size: int | None = None) -> NDArray[np.uint8]:
        """The picture: RGB, shape `(height, width, 3)`."""
        ...


class PainterSource(Protocol):
    """Where a worker gets its painters from; travels to the worker by pickle."""

    def devices(self) -> tuple[str, ...]:
        """What can be drawn on, one worker each: `("cuda:0", "cuda:1")`, or `("cpu",)`. Called once, before `load`."""
        ...

    def load(self, model: Model, device: str) -> Painter:
        """A painter of the model; raises `ModelError` where its files are missing or damaged."""
        ...


@dataclass(frozen=True, slots=True)
class TorchPainters:
    """The real painters: `gan.generator` on every GPU, or on the CPU with one thread."""

    def devices(self) -> tuple[str, ...]:
        """Every CUDA device that torch can use, else the CPU."""
        import torch

        torch.set_num_threads(1)
        return tuple(f"cuda:{index}" for index in range(torch.cuda.device_count())) or ("cpu",)

    def load(self, model: Model, device: str) -> Painter:
        """A painter whose weights were verified against the model's id."""
        from gan.generator import load

        return load(model, device)


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """What a worker needs to know.

    Attributes:
        folders: of the model registry.
        painters: where painters come from.
        index: the worker's number, from 0; decides its GPU.
    """

    folders: tuple[Path, ...]
    painters: PainterSource
    index: int


@dataclass(frozen=True, slots=True)
class WarmedUp:
    """A worker's report that it is ready.

    Attributes:
        device: what it draws on.
        devices: how many devices there are to draw on.
        problem: why the default model could not be loaded; other models may draw all the same.
    """

    device: str
    devices: int
    problem: str | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture; see `gan.engine.interface.Picture`."""

    png: bytes
    pixel_hash: str
    size: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The recipe cannot be drawn, however often it is tried; `reason` says why and what to do."""

    reason: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Drawing raised something unforeseen, so this worker's state is in doubt; `details` is the traceback."""

    details: str


def prepare() -> None:
    """The first thing that a worker does, before anything heavy is imported."""
    os.nice(_NICENESS)
    os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    # Without it cuBLAS refuses to work under torch.use_deterministic_algorithms.
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    threading.Thread(target=_die_with_parent, name="die-with-parent", daemon=True).start()


def _die_with_parent() -> None:
    """Ends this process as soon as the bot's is gone, even in mid-draw.

    A thread on multiprocessing's sentinel rather than Linux's PR_SET_PDEATHSIG, which fires as soon as the *thread*
    that spawned the worker ends.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGKILL)


class Studio:
    """The painters of one worker process, the last used kept."""

    def __init__(self, settings: WorkerSettings) -> None:
        self._painters = settings.painters
        self._registry = Registry(settings.folders)
        devices = settings.painters.devices()
        self.devices = len(devices)
        self.device = devices[settings.index % len(devices)]
        self._kept: OrderedDict[str, Painter] = OrderedDict()

    def warm_up(self) -> None:
        """Loads the default model and draws with it once; raises `ModelError`."""
        model = self._registry.default()
        self.painter(model.id).paint(fresh(model.id, seed=0))

    def painter(self, model_id: str) -> Painter:
        """The model's painter, loaded and verified unless it was used lately; raises `ModelError`."""
        painter = self._kept.get(model_id)
        if painter is None:
            painter = self._kept[model_id] = self._painters.load(self._registry.get(model_id), self.device)
        self._kept.move_to_end(model_id)
        while len(self._kept) > _PAINTERS_KEPT:
            self._kept.popitem(last=False)
        return painter

    def draw(self, recipe: Recipe, size: int | None) -> Drawn:
        """One picture, drawn alone: that is what makes it reproducible."""
        from PIL import Image

        pixels = self.painter(recipe.model_id).paint(recipe, size)
        file = io.BytesIO()
        Image.fromarray(pixels).save(file, "PNG", compress_level=_PNG_LEVEL)
        return Drawn(file.getvalue(), pixel_hash(pixels), int(pixels.shape[0]))


@functools.cache
def _studio(settings: WorkerSettings) -> Studio:
    """The process's one studio: a worker is only ever called with the settings that it was started with."""
    return Studio(settings)


def warm_up(settings: WorkerSettings) -> WarmedUp:
    """Imports what drawing needs and loads the default model."""
    studio = _studio(settings)
    problem = None
    try:
        studio.warm_up()
    except ModelError as error:
        problem = str(error)
    return WarmedUp(studio.device, studio.devices, problem)


def draw(settings: WorkerSettings, recipe: Recipe, size: int | None) -> Drawn | Refused | Broken:
    """Draws one picture. Outcomes are plain data: not every exception survives the way back to the bot."""
    try:
        return _studio(settings).draw(recipe, size)
    except (ModelError, RecipeError, UnknownAttribute, Contradiction) as error:
        return Refused(str(error))
    except Exception:
        return Broken(traceback.format_exc())
