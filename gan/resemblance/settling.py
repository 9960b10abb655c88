"""From a place between seeds to what a recipe can say: classes, a seed, and moves along directions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, cast

import torch
from torch import Tensor

from gan.recipe import Part, Recipe
from gan.resemblance.comparing import apart
from gan.resemblance.imagining import Imagined, dearness, falling
from gan.resemblance.space import Directions, Space

__all__ = ["as_recipe", "settled"]

# Seeds of which one becomes the recipe's, that which needs the shortest moves.
_SEEDS: Final = range(2_000_000, 2_004_096)
_STEPS: Final = 40
_RATES: Final = (0.05, 0.03)
_FIT_STEPS: Final = 60
_FIT_RATE: Final = 0.05
# Farther than this a move leaves faces behind; what a member pushes later comes on top.
_FARTHEST: Final = 3.5
# Keeps moves short where they change little, of W's own size.
_RIDGE: Final = 1e-3
# What a change must gain, in units of the distance of two strangers.
_GAIN: Final = 0.0005


def settled(space: Space, wanted: Tensor, imagined: Imagined, unit: float, tell: Callable[[], None]) -> Imagined:
    """The avatar with each class looked at once more beside all others, and z made to go with them.

    Args:
        wanted: the picture, at the finer of `space.sides`.
        unit: the mean distance of two strangers.
        tell: called four times.
    """
    for rate in _RATES:
        classes = _chosen(space, wanted, imagined, unit)
        tell()
        imagined = Imagined(_moved(space, wanted, imagined.z, classes, rate), classes)
        tell()
    return imagined


def _chosen(space: Space, wanted: Tensor, imagined: Imagined, unit: float) -> dict[str, str]:
    """The classes, changed one after the other as long as that brings the picture nearer."""
    costs = dearness(space, unit)
    vocabulary = space.model.vocabulary

    def cost(classes: Mapping[str, str]) -> float:
        return sum(float(costs[name][vocabulary[name].index(classes[name])]) for name in space.names)

    def distances(every: Sequence[Mapping[str, str]]) -> Tensor:
        labels = space.labels([space.seen(classes) for classes in every])
        with torch.no_grad():
            places = space.places(imagined.z.expand(len(every), -1), labels)
        drawn = space.drawn(places, wanted.shape[-1])
        return apart(drawn, wanted) + torch.tensor([cost(classes) for classes in every])

    now = dict(imagined.classes)
    changes = [
        (name, value)
        for name in space.names
        for value, share in zip(vocabulary[name].values, space.model.frequencies[name], strict=True)
        if share > 0 and value != now[name] and space.seen({**now, name: value}).get(name) == value
    ]
    found = distances([now, *({**now, name: value} for name, value in changes)])
    before, *after = cast("list[float]", found.tolist())
    best = before
    changed: set[str] = set()
    for distance, (name, value) in sorted(zip(after, changes, strict=True)):
        if distance > before - _GAIN * unit:
            break
        if name not in changed:
            distance = float(distances([{**now, name: value}]))
            if distance < best - _GAIN * unit:
                now[name], best = value, distance
                changed.add(name)
    return now


def _moved(space: Space, wanted: Tensor, z: Tensor, classes: Mapping[str, str], rate: float) -> Tensor:
    """z after gradient descent, with classes as they are."""
    z = z[None].clone().requires_grad_()
    labels = space.labels([space.seen(classes)])
    optimizer = torch.optim.Adam([z])
    for step in range(_STEPS):
        optimizer.param_groups[0]["lr"] = falling(rate, step, _STEPS)
        distance = apart(space.draw(space.places(z, labels), wanted.shape[-1]), wanted).sum()
        optimizer.zero_grad()
        distance.backward()  # pyright: ignore[reportUnknownMemberType]
        optimizer.step()
    return z.detach()[0]


def as_recipe(space: Space, wanted: Tensor, found: Imagined, tell: Callable[[], None]) -> tuple[Recipe, Tensor]:
    """The recipe that comes nearest, and its picture.

    Args:
        wanted: the picture, at the finer of `space.sides`.
        tell: called twice.
    """
    asked = space.seen(found.classes)
    labels = space.labels([asked])
    with torch.no_grad():
        aim = space.places(found.z[None], labels)[0]
        starts = space.places(space.noise(_SEEDS), labels)
    directions = space.directions
    seed = _nearest(aim - starts, directions)
    tell()
    # What it looks like is the recipe's to say from here on.
    with torch.no_grad():
        start = space.places(space.noise([_SEEDS[seed]]), space.labels([space.asked(_SEEDS[seed], asked)]))[0]
    used = _used(aim - start, directions)
    steps = directions.steps[used]
    moves = _fitted(space, wanted, start, steps, _solved(aim - start, steps))
    drawn = space.drawn((start + moves @ steps)[None], wanted.shape[-1])
    tell()
    named = {directions.names[one]: float(many) for one, many in zip(used, moves, strict=True)}
    return Recipe(space.model.id, (Part(_SEEDS[seed], asked, moves=named),)), drawn


def _nearest(ways: Tensor, directions: Directions) -> int:
    """Which of the ways, `(n, latent)`, is the best gone along directions alone."""
    steps = directions.steps[: directions.always] if directions.always else directions.steps
    left = ways - _solved(ways, steps) @ steps
    return int(left.square().sum(dim=1).argmin())


def _used(way: Tensor, directions: Directions) -> list[int]:
    """Those directions that go the way best: the sliders, and of the others one after the other what helps most."""
    used = list(range(directions.always))
    units = torch.nn.functional.normalize(directions.steps, dim=1)
    for _ in range(directions.more):
        left = way - _solved(way, directions.steps[used]) @ directions.steps[used] if used else way
        help_of = (units @ left).square()
        help_of[used] = -1.0
        used.append(int(help_of.argmax()))
    return used


def _solved(ways: Tensor, steps: Tensor) -> Tensor:
    """How many of each of the steps, `(k, latent)`, go the ways, `(..., latent)`, as far as they go at all."""
    gram = steps @ steps.T
    inverse = torch.inverse(gram + _RIDGE * gram.diagonal().mean() * torch.eye(len(steps)))
    return ways @ steps.T @ inverse


def _fitted(space: Space, wanted: Tensor, start: Tensor, steps: Tensor, first: Tensor) -> Tensor:
    """How far to go from `start` along each direction so that the picture is nearest."""

    def distance(moves: Tensor) -> Tensor:
        return apart(space.draw((start + moves @ steps)[None], wanted.shape[-1]), wanted).sum()

    moves = first.clamp(-_FARTHEST, _FARTHEST).clone().requires_grad_()
    optimizer = torch.optim.Adam([moves])
    for step in range(_FIT_STEPS):
        optimizer.param_groups[0]["lr"] = falling(_FIT_RATE, step, _FIT_STEPS)
        now = distance(moves)
        optimizer.zero_grad()
        now.backward()  # pyright: ignore[reportUnknownMemberType]
        optimizer.step()
        with torch.no_grad():
            moves.clamp_(-_FARTHEST, _FARTHEST)
    return moves.detach()
