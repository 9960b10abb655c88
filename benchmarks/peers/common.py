"""What training somebody else's networks on a corpus takes: their modules, our pictures, a folder of what they drew."""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import torch
from PIL import Image
from torch import Tensor, nn

from gan.console import stop
from gan.corpus.data.dataset import Corpus, CorpusError
from gan.generator import to_pixels
from gan.training.learners.batches import batches

__all__ = ["Pace", "draw", "millions", "modules", "real_pictures"]

_BATCH = 50


def modules(source: Path, *names: str) -> list[ModuleType]:
    """Modules of a repository that was cloned into the folder `source`."""
    if not source.is_dir():
        stop(f"There is no folder {source}. Clone the repository there; docs/peers.md says which.")
    sys.path.insert(0, str(source.resolve()))
    return [importlib.import_module(name) for name in names]


def real_pictures(data: Path, resolution: int, batch: int) -> Iterator[Tensor]:
    """Endless batches of the training split, fp32 `(batch, 3, resolution, resolution)` from -1 to 1, in our order."""
    try:
        corpus = Corpus(data)
    except CorpusError as error:
        stop(str(error))
    return (found.pictures for found in batches(corpus, resolution, batch, seed=0, start=0))


def draw(generate: Callable[[int], Tensor], count: int, out: Path, side: int) -> None:
    """Writes `count` pictures as PNG; `generate(n)` gives `(n, 3, s, s)` from -1 to 1."""
    out.mkdir(parents=True, exist_ok=True)
    for begin in range(0, count, _BATCH):
        with torch.inference_mode():
            drawn = nn.functional.adaptive_avg_pool2d(generate(min(_BATCH, count - begin)), side)
        for number, picture in enumerate(to_pixels(drawn), begin):
            Image.fromarray(picture).save(out / f"{number:06d}.png")


def millions(network: nn.Module) -> str:
    """How many parameters a network has: `2.03 M`."""
    return f"{sum(parameter.numel() for parameter in network.parameters()) / 1e6:.2f} M"


class Pace:
    """A line on the terminal every so many images."""

    def __init__(self, images: int) -> None:
        self._images, self._begun, self._said = images, time.monotonic(), 0

    def at(self, seen: int) -> None:
        """To be told after every step."""
        if seen * 10 // self._images > self._said:
            self._said = seen * 10 // self._images
            print(f"{seen:>9} images  {seen / (time.monotonic() - self._begun):.1f}/s", flush=True)
