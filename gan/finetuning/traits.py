"""Who somebody is, as far as outlines tell: comparable between a style and its base, whatever their colours."""

from __future__ import annotations

from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from gan.finetuning.losses import edges

__all__ = ["Traits", "kept_traits", "outlines", "train_traits"]

_SIDE: Final = 32
_HIDDEN: Final = 256
_EPOCHS: Final = 12
_BATCH: Final = 64
_RATE: Final = 2e-3
# An attribute counts as structural where outlines tell it so much better than naming the commonest class.
_TOLD: Final = 0.15


def outlines(pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Edges at 32 px, smoothed a little and of length 1: uint8 `(n, s, s, 3)` to `(n, 1024)`.

    Smoothed, since a style may thicken or thin its lines; the losses compare edges as they are.
    """
    found: list[Tensor] = []
    for begin in range(0, len(pictures), _BATCH):
        some = torch.from_numpy(pictures[begin : begin + _BATCH]).permute(0, 3, 1, 2).float() / 127.5 - 1
        found.append(functional.avg_pool2d(edges(some, _SIDE)[:, None], 3, 1, 1).flatten(1))
    every = torch.cat(found)
    centred = every - every.mean(dim=1, keepdim=True)
    return functional.normalize(centred, dim=1).numpy()


class Traits(nn.Module):
    """Outlines to attributes: a small network that has seen the base's own pictures alone."""

    def __init__(self, classes: tuple[int, ...]) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(_SIDE * _SIDE, _HIDDEN), nn.GELU(), nn.Dropout(0.2))
        self.heads = nn.ModuleList(nn.Linear(_HIDDEN, count) for count in classes)

    def forward(self, found: Tensor) -> list[Tensor]:
        """`(n, 1024)` to class scores for each attribute, `(n, values)`."""
        hidden = self.body(found * _SIDE)
        return [head(hidden) for head in self.heads]


def train_traits(pictures: NDArray[np.uint8], labels: NDArray[np.int64], classes: tuple[int, ...], seed: int) -> Traits:
    """A network that names attributes by outlines.

    Args:
        pictures: of the base, uint8 `(n, s, s, 3)`.
        labels: int64 `(n, attributes)`; -1 is not learned.
        classes: values of each attribute.
        seed: of weights and order.
    """
    found, known = torch.from_numpy(outlines(pictures)), torch.from_numpy(labels)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = Traits(classes)
        optimizer = torch.optim.AdamW(network.parameters(), _RATE, weight_decay=0.02)
        for _ in range(_EPOCHS):
            order = torch.randperm(len(found))
            for begin in range(0, len(found), _BATCH):
                chosen = order[begin : begin + _BATCH]
                scores = network(found[chosen])
                loss = torch.stack(
                    [
                        functional.cross_entropy(score, known[chosen, i], ignore_index=-1, reduction="sum")
                        for i, score in enumerate(scores)
                    ]
                ).sum() / len(chosen)
                optimizer.zero_grad()
                loss.backward()  # pyright: ignore[reportUnknownMemberType]
                optimizer.step()
    return network.eval()


def kept_traits(
    traits: Traits, base: NDArray[np.uint8], styled: NDArray[np.uint8], labels: NDArray[np.int64]
) -> dict[str, tuple[float, float]]:
    """For each attribute, by its number as text, how often it is named right in the base and in the style.

    Only attributes that outlines tell in the base are there: so much better than always naming the commonest.

    Args:
        traits: from `train_traits`, of other pictures than these.
        base: pictures of some faces, uint8 `(n, s, s, 3)`.
        styled: the same faces in the style.
        labels: what they were drawn with, -1 where nothing was asked or is to be seen.
    """
    told: dict[str, tuple[float, float]] = {}
    with torch.inference_mode():
        before = [score.argmax(dim=1).numpy() for score in traits(torch.from_numpy(outlines(base)))]
        after = [score.argmax(dim=1).numpy() for score in traits(torch.from_numpy(outlines(styled)))]
    for i, (one, other) in enumerate(zip(before, after, strict=True)):
        seen = labels[:, i] >= 0
        if not seen.any():
            continue
        right = float((one == labels[:, i])[seen].mean())
        commonest = float(np.bincount(labels[seen, i]).max() / seen.sum())
        if right >= commonest + _TOLD:
            told[str(i)] = (right, float((other == labels[:, i])[seen].mean()))
    return told
