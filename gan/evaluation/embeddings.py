"""Three views of a picture, all of the project's own: attributes, self-supervised features, random convolutions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache as remembered
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from gan.corpus.data.dataset import Corpus, Folder
from gan.corpus.data.shards import Pictures
from gan.evaluation.batches import Report, shrunk
from gan.evaluation.classifier import Classifier, ClassifierNetwork, train_classifier
from gan.evaluation.encoder import Autoencoder, Encoder, RandomConvolutions, standardised, train_autoencoder
from gan.evaluation.weights import fingerprint, keep, restore

__all__ = ["Effort", "Embedding", "Embeddings", "embeddings"]

# Not the seed that training uses by default.
_SEED = 20_007
# Raised when a network or its training changes: kept weights of another format are trained anew.
_FORMAT = 1


class Embedding(Protocol):
    """Pictures to the features that distances are measured in."""

    @property
    def name(self) -> str:
        """attr, ssl or rand."""
        ...

    @property
    def sha256(self) -> str:
        """Hash of the weights, hexadecimal."""
        ...

    @property
    def side(self) -> int:
        """Pixels a side that it looks at."""
        ...

    def __call__(self, pictures: Pictures | NDArray[np.uint8]) -> NDArray[np.float32]:
        """uint8 `(n, s, s, 3)` of any side to features `(n, d)`."""
        ...


@dataclass(frozen=True, slots=True)
class Embeddings:
    """What a data set is judged in.

    Attributes:
        classifier: names attributes; None for a folder without labels.
        every: attr (where there is a classifier), ssl and rand.
    """

    classifier: Classifier | None
    every: tuple[Embedding, ...]


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work the embeddings are worth.

    Attributes:
        classifier_side: pixels that the classifier looks at, a multiple of 32.
        classifier_epochs: how often it sees every training picture.
        encoder_side: pixels that the self-supervised encoder and the random convolutions look at, a multiple of 16.
        encoder_epochs: how often the encoder sees every training picture.
    """

    classifier_side: int = 128
    classifier_epochs: int = 12
    encoder_side: int = 64
    encoder_epochs: int = 6


def embeddings(
    data: Corpus | Folder, cache: Path, report: Report | None = None, effort: Effort | None = None
) -> Embeddings:
    """The embeddings that belong to a data set: read from `cache`, or trained and kept there.

    Args:
        data: the training split of a corpus, or a folder. Nothing that is judged later may be in it.
        cache: folder of three files, made where it is missing. A file that is damaged, or of other data or other
            effort, is made anew.
        report: told what is being done, how much of it is done, and of how much.
        effort: the default sides and epochs where None.

    Raises:
        OSError: `cache` cannot be written.
    """
    effort = effort or Effort()
    common = {"format": _FORMAT, "data": fingerprint(data), "seed": _SEED}

    @remembered
    def small(side: int) -> NDArray[np.uint8]:
        return shrunk(data.images, side, report)

    classifier = None
    if (data.labels >= 0).any():
        about = common | {"side": effort.classifier_side, "epochs": effort.classifier_epochs}
        classifier = _classifier(data, cache / "attr.safetensors", about, small, report)
    about = common | {"side": effort.encoder_side, "epochs": effort.encoder_epochs}
    learned = _encoder("ssl", cache / "ssl.safetensors", about, small, report)
    about = common | {"side": effort.encoder_side}
    random = _encoder("rand", cache / "rand.safetensors", about, small, report)
    return Embeddings(classifier, (learned, random) if classifier is None else (classifier, learned, random))


def _classifier(
    data: Corpus | Folder,
    file: Path,
    about: Mapping[str, Any],
    small: Callable[[int], NDArray[np.uint8]],
    report: Report | None,
) -> Classifier:
    side, epochs, seed = about["side"], about["epochs"], about["seed"]
    kept = restore(file, about)
    if kept is not None:
        network = ClassifierNetwork(data.vocabulary.class_counts(), side)
        network.load_state_dict(kept)
        return Classifier(network, data.vocabulary)
    classifier = train_classifier(small(side), data.labels, data.vocabulary, epochs=epochs, seed=seed, report=report)
    keep(file, classifier.network.state_dict(), about)
    return classifier


def _encoder(
    name: str,
    file: Path,
    about: Mapping[str, Any],
    small: Callable[[int], NDArray[np.uint8]],
    report: Report | None,
) -> Encoder:
    side, seed = about["side"], about["seed"]
    kept = restore(file, about)
    if kept is not None:
        network = Autoencoder(side) if name == "ssl" else RandomConvolutions(side, seed)
        mean, deviation = kept.pop("mean"), kept.pop("deviation")
        network.load_state_dict(kept)
        return Encoder(name, network, mean, deviation)
    if name == "ssl":
        network = train_autoencoder(small(side), epochs=about["epochs"], seed=seed, report=report)
    else:
        network = RandomConvolutions(side, seed)
    encoder = standardised(name, network, small(side))
    keep(file, encoder.network.state_dict() | {"mean": encoder.mean, "deviation": encoder.deviation}, about)
    return encoder
