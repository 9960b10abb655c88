"""Pictures to be judged: what a model, or a run that is still being trained, draws from fresh seeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast, runtime_checkable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from gan.attributes import Vocabulary
from gan.deciding import complete
from gan.family import child
from gan.generator import CENTRE_SEEDS, to_pixels
from gan.latents import latent
from gan.loading import load_generator
from gan.models import Model
from gan.networks import Architecture, Generator
from gan.recipe import fresh
from gan.rules import NO_RULES, Rules
from gan.training import CHECKPOINT, CheckpointError, checkpoint

__all__ = [
    "FIRST_SEED",
    "BlendSampler",
    "Drawn",
    "GeneratorSampler",
    "ModelSampler",
    "Sampler",
    "StyleSampler",
    "in_chunks",
    "of_run",
]

# Far from the small seeds that people look at while they train.
FIRST_SEED = 1_000_000

_BATCH = 16


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pictures and what was asked of them.

    Attributes:
        pictures: uint8 `(n, side, side, 3)`.
        labels: int64 `(n, attributes)`, the class indices they were drawn with; -1 for what was not asked for or
            cannot be seen.
        seeds: int64 `(n,)`.
    """

    pictures: NDArray[np.uint8]
    labels: NDArray[np.int64]
    seeds: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.seeds)


class Sampler(Protocol):
    """Whatever draws pictures from seeds and can be judged by them."""

    @property
    def name(self) -> str:
        """Which generator it is, in a word or two."""
        ...

    @property
    def about(self) -> str:
        """Everything that a reader needs to know to draw the same pictures again."""
        ...

    @property
    def resolution(self) -> int:
        """Pixels a side."""
        ...

    @property
    def vocabulary(self) -> Vocabulary:
        """What can be asked of it, in the order of the labels."""
        ...

    def draw(self, count: int, first_seed: int) -> Drawn:
        """The pictures of `count` seeds from `first_seed` on, of which nothing is asked."""
        ...

    def draw_seeds(self, seeds: Sequence[int], asked: Sequence[Mapping[str, str]] | None = None) -> Drawn:
        """The pictures of these seeds, each with the attributes asked of it; nothing is asked where None."""
        ...


@runtime_checkable
class StyleSampler(Sampler, Protocol):
    """A sampler with a space W between seeds and pictures, in which one can walk."""

    def styles(self, seeds: Sequence[int]) -> Tensor:
        """Places of seeds in W, of which nothing is asked: `(n, latent)`."""
        ...

    def synthesise(self, styles: Tensor) -> Tensor:
        """`(n, latent)` in W, or `(n, layers, latent)`, to pictures `(n, 3, side, side)`, about -1 to 1, with a graph.

        Nothing is rounded, so that steps far smaller than a shade can be measured.
        """
        ...


@runtime_checkable
class BlendSampler(StyleSampler, Protocol):
    """A sampler that knows what the children of two seeds are."""

    def children(self, first_seed: int, pairs: int) -> Tensor:
        """Where the children of pairs of seeds are in W, `(pairs, latent)`; their parents count alike."""
        ...


