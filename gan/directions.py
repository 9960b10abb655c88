"""Directions in W along which faces change: what a generator has learned, laid open and made to move.

With labels: how W answers when one attribute is set to one value and everything else stays. The mapping is told its
labels, so W has labels for free, and no classifier is needed where InterFaceGAN (Shen et al. 2020, arXiv:1907.10786)
fits a linear one to scored pictures; the direction is the difference of the two means.

Without labels: SeFa (Shen & Zhou 2021, arXiv:2007.06600) reads from the weights alone which directions of W a band of
layers answers to most; GANSpace (Haerkoenen et al. 2020, arXiv:2004.02546) takes the principal components of W.

The same model gives the same directions: seeds are fixed and so are signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, cast

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from gan.attributes import Vocabulary
from gan.deciding import complete
from gan.latents import latent
from gan.loading import layer_bands, load_generator
from gan.models import Model
from gan.networks import Generator, StyledConvolution, ToRGB
from gan.rules import Rules

__all__ = ["BANDS", "Direction", "LatentSpace", "UnknownDirection", "likenesses", "steer"]

BANDS: Final = ("coarse", "middle", "fine")


# Seeds from whom directions are found.
SAMPLES: Final = 1024
# Seeds whose W is compared with one attribute changed; the differences vary far less than W itself.
_PAIRED = 256
_WITHOUT_LABELS: Final = re.compile(r"(?:sefa (?P<band>coarse|middle|fine)|pca) (?P<number>[1-9]\d{0,3})")


class UnknownDirection(ValueError):
    """A direction that the model does not have; the message says which it has."""


@dataclass(frozen=True, slots=True, eq=False)
class Direction:
    """A direction in W.

    Attributes:
        name: `hair_color=pink`, `turn`, `sefa coarse 1`, `pca 3`.
        about: the attribute or the code that it was found for; empty where it was found without labels.
        vector: unit length, shape `(latent,)`, fp32.
        step: how far one step goes: the standard deviation of W along the vector, over many untruncated faces.
        bands: the bands of layers that it is meant for, indices into `BANDS`.
        strength: how much there is to it; to be compared within one method. With labels: the distance between the two
            means, in steps. SeFa: the share of the band's answer. GANSpace: the share of W's variance.
    """

    name: str
    about: str
    vector: Tensor
    step: float
    bands: frozenset[int]
    strength: float

    def within(self, bands: Iterable[int]) -> Direction:
        """The same direction in these bands of layers alone."""
        return replace(self, bands=frozenset(bands))


def steer(styles: Tensor, direction: Direction, steps: float, layer_bands: Sequence[int]) -> Tensor:
    """A place in W some steps along a direction, in the direction's bands.

    Args:
        styles: where to begin, shape `(layers, latent)`, as `Painter.styles` gives it. No steps leave it exactly so.
        direction: of the same model or family.
        steps: negative for the other way.
        layer_bands: the band of each layer: `Painter.bands`.
    """
    moved = torch.tensor([float(band in direction.bands) for band in layer_bands], device=styles.device)
    return styles + steps * direction.step * moved[:, None] * direction.vector.to(styles.device)


def likenesses(direction: Direction, others: Iterable[Direction]) -> list[tuple[Direction, float]]:
    """What else a step along `direction` does: the cosine with each other direction, the largest first by magnitude.

    Directions about the same attribute or code are left out: to be less black is no side effect of being pink. The
    largest that is left says how entangled the direction is.
    """
    cosines = [
        (other, float(direction.vector @ other.vector))
        for other in others
        if other is not direction and (not other.about or other.about != direction.about)
    ]
    return sorted(cosines, key=lambda pair: -abs(pair[1]))


class LatentSpace:
    """The W space of a model as its mapping fills it, and the directions in it."""

    def __init__(self, generator: Generator, card: Mapping[str, Any], samples: int = SAMPLES) -> None:
        """Decides who the seeds 0, 1, ... are, from whom all directions are found.

        Args:
            generator: whose space it is; only read.
            card: the model's.
            samples: how many seeds.
        """
        self._generator = generator
        self._vocabulary = Vocabulary.from_json(card["vocabulary"])
        self._rules = Rules.from_json(card.get("rules", [])).within(self._vocabulary)
        self._frequencies = cast("dict[str, list[float]]", card["frequencies"])
        self._truncation = float(card["truncation"])
        self.codes = tuple(cast("Sequence[str]", card.get("codes", ())))
        self._layer_bands = layer_bands(self._generator, card)
        self._known: dict[str, Direction] = {}
        self._z = torch.stack([self._noise(seed) for seed in range(samples)])
        self._indices: dict[str, dict[str | None, int]] = {
            name: {value: index for index, value in enumerate(attribute.values)}
            for name, attribute in self._vocabulary.items()
        }
        # What each seed decides before rules hide any of it: another value may bring it to light.
        self._decided = [complete(seed, {}, self._vocabulary, self._frequencies) for seed in range(samples)]
        self._labels = self._classes(self._rules.hide(avatar) for avatar in self._decided)

    @classmethod
    def of_model(cls, model: Model, samples: int = SAMPLES) -> LatentSpace:
        """That of a model of the registry.

        Raises:
            ModelMissing: the weights file is gone.
            ModelCorrupt: the weights file is not the one that the card describes.
        """
        return cls(load_generator(model).eval().requires_grad_(False), model.card, samples)

    @cached_property
    def _w(self) -> Tensor:
        """Where the seeds are, untruncated: `(samples, latent)`, fp64."""
        return self._map(self._z, self._labels)

    def named(self, name: str) -> Direction:
        """A direction by its name, found once and then kept.

        Args:
            name: a code (`turn`), a value of an attribute (`hair_color=pink`), one that SeFa finds for a band
                (`sefa coarse 1`, counted from 1) or a principal component (`pca 3`).

        Raises:
            UnknownDirection: the model has none of that name.
        """
        if name not in self._known:
            self._known[name] = self._find(name)
        return self._known[name]

    def _find(self, name: str) -> Direction:
        if found := _WITHOUT_LABELS.fullmatch(name):
            number = int(found["number"])
            if 1 <= number <= self._generator.architecture.latent:
                band = found["band"]
                return (self.principal(number) if band is None else self.sefa(BANDS.index(band), number))[-1]
        # Not by `of`, which looks for all there are where there is none: a code that anybody sends may name anything.
        for direction in self._about(name.partition("=")[0]):
            if direction.name == name:
                return direction
        raise UnknownDirection(f"The model has no direction {name!r}.")

    def with_labels(self) -> list[Direction]:
        """A direction for every value of every attribute that the training data named, and for every code."""
        attributes = [direction for name in self._vocabulary for direction in self._of_attribute(name)]
        return attributes + [self._of_code(name) for name in self.codes]

    def of(self, name: str) -> list[Direction]:
        """The directions of one attribute, a value each, or of one code.

        Raises:
            UnknownDirection: there is no such attribute or code, or there are no two values of it to compare.
        """
        found = self._about(name)
        if not found:
            known = list(dict.fromkeys(direction.about for direction in self.with_labels()))
            choice = f"Choose among: {', '.join(known)}." if known else "Take one found without labels: sefa or pca."
            raise UnknownDirection(f"The model has no direction for {name!r}. {choice}")
        return found

    def _about(self, name: str) -> list[Direction]:
        """The directions of one attribute or one code; none where there is no such thing."""
        if name in self._vocabulary:
            return self._of_attribute(name)
        return [self._of_code(name)] if name in self.codes else []

    def sefa(self, band: int, count: int) -> list[Direction]:
        """What a band of layers answers to most: the first eigenvectors of the sum of A^T A over its style affines.

        Of all unit vectors n the first gives the largest change ||A n|| of the band's styles, and each next one the
        largest at right angles to those before (SeFa). The affines of the to-RGB layers count too.
        """
        gram = torch.zeros(self._generator.architecture.latent, self._generator.architecture.latent).double()
        for affine in self._affines(band):
            gram += affine.T @ affine
        values, vectors = _eigen(gram, count)
        bands, shares = frozenset({band}), values / gram.trace()
        return [
            self._direction(f"sefa {BANDS[band]} {number}", "", vector, float(share), bands)
            for number, (vector, share) in enumerate(zip(vectors, shares, strict=True), start=1)
        ]

    def principal(self, count: int) -> list[Direction]:
        """The first principal components of W (GANSpace), for all layers."""
        covariance = self._w.T.cov()
        values, vectors = _eigen(covariance, count)
        shares = values / covariance.trace()
        return [
            self._direction(f"pca {number}", "", vector, float(share))
            for number, (vector, share) in enumerate(zip(vectors, shares, strict=True), start=1)
        ]

    def named_codes(self, name: str | None = None) -> list[str]:
        """This code, or all; raises `UnknownDirection` where the model's card does not name it, or names none."""
        if not self.codes:
            raise UnknownDirection("This model has no codes: its card names none. Take --by labels, sefa or pca.")
        if name is not None and name not in self.codes:
            raise UnknownDirection(f"There is no code {name!r}. Choose among: {', '.join(self.codes)}.")
        return list(self.codes) if name is None else [name]

    def code(self, name: str, seed: int) -> float:
        """What a seed decides a code to be: its standard normal score; raises `UnknownDirection`."""
        return float(self._noise(seed)[self._code_index(name)])

    def code_shift(self, name: str, seed: int, value: float, attributes: Mapping[str, str] | None = None) -> Tensor:
        """How a seed's truncated place in W moves when one of its codes is set to `value`: shape `(latent,)`, fp32.

        Args:
            name: the code.
            seed: whose noise it is.
            value: standard normal score; what the seed itself decided gives zeros.
            attributes: what was asked for when the seed was drawn.

        Raises:
            UnknownDirection: the model's card names no such code.
            UnknownAttribute: an attribute or value that the model does not know.
            Contradiction: attributes that cannot all be seen on one avatar.
        """
        before = self._noise(seed)[None]
        after = before.clone()
        after[:, self._code_index(name)] = value
        asked = self._vocabulary.check(attributes or {})
        labels = self._classes([complete(seed, asked, self._vocabulary, self._frequencies, self._rules)])
        return (self._truncation * (self._map(after, labels) - self._map(before, labels)))[0].float()

    def _of_attribute(self, name: str) -> list[Direction]:
        """For each value: from the mean of W with the other values, in their shares, to the mean with this one.

        All means are over the same seeds with everything else as it was, less what the value itself hides: those seeds
        on whom every value can be seen. Means over whoever happens to have the value would lend the direction whatever
        goes with it in the training data. Values that the training data lacked are left out: nothing was learned there.
        """
        values = zip(self._vocabulary[name].values, self._frequencies[name], strict=True)
        shares = {value: share for value, share in values if share > 0}
        people = range(min(_PAIRED, len(self._decided)))
        seen = {value: [self._rules.hide({**self._decided[i], name: value}) for i in people] for value in shares}
        paired = [i for i in people if all(avatars[i][name] == value for value, avatars in seen.items())]
        if len(shares) < 2 or not paired:
            return []
        means = {
            value: self._map(self._z[paired], self._classes(avatars[i] for i in paired)).mean(dim=0)
            for value, avatars in seen.items()
        }
        weighted = {value: shares[value] * mean for value, mean in means.items()}
        total = torch.stack(list(weighted.values())).sum(dim=0)
        others = {value: (total - weighted[value]) / (sum(shares.values()) - shares[value]) for value in means}
        return [self._contrast(f"{name}={value}", name, mean - others[value]) for value, mean in means.items()]

    def _of_code(self, name: str) -> Direction:
        """From the mean of W with the code at -1 to that at 1, one standard deviation to either side."""
        index = self._code_index(name)
        low, high = self._z.clone(), self._z.clone()
        low[:, index], high[:, index] = -1, 1
        shift = self._map(high, self._labels).mean(dim=0) - self._map(low, self._labels).mean(dim=0)
        return self._contrast(name, name, shift)

    def _contrast(self, name: str, about: str, difference: Tensor) -> Direction:
        length = difference.square().sum().sqrt().item()
        direction = self._direction(name, about, functional.normalize(difference, dim=0))
        return replace(direction, strength=length / max(direction.step, 1e-12))

    def _direction(
        self, name: str, about: str, unit: Tensor, strength: float = 0.0, bands: frozenset[int] = frozenset({0, 1, 2})
    ) -> Direction:
        return Direction(name, about, unit.float(), torch.std(self._w @ unit).item(), bands, strength)

    def _code_index(self, name: str) -> int:
        return self.codes.index(self.named_codes(name)[0])

    def _affines(self, band: int) -> list[Tensor]:
        """The style affines of a band's layers, each `(channels, latent)`, as they are applied."""
        sides = self._generator.layer_resolutions
        convolutions = cast("Sequence[StyledConvolution]", self._generator.convolutions)
        to_rgb = cast("Sequence[ToRGB]", self._generator.to_rgb)
        found = [layer.affine for layer, its in zip(convolutions, self._layer_bands, strict=True) if its == band]
        found += [
            layer.affine
            for layer, side in zip(to_rgb, self._generator.architecture.resolutions, strict=True)
            if self._layer_bands[sides.index(side)] == band
        ]
        return [(affine.weight * affine.scale).double() for affine in found]

    def _noise(self, seed: int) -> Tensor:
        return torch.from_numpy(latent(seed, self._generator.architecture.noise))

    def _classes(self, avatars: Iterable[Mapping[str, str | None]]) -> Tensor:
        # `Vocabulary.indices` looks for mistakes as well, which takes long for every seed with every value.
        labels = [[index.get(avatar.get(name), -1) for name, index in self._indices.items()] for avatar in avatars]
        return torch.tensor(labels, dtype=torch.int64)

    def _map(self, z: Tensor, labels: Tensor) -> Tensor:
        with torch.inference_mode():
            return cast("nn.Module", self._generator.mapping)(z, labels).double()


def _eigen(symmetric: Tensor, count: int) -> tuple[Tensor, Tensor]:
    """The largest eigenvalues and, row by row, their unit eigenvectors, each with its largest entry positive."""
    values, vectors = cast("tuple[Any, Any]", np.linalg.eigh(symmetric.numpy()))
    first = vectors.T[::-1][:count]
    largest = np.abs(first).argmax(axis=1)[:, None]
    signed = first * np.sign(np.take_along_axis(first, largest, axis=1))
    return torch.from_numpy(values[::-1][:count].copy()), torch.from_numpy(signed.copy())
