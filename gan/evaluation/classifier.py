"""An attribute classifier for judging: another architecture and another seed than the GAN's discriminator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from gan.attributes import Vocabulary
from gan.corpus.data.shards import Pictures
from gan.evaluation.batches import Report, jittered, scaled
from gan.evaluation.weights import weights_sha256

__all__ = ["Classifier", "ClassifierNetwork", "accuracy", "train_classifier"]

_WIDTHS = (48, 96, 160, 224)
_FEATURES = 256
_FINE = 32
# The pictures' side becomes a quarter, their channels sixteen times as many, before the first convolution.
_FOLD = 4
_BATCH = 32
_LEARNING_RATE = 2e-3
_WEIGHT_DECAY = 0.02
_SMOOTHING = 0.05


class ClassifierNetwork(nn.Module):
    """A residual network (He et al. 2016, arXiv:1512.03385) with batch normalisation and a head for every attribute.

    Attributes:
        side: pixels that it looks at, a multiple of 32.
    """

    def __init__(self, classes: Sequence[int], side: int) -> None:
        super().__init__()
        if side < 32 or side % 32:
            raise ValueError(f"The classifier's side must be a multiple of 32, not {side}.")
        self.side = side
        self.stem = _convolution(3 * _FOLD**2, _WIDTHS[0])
        self.body = nn.Sequential(*(_Block(a, b) for a, b in pairwise(_WIDTHS[:-1])))
        self.top = _Block(_WIDTHS[-2], _WIDTHS[-1])
        self.fine = nn.Conv2d(_WIDTHS[-2], _FINE, 1)
        # Where a thing is tells what it is: the maps are not averaged away, and the finer one keeps what is small.
        coarse_side = side // _FOLD // 2 ** (len(_WIDTHS) - 1)
        self.gather = nn.Linear((_WIDTHS[-1] + 4 * _FINE) * coarse_side**2, _FEATURES)
        self.norm = nn.BatchNorm1d(_FEATURES)
        self.heads = nn.ModuleList(nn.Linear(_FEATURES, count) for count in classes)

    def features(self, pictures: Tensor) -> Tensor:
        """`(n, 3, side, side)`, 0 to 255, to `(n, 256)`."""
        x = functional.pixel_unshuffle(pictures / 127.5 - 1, _FOLD)
        x = self.body(functional.relu(self.stem(x.contiguous(memory_format=torch.channels_last))))
        both = torch.cat([self.top(x).flatten(1), functional.relu(self.fine(x)).flatten(1)], dim=1)
        return functional.relu(self.norm(self.gather(both)))

    def forward(self, pictures: Tensor) -> list[Tensor]:
        """`(n, 3, side, side)`, 0 to 255, to the class scores of each attribute, `(n, values)`."""
        features = self.features(pictures)
        return [cast("Tensor", head(features)) for head in self.heads]


class _Block(nn.Module):
    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.first = _convolution(inputs, outputs, 2)
        self.second = _convolution(outputs, outputs)
        self.skip = nn.Conv2d(inputs, outputs, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        y = self.second(functional.relu(self.first(x)))
        return functional.relu(y + self.skip(functional.avg_pool2d(x, 2)))


def _convolution(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, padding=1, bias=False), nn.BatchNorm2d(outputs))


class Classifier:
    """Names every attribute of a picture; what it computes just before the names is the embedding "attr".

    Attributes:
        name: "attr".
        sha256: hash of the weights.
        side: pixels that it looks at.
        vocabulary: what it names.
        network: in evaluation mode.
    """

    name = "attr"

    def __init__(self, network: ClassifierNetwork, vocabulary: Vocabulary) -> None:
        self.network = network.eval()
        self.vocabulary = vocabulary
        self.side = network.side
        self.sha256 = weights_sha256(network.state_dict())

    @torch.inference_mode()
    def __call__(self, pictures: Pictures | NDArray[np.uint8]) -> NDArray[np.float32]:
        """uint8 `(n, s, s, 3)` to features `(n, 256)`."""
        return torch.cat([self.network.features(batch) for batch in scaled(pictures, self.side)]).numpy()

    @torch.inference_mode()
    def probabilities(self, pictures: Pictures | NDArray[np.uint8]) -> list[NDArray[np.float32]]:
        """uint8 `(n, s, s, 3)` to, for each attribute of the vocabulary, `(n, values)`: rows sum to 1."""
        batches = [self.network(batch) for batch in scaled(pictures, self.side)]
        return [torch.cat(scores).softmax(dim=1).numpy() for scores in zip(*batches, strict=True)]


def accuracy(
    probabilities: Sequence[NDArray[np.float32]], labels: NDArray[np.int64], vocabulary: Vocabulary
) -> Mapping[str, float]:
    """For each attribute the share of the pictures that are named as labelled.

    Args:
        probabilities: for each attribute, `(n, values)`.
        labels: class indices `(n, attributes)`; -1 is not counted. Where nothing is labelled the share is nan.
        vocabulary: names of the attributes, in the same order.
    """
    shares: dict[str, float] = {}
    for i, name in enumerate(vocabulary):
        known = labels[:, i] >= 0
        right = probabilities[i].argmax(axis=1)[known] == labels[known, i]
        shares[name] = float(right.mean()) if known.any() else float("nan")
    return shares


def train_classifier(
    small: NDArray[np.uint8],
    labels: NDArray[np.int64],
    vocabulary: Vocabulary,
    *,
    epochs: int,
    seed: int,
    report: Report | None = None,
) -> Classifier:
    """A classifier that has seen every picture `epochs` times, mirrored and moved a little.

    Label smoothing (Szegedy et al. 2016, arXiv:1512.00567, section 7) keeps its scores from running away; AdamW
    (Loshchilov & Hutter 2019, arXiv:1711.05101) with one cycle of the learning rate.

    Args:
        small: uint8 `(n, side, side, 3)`, of the side that the classifier shall look at.
        labels: class indices `(n, attributes)`; -1 is not counted.
        vocabulary: what the labels are.
        epochs: passes over the pictures.
        seed: of the weights and of the order.
        report: told after every step.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = ClassifierNetwork(vocabulary.class_counts(), small.shape[1])
        network.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
        order = np.random.default_rng(seed)
        steps = epochs * -(-len(small) // _BATCH)
        optimizer = torch.optim.AdamW(network.parameters(), _LEARNING_RATE, weight_decay=_WEIGHT_DECAY)
        cycle = torch.optim.lr_scheduler.OneCycleLR(optimizer, _LEARNING_RATE, total_steps=steps, pct_start=0.15)
        done = 0
        for _ in range(epochs):
            for chosen in np.array_split(order.permutation(len(small)), -(-len(small) // _BATCH)):
                pictures = jittered(small[chosen], order)
                with torch.autocast("cpu", torch.bfloat16):
                    scores = network(pictures)
                loss = _loss(scores, torch.from_numpy(labels[chosen]))
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                cycle.step()
                done += 1
                if report is not None:
                    report("training the attribute classifier", done, steps)
    return Classifier(network, vocabulary)


def _loss(scores: Sequence[Tensor], labels: Tensor) -> Tensor:
    losses = [
        functional.cross_entropy(
            score.float(), labels[:, i], ignore_index=-1, reduction="sum", label_smoothing=_SMOOTHING
        )
        for i, score in enumerate(scores)
    ]
    return torch.stack(losses).sum() / (labels >= 0).sum().clamp(min=1)
