"""From a picture to places in W between the classes and between the seeds, by gradient descent."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor

from gan.resemblance.comparing import apart
from gan.resemblance.space import Space

__all__ = ["FINE", "ROUGH", "TELL_EVERY", "Imagined", "Seeds", "dearness", "falling", "imagine"]

# How much surer than of any other class one is of that of the seed from which a search begins.
_HUNCH: Final = 1.5
_NEVER: Final = -1e4
TELL_EVERY: Final = 10


@dataclass(frozen=True, slots=True)
class _Effort:
    """One search.

    Attributes:
        places: how many are gone on with.
        steps: of Adam.
        rate: how far z goes at first.
        sharp: how sharply one class is preferred to the others, at first and at last.
    """

    places: int
    steps: int
    rate: float
    sharp: tuple[float, float]


ROUGH: Final = _Effort(4, 80, 0.1, (1.0, 2.0))
FINE: Final = _Effort(2, 80, 0.06, (2.0, 6.0))
# What a rare class costs, in units of the distance of two strangers, for each natural logarithm of its rarity: a beard
# is no way to draw a shadow. Three times as much, and glasses and closed eyes are lost.
_RARITY: Final = 0.003


@dataclass(frozen=True, slots=True)
class Seeds:
    """Seeds to begin from.

    Attributes:
        z: `(n, noise)`.
        avatars: what each looks like.
        faces: pictures at the rough side, `(n, 3, side, side)`.
    """

    z: Tensor
    avatars: Sequence[Mapping[str, str]]
    faces: Tensor


@dataclass(frozen=True, slots=True)
class Imagined:
    """The nearest avatar between classes and seeds, brought to the nearest class of each attribute.

    Attributes:
        z: `(noise,)`.
        classes: of every attribute that the training data named, seen or not.
    """

    z: Tensor
    classes: Mapping[str, str]


def imagine(
    space: Space, rough: Tensor, fine: Tensor, seeds: Seeds, first: Sequence[int], tell: Callable[[], None]
) -> Imagined:
    """Looks for a picture.

    Args:
        rough: the picture, `(1, 3, side, side)`, at the first of `space.sides`.
        fine: the same at the second.
        first: the seeds to begin from, of `seeds`.
        tell: called every `TELL_EVERY` steps.
    """
    z = seeds.z[list(first)]
    hunches = _hunches(space, [seeds.avatars[one] for one in first])
    for wanted, effort in ((rough, ROUGH), (fine, FINE)):
        z, hunches, distances = _descend(space, wanted, z, hunches, effort, tell)
        best = distances.argsort()[: FINE.places]
        z, hunches = z[best], [one[best] for one in hunches]
    return Imagined(z[0], _likeliest(space, [one[0] for one in hunches]))


def falling(rate: float, step: int, steps: int) -> float:
    """A rate that falls to nothing along half a cosine."""
    return rate * (1 + math.cos(math.pi * step / steps)) / 2


def dearness(space: Space, unit: float) -> dict[str, Tensor]:
    """What each class of each named attribute costs for being rare, `(values,)`; infinitely much if it never occurs."""
    costs: dict[str, Tensor] = {}
    for name in space.names:
        shares = torch.tensor(space.model.frequencies[name], dtype=torch.float32)
        costs[name] = -_RARITY * unit * (shares / shares.sum()).log()
    return costs


def _hunches(space: Space, avatars: Sequence[Mapping[str, str]]) -> list[Tensor]:
    """Of every attribute, how likely each class is taken to be at first, `(avatars, values)`."""
    hunches: list[Tensor] = []
    for name, attribute in space.model.vocabulary.items():
        shares = torch.tensor(space.model.frequencies[name])
        hunch = torch.where(shares > 0, 0.0, _NEVER).repeat(len(avatars), 1)
        for row, avatar in enumerate(avatars):
            if name in avatar:
                hunch[row, attribute.index(avatar[name])] += _HUNCH
        hunches.append(hunch)
    return hunches


def _shares(space: Space, hunches: Sequence[Tensor], sharpness: float) -> list[Tensor]:
    """How much of each class there is, and of "not said", `(n, values + 1)`."""
    shares: list[Tensor] = []
    for name, hunch in zip(space.model.vocabulary, hunches, strict=True):
        if name in space.names:
            said = torch.softmax(hunch * sharpness, dim=1)
            shares.append(torch.cat([said, torch.zeros(len(hunch), 1)], dim=1))
        else:
            unsaid = torch.zeros(len(hunch), hunch.shape[1] + 1)
            unsaid[:, -1] = 1
            shares.append(unsaid)
    return shares


def _descend(
    space: Space,
    wanted: Tensor,
    z: Tensor,
    hunches: Sequence[Tensor],
    effort: _Effort,
    tell: Callable[[], None],
) -> tuple[Tensor, list[Tensor], Tensor]:
    """Places after the search, and how far each is from what was wanted."""
    z = z.clone().requires_grad_()
    moving = [hunch.clone().requires_grad_() for hunch in hunches]
    optimizer = torch.optim.Adam([{"params": [z]}, {"params": moving}] if moving else [{"params": [z]}])
    distances = torch.zeros(len(z))
    for step in range(effort.steps):
        rate = falling(effort.rate, step, effort.steps)
        for group, times in zip(optimizer.param_groups, (1, 3), strict=False):
            group["lr"] = times * rate
        low, high = effort.sharp
        shares = _shares(space, moving, low + (high - low) * step / effort.steps)
        distances = apart(space.draw(space.between(z, shares), wanted.shape[-1]), wanted)
        optimizer.zero_grad()
        distances.sum().backward()  # pyright: ignore[reportUnknownMemberType]
        optimizer.step()
        if step % TELL_EVERY == TELL_EVERY - 1:
            tell()
    return z.detach(), [hunch.detach() for hunch in moving], distances.detach()


def _likeliest(space: Space, hunches: Sequence[Tensor]) -> dict[str, str]:
    return {
        name: attribute.values[int(hunch.argmax())]
        for (name, attribute), hunch in zip(space.model.vocabulary.items(), hunches, strict=True)
        if name in space.names
    }
