"""Pictures the generator has never seen, looked for in its latent space: what it cannot find, it cannot draw."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from gan.corpus.data.dataset import normalise
from gan.evaluation.batches import scaled
from gan.evaluation.drawn import FIRST_SEED, StyleSampler
from gan.evaluation.judged import Tell, silent
from gan.evaluation.perceptual import Perception
from gan.generator import to_pixels

__all__ = ["Effort", "Projected", "project"]

_BATCH = 8
# Weight of the embedding's squared distance beside that of the pixels, which are of the same order of size.
_PERCEPTUAL = 0.1


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to look.

    Attributes:
        steps: of Adam.
        learning_rate: its first, in standard deviations of W; it falls to nothing along half a cosine.
        candidates: seeds of which the nearest is started from.
    """

    steps: int = 150
    learning_rate: float = 0.05
    candidates: int = 128


@dataclass(frozen=True, slots=True)
class Projected:
    """Pictures and the nearest ones found in W.

    Attributes:
        targets: uint8 `(n, side, side, 3)`, at the generator's resolution.
        found: the same of what was found.
        mse: mean squared error of each, of shades from 0 to 1, `(n,)`.
        start: that of the nearest seed before the search, `(n,)`.
    """

    targets: NDArray[np.uint8]
    found: NDArray[np.uint8]
    mse: NDArray[np.float64]
    start: NDArray[np.float64]

    @property
    def psnr(self) -> NDArray[np.float64]:
        """Peak signal-to-noise ratio of each, decibels; of a perfect match 99."""
        return _psnr(self.mse)

    @property
    def start_psnr(self) -> NDArray[np.float64]:
        """The same before the search."""
        return _psnr(self.start)


def _psnr(mse: NDArray[np.float64]) -> NDArray[np.float64]:
    return -10 * np.log10(np.maximum(mse, 10**-9.9))


def project(
    sampler: StyleSampler,
    eye: Perception,
    pictures: NDArray[np.uint8],
    effort: Effort | None = None,
    tell: Tell = silent,
) -> Projected:
    """Looks for each picture in W by gradient descent; the same pictures always give the same result.

    As Abdal et al. 2019 (arXiv:1904.03189), but in W itself, where blends take place, rather than in W+: Adam on w from
    the nearest of some seeds, with squared error on several scales and a perceptual distance.

    Args:
        sampler: draws.
        eye: the perceptual distance.
        pictures: uint8 `(n, s, s, 3)`; brought to the generator's resolution.
        effort: how hard to look.
        tell: told how many pictures are done.
    """
    effort = effort or Effort()
    shades = torch.cat(list(scaled(pictures, sampler.resolution))).round().clamp(0, 255)
    targets = shades.permute(0, 2, 3, 1).byte().numpy()
    styles, thumbnails = _candidates(sampler, effort.candidates)
    rate = effort.learning_rate * float(styles.var(dim=0).mean().sqrt())
    found: list[NDArray[np.uint8]] = []
    starts: list[NDArray[np.uint8]] = []
    for begin in range(0, len(targets), _BATCH):
        wanted = torch.from_numpy(normalise(targets[begin : begin + _BATCH])).permute(0, 3, 1, 2)
        w = styles[_nearest(wanted, thumbnails)]
        with torch.inference_mode():
            starts.append(to_pixels(sampler.synthesise(w)))
        w = _descend(sampler, eye, wanted, w, effort, rate)
        with torch.inference_mode():
            found.append(to_pixels(sampler.synthesise(w)))
        tell(min(begin + _BATCH, len(targets)))
    results = np.concatenate(found)
    return Projected(targets, results, _error(targets, results), _error(targets, np.concatenate(starts)))


def _error(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> NDArray[np.float64]:
    return np.square(a / 255.0 - b / 255.0).mean(axis=(1, 2, 3))


def _candidates(sampler: StyleSampler, count: int) -> tuple[Tensor, Tensor]:
    """Places in W to start from, the middle of them first, and what is there as thumbnails."""
    seeds = range(FIRST_SEED, FIRST_SEED + count)
    styles = sampler.styles(seeds)
    styles = torch.cat([styles.mean(dim=0, keepdim=True), styles])
    with torch.no_grad():
        thumbnails = [_thumbnail(sampler.synthesise(styles[i : i + _BATCH])) for i in range(0, len(styles), _BATCH)]
    return styles, torch.cat(thumbnails)


def _thumbnail(pictures: Tensor) -> Tensor:
    return functional.adaptive_avg_pool2d(pictures, min(32, pictures.shape[2])).flatten(1)


def _nearest(wanted: Tensor, thumbnails: Tensor) -> Tensor:
    return torch.cdist(_thumbnail(wanted), thumbnails).argmin(dim=1)


def _descend(
    sampler: StyleSampler, eye: Perception, wanted: Tensor, start: Tensor, effort: Effort, rate: float
) -> Tensor:
    w = start.clone().requires_grad_(True)
    optimizer = torch.optim.Adam([w], rate)
    with torch.no_grad():
        seen = eye.features(wanted)
    for step in range(effort.steps):
        optimizer.param_groups[0]["lr"] = rate * (1 + math.cos(math.pi * step / effort.steps)) / 2
        drawn = sampler.synthesise(w)
        distance = (eye.features(drawn) - seen).square().sum(dim=1)
        loss = (_pixels(drawn, wanted) + _PERCEPTUAL * distance).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return w.detach()


def _pixels(drawn: Tensor, wanted: Tensor) -> Tensor:
    """Mean squared error at every scale from the pictures' own down to 8 px, `(n,)`."""
    total = torch.zeros(len(drawn))
    while True:
        total = total + (drawn - wanted).square().mean(dim=(1, 2, 3))
        if drawn.shape[2] <= 8:
            return total
        drawn, wanted = functional.avg_pool2d(drawn, 2), functional.avg_pool2d(wanted, 2)
