"""The model that is measured: the shipped one, or random weights of the same shape where none is shipped yet."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from gan.models import SHIPPED, Model, ModelMissing, Registry

__all__ = ["ROOT", "Bench", "open_bench"]

ROOT = Path(__file__).resolve().parents[1]

# In a process of its own, so that this one stays as free of torch as the bot is.
_RANDOM_MODEL = """
import sys
from pathlib import Path
import torch
from gan.attributes import Attribute, Vocabulary
from gan.networks import Architecture, Generator
from gan.publishing import publish
torch.manual_seed(0)
vocabulary = Vocabulary(Attribute(f"attribute_{i}", ("one", "two", "three", "four", "five")) for i in range(12))
frequencies = {name: [0.2] * 5 for name in vocabulary}
publish(
    Generator(Architecture(128, vocabulary.class_counts())), Path(sys.argv[1]), "random",
    family="random", vocabulary=vocabulary, frequencies=frequencies, default=True,
)
"""


@dataclass(frozen=True, slots=True)
class Bench:
    """What every benchmark is given.

    Attributes:
        quick: short runs are wanted.
        scratch: a folder that is thrown away at the end.
        models: where the random weights are; None with shipped weights.
        model: what is drawn with.
    """

    quick: bool
    scratch: Path
    models: Path | None
    model: Model
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The registry's folders."""
        return (SHIPPED,) if self.models is None else (self.models,)

    @property
    def about_model(self) -> str:
        """Which model it is, in words."""
        kind = (
            "the shipped model" if self.models is None else "RANDOM WEIGHTS of the shipped shape, for none is shipped"
        )
        return f"{self.model.resolution} px, {kind} ({self.model.name}, {self.model.id[:8]})"

    def data_folder(self) -> Path:
        """A new data folder for a bot, with the model in it where it is not the shipped one."""
        folder = self.scratch / f"data-{next(self._numbers)}"
        folder.mkdir()
        if self.models is not None:
            shutil.copytree(self.models, folder / "models")
        return folder

    def environment(self, **settings: object) -> dict[str, str]:
        """For a process of ours: this program's code and these settings (`queue_limit=9`), none of the operator's."""
        kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("MOEGAN_")}
        ours = {f"MOEGAN_{name.upper()}": str(value) for name, value in settings.items()}
        return kept | {"PYTHONPATH": str(ROOT)} | ours


@contextmanager
def open_bench(*, quick: bool) -> Generator[Bench]:
    """Finds the model, or makes one."""
    with tempfile.TemporaryDirectory(prefix="moegan-bench-") as temporary:
        scratch = Path(temporary)
        models = None
        try:
            model = Registry().default()
        except ModelMissing:
            models = scratch / "models"
            subprocess.run([sys.executable, "-c", _RANDOM_MODEL, models], check=True, cwd=ROOT)
            model = Registry([models]).default()
        yield Bench(quick, scratch, models, model)