class GeneratorSampler:
    """A generator of `gan.networks` as a sampler, several pictures at a time.

    A picture is that of `gan.generator.Painter` up to the last bits: the same noise, attributes and truncation.
    """

    def __init__(
        self,
        generator: Generator,
        vocabulary: Vocabulary,
        frequencies: Mapping[str, list[float]],
        *,
        rules: Rules = NO_RULES,
        truncation: float,
        name: str,
        about: str,
    ) -> None:
        """`frequencies` (for each attribute the share of each value) and `rules` decide what nobody asks for."""
        self._generator = generator.eval().requires_grad_(False)
        self._frequencies = frequencies
        self._rules = rules
        self._truncation = truncation
        self._centre = torch.from_numpy(self._noise(CENTRE_SEEDS))
        self.vocabulary = vocabulary
        self.name = name
        self.about = about

    @property
    def resolution(self) -> int:
        """Pixels a side."""
        return self._generator.architecture.resolution

    def with_generator(self, generator: Generator) -> GeneratorSampler:
        """The same of another generator of the same shapes: a style of this one."""
        return GeneratorSampler(
            generator,
            self.vocabulary,
            self._frequencies,
            rules=self._rules,
            truncation=self._truncation,
            name=self.name,
            about=self.about,
        )

    def _noise(self, seeds: Sequence[int]) -> NDArray[np.float32]:
        return np.stack([latent(seed, self._generator.architecture.noise) for seed in seeds])

    def _labels(self, seeds: Sequence[int], asked: Sequence[Mapping[str, str]] | None = None) -> NDArray[np.int64]:
        wishes: Sequence[Mapping[str, str]] = [dict[str, str]()] * len(seeds) if asked is None else asked
        completed = (
            complete(seed, wish, self.vocabulary, self._frequencies, self._rules)
            for seed, wish in zip(seeds, wishes, strict=True)
        )
        rows = [self.vocabulary.indices(avatar) for avatar in completed]
        return np.array(rows, dtype=np.int64).reshape(len(rows), len(self.vocabulary))

    def _places(self, seeds: Sequence[int], labels: NDArray[np.int64]) -> Tensor:
        given = torch.from_numpy(labels)
        w = self._generator.mapping(torch.from_numpy(self._noise(seeds)), given)
        if self._truncation == 1:
            return w
        # Truncation draws towards the mean of faces with the same attributes (`gan.generator.Painter`).
        around = len(self._centre)
        every = self._generator.mapping(self._centre.repeat(len(seeds), 1), given.repeat_interleave(around, dim=0))
        centre = every.view(len(seeds), around, -1).mean(dim=1)
        return cast("Tensor", centre + self._truncation * (w - centre))

    def styles(self, seeds: Sequence[int]) -> Tensor:
        """Places of seeds in W, of which nothing is asked: `(n, latent)`."""
        with torch.no_grad():
            return self._places(seeds, self._labels(seeds))

    def synthesise(self, styles: Tensor) -> Tensor:
        """`(n, latent)` or `(n, layers, latent)` in W to pictures `(n, 3, side, side)`, about -1 to 1."""
        per_layer = styles[:, None].expand(-1, self._generator.layers, -1) if styles.ndim == 2 else styles
        return self._generator.synthesise(per_layer)

    def draw(self, count: int, first_seed: int) -> Drawn:
        """The pictures of `count` seeds from `first_seed` on, of which nothing is asked."""
        return self.draw_seeds(range(first_seed, first_seed + count))

    def draw_seeds(self, seeds: Sequence[int], asked: Sequence[Mapping[str, str]] | None = None) -> Drawn:
        """The pictures of these seeds, each with the attributes asked of it; nothing is asked where None.

        Raises:
            UnknownAttribute: a name or a value is not in the vocabulary.
            Contradiction: what was asked for cannot all be seen on one avatar.
        """
        wishes = None if asked is None else [self.vocabulary.check(wish) for wish in asked]
        labels = self._labels(seeds, wishes)
        pictures = np.empty((len(seeds), self.resolution, self.resolution, 3), dtype=np.uint8)
        with torch.inference_mode():
            for begin in range(0, len(seeds), _BATCH):
                some = slice(begin, begin + _BATCH)
                pictures[some] = to_pixels(self.synthesise(self._places(seeds[some], labels[some])))
        return Drawn(pictures, labels, np.array(seeds, dtype=np.int64))


class ModelSampler(GeneratorSampler):
    """A published model as a sampler, at its own truncation."""

    def __init__(self, model: Model) -> None:
        """Raises as `gan.loading.load_generator` does."""
        truncation = float(model.card["truncation"])
        super().__init__(
            load_generator(model),
            model.vocabulary,
            cast("Mapping[str, list[float]]", model.card["frequencies"]),
            rules=model.rules,
            truncation=truncation,
            name=model.name,
            about=f"model {model.name}, id {model.id[:12]}, truncation {truncation:g}",
        )
        self._model = model

    def children(self, first_seed: int, pairs: int) -> Tensor:
        """Where the children of pairs of seeds are in W, `(pairs, latent)`; their parents count alike."""
        faces = [fresh(self._model.id, seed) for seed in range(first_seed, first_seed + 2 * pairs)]
        recipes = [child(faces[k], faces[k + 1], 0.5, "mix", self._model) for k in range(0, len(faces), 2)]
        parts = [part for recipe in recipes for part in recipe.parts]
        seeds, asked = [part.seed for part in parts], [part.attributes for part in parts]
        with torch.no_grad():
            return self._places(seeds, self._labels(seeds, asked)).view(pairs, 2, -1).mean(dim=1)


def in_chunks(sampler: Sampler, count: int, first_seed: int, chunk: int = 128) -> Iterator[Drawn]:
    """As `Sampler.draw`, a part at a time: five thousand pictures at 256 px would fill a gigabyte."""
    for begin in range(0, count, chunk):
        yield sampler.draw(min(chunk, count - begin), first_seed + begin)


def of_run(run: Path, frequencies: Mapping[str, list[float]], rules: Rules = NO_RULES) -> GeneratorSampler:
    """The averaged generator of a run's last checkpoint, without truncation.

    Args:
        run: the run's folder.
        frequencies: for each attribute the share of each value in the data that the run learns from.
        rules: those of the data.

    Raises:
        CheckpointError: the checkpoint is missing, damaged, or of another kind of generator.
    """
    parts, about = checkpoint.load(run / CHECKPOINT)
    try:
        vocabulary = Vocabulary.from_json(about["vocabulary"])
        generator = Generator(Architecture.from_json(about["architecture"]))
        generator.load_state_dict(parts["average"])
        seen = int(about["images_seen"])
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        raise CheckpointError(f"The checkpoint of {run} is not one that this program can draw with: {error}") from error
    return GeneratorSampler(
        generator,
        vocabulary,
        frequencies,
        rules=rules,
        truncation=1.0,
        name=run.name,
        about=f"run {run.name} after {seen:,} images, averaged weights, no truncation",
    )
