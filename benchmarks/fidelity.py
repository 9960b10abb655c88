"""How faithful a model's pictures are to the corpus it learned from.

    python -m gan corpus --count 16000 --size 128 --seed 0 --out corpus
    python -m benchmarks.fidelity --data corpus [--model NAME] [--models FOLDER]

Two figures, both at 64 px. *Named as labelled*: a small classifier, trained here on the corpus' training split, names
the attributes of pictures that were drawn with known ones; what it gets right of the test split is the most to be
expected. *KID-rand*: the kernel distance (Binkowski et al. 2018, arXiv:1801.01401) between drawn and real pictures in
features of random convolutions; that between two halves of the test split is its floor. Neither is an Inception figure.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, cast

import numpy as np
import torch
import typer
from rich.console import Console
from rich.table import Table
from torch import Tensor, nn
from torch.nn import functional

from gan.attributes import Vocabulary
from gan.corpus.data.dataset import Corpus
from gan.generator import Painter, load
from gan.latents import complete
from gan.models import SHIPPED, Model, Registry
from gan.recipe import fresh
from gan.training.losses import attribute_loss

_SIDE = 64
_FIRST_SEED = 1_000_000


class Classifier(nn.Module):
    """Names every attribute of a picture."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        widths = [3, 32, 48, 64, 96]
        layers: list[nn.Module] = []
        for inputs, outputs in pairwise(widths):
            layers += [nn.Conv2d(inputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs), nn.ReLU(), nn.MaxPool2d(2)]
        self.body = nn.Sequential(*layers, nn.Flatten())
        self.heads = nn.ModuleList(nn.Linear(96 * 16, count) for count in vocabulary.class_counts())

    def forward(self, pictures: Tensor) -> list[Tensor]:
        """`(n, 3, 64, 64)` pictures to the class scores of each attribute."""
        features = self.body(pictures)
        return [cast("Tensor", head(features)) for head in self.heads]


def _tensor(images: Any) -> Tensor:
    """uint8 `(n, side, side, 3)` to fp32 `(n, 3, 64, 64)`, -1 to 1."""
    pictures = torch.from_numpy(np.ascontiguousarray(images)).permute(0, 3, 1, 2).float() / 127.5 - 1
    return functional.adaptive_avg_pool2d(pictures, _SIDE)


def train_classifier(corpus: Corpus, epochs: int = 2) -> Classifier:
    """A classifier that has seen the corpus' training split `epochs` times."""
    torch.manual_seed(1)
    classifier = Classifier(corpus.vocabulary)
    optimizer = torch.optim.Adam(classifier.parameters(), 1e-3)
    order = np.random.default_rng(1)
    for _ in range(epochs):
        for chosen in np.array_split(order.permutation(len(corpus)), len(corpus) // 64):
            labels = torch.from_numpy(corpus.labels[chosen])
            loss = attribute_loss(classifier(_tensor(corpus.images[chosen])), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return classifier.eval()


@torch.inference_mode()
def agreement(classifier: Classifier, pictures: Tensor, labels: Tensor, vocabulary: Vocabulary) -> dict[str, float]:
    """For each attribute, the share of the labelled pictures that the classifier names so."""
    batches = cast("tuple[Tensor, ...]", pictures.split(256))
    named = [torch.cat(parts) for parts in zip(*(_named(classifier, batch) for batch in batches), strict=True)]
    known = labels >= 0
    return {name: (named[i] == labels[:, i])[known[:, i]].float().mean().item() for i, name in enumerate(vocabulary)}


def _named(classifier: Classifier, pictures: Tensor) -> list[Tensor]:
    return [scores.argmax(dim=1) for scores in classifier(pictures)]


@torch.inference_mode()
def random_features(pictures: Tensor) -> Tensor:
    """Means and deviations of three layers of random convolutions: `(n, 448)`, the same at every call."""
    stream = torch.Generator().manual_seed(0)
    x = pictures
    features: list[Tensor] = []
    for inputs, outputs in ((3, 32), (32, 64), (64, 128)):
        weight = torch.randn(outputs, inputs, 3, 3, generator=stream) / (3 * inputs**0.5)
        x = functional.avg_pool2d(functional.leaky_relu(functional.conv2d(x, weight, padding=1), 0.2), 2)
        features += [x.mean(dim=(2, 3)), x.std(dim=(2, 3))]
    return torch.cat(features, dim=1)


def kernel_distance(left: Tensor, right: Tensor) -> float:
    """KID: the unbiased squared MMD with the kernel (x.y / d + 1)^3, of features scaled by `right`'s deviation."""
    scale = right.std(dim=0) + 1e-6
    left, right = (left - right.mean(dim=0)) / scale, (right - right.mean(dim=0)) / scale
    within = [_kernel(x, x).fill_diagonal_(0).sum() / (len(x) * (len(x) - 1)) for x in (left, right)]
    return (within[0] + within[1] - 2 * _kernel(left, right).mean()).item()


def _kernel(x: Tensor, y: Tensor) -> Tensor:
    return (x @ y.T / x.shape[1] + 1) ** 3


def draw(painter: Painter, model: Model, count: int) -> tuple[Tensor, Tensor]:
    """Pictures of fresh seeds at the model's own truncation, and the class indices that they were drawn with."""
    seeds = range(_FIRST_SEED, _FIRST_SEED + count)
    pictures = np.stack([painter.paint(fresh(model.id, seed)) for seed in seeds])
    drawn = [complete(seed, {}, model.vocabulary, model.card["frequencies"]) for seed in seeds]
    labels = [model.vocabulary.indices(avatar) for avatar in drawn]
    return _tensor(pictures), torch.tensor(labels)


def main(
    data: Annotated[Path, typer.Option(help="The corpus that the models learned from.")],
    model: Annotated[
        list[str] | None, typer.Option(help="Name or id, repeatable; the shipped base by default.")
    ] = None,
    models: Annotated[list[Path] | None, typer.Option(help="More folders with models.")] = None,
    count: Annotated[int, typer.Option(min=100, help="Pictures to draw with each.")] = 2000,
) -> None:
    """Print how faithful models' pictures are, side by side."""
    registry = Registry([SHIPPED, *(models or [])])
    chosen = [registry.get(name) for name in model] if model else [registry.default()]
    test = Corpus(data, "test")
    for one in chosen:
        if one.vocabulary != test.vocabulary:
            raise typer.BadParameter(
                f"The model {one.name} has another vocabulary than the corpus {data}: it learned from another corpus."
            )
    real = _tensor(test.images)
    features = random_features(real)
    classifier = train_classifier(Corpus(data))
    columns = {"real": agreement(classifier, real, torch.from_numpy(test.labels), test.vocabulary)}
    distances = {"floor": kernel_distance(features[::2], features[1::2])}
    for one in chosen:
        pictures, labels = draw(load(one), one, count)
        columns[one.name] = agreement(classifier, pictures, labels, test.vocabulary)
        distances[one.name] = kernel_distance(random_features(pictures), features)
    table = Table("", *columns, title=f"Named as labelled ({count} drawn each, {len(real)} real)")
    for name in test.vocabulary:
        table.add_row(name, *(f"{column[name]:.2f}" for column in columns.values()))
    table.add_row("mean", *(f"{np.nanmean(list(column.values())):.3f}" for column in columns.values()))
    table.add_row("KID-rand", *(f"{distance:.4f}" for distance in distances.values()))
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
