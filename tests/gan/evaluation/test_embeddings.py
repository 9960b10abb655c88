"""Embeddings: what they are trained on, what they say of pictures, and that they are trained once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from gan.corpus.data.folder import Folder
from gan.corpus.data.shards import Shards
from gan.evaluation.batches import scaled, shrunk
from gan.evaluation.classifier import accuracy
from gan.evaluation.embeddings import Effort, Embeddings, embeddings
from tests.gan.evaluation.faces import VOCABULARY, faces

EFFORT = Effort(classifier_side=32, classifier_epochs=14, encoder_side=16, encoder_epochs=2)
QUICK = Effort(classifier_side=32, classifier_epochs=1, encoder_side=16, encoder_epochs=1)


class Heard:
    """What a report was told."""

    def __init__(self) -> None:
        self.said: list[tuple[str, int, int]] = []

    def __call__(self, what: str, done: int, total: int) -> None:
        self.said.append((what, done, total))

    @property
    def trained(self) -> set[str]:
        return {what.removeprefix("training the ") for what, _, _ in self.said if what.startswith("training")}


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Embeddings:
    return embeddings(faces(256, 32), tmp_path_factory.mktemp("cache"), effort=EFFORT)


def test_the_classifier_names_what_it_never_saw(trained: Embeddings) -> None:
    assert trained.classifier is not None
    held_out = faces(100, 32, seed=1)
    probabilities = trained.classifier.probabilities(held_out.images)
    assert [part.shape for part in probabilities] == [(100, 6), (100, 2)]
    assert all(np.allclose(part.sum(axis=1), 1, atol=1e-4) for part in probabilities)
    shares = accuracy(probabilities, held_out.labels, VOCABULARY)
    assert shares["hair"] > 0.9
    assert shares["mouth"] > 0.9


def test_every_embedding_gives_a_row_for_each_picture(trained: Embeddings) -> None:
    pictures = faces(10, 48).images
    assert [judge.name for judge in trained.every] == ["attr", "ssl", "rand"]
    assert len({judge.sha256 for judge in trained.every}) == 3
    for judge in trained.every:
        features = judge(pictures)
        assert features.shape[0] == 10
        assert features.dtype == np.float32
        assert np.allclose(judge(pictures[3:5]), features[3:5], atol=1e-4)
        # From disk, and in another order.
        shards = Shards([pictures[:4], pictures[4:]], np.arange(10)[::-1].copy())
        assert np.allclose(judge(shards), features[::-1], atol=1e-4)


def test_features_without_labels_are_of_one_scale(trained: Embeddings) -> None:
    others = faces(200, 32, seed=2).images
    for judge in trained.every[1:]:
        features = judge(others)
        assert abs(features.mean()) < 0.2
        assert features.std() == pytest.approx(1, abs=0.3)


def test_a_second_run_reads_what_the_first_one_trained(tmp_path: Path) -> None:
    data, first, second = faces(40, 32), Heard(), Heard()
    made = embeddings(data, tmp_path, first, QUICK)
    read = embeddings(data, tmp_path, second, QUICK)
    assert first.trained == {"attribute classifier", "self-supervised encoder"}
    assert first.said[-1][1] == first.said[-1][2]
    assert second.said == []
    for one, other in zip(made.every, read.every, strict=True):
        assert one.sha256 == other.sha256
        assert np.allclose(one(data.images[:5]), other(data.images[:5]), atol=1e-5)


def test_a_damaged_file_is_trained_anew_to_the_same_weights(tmp_path: Path) -> None:
    data = faces(40, 32)
    made = embeddings(data, tmp_path, effort=QUICK)
    (tmp_path / "attr.safetensors").write_bytes(b"half of a file")
    whole = bytearray((tmp_path / "ssl.safetensors").read_bytes())
    whole[-1] ^= 1
    (tmp_path / "ssl.safetensors").write_bytes(whole)
    heard = Heard()
    mended = embeddings(data, tmp_path, heard, QUICK)
    assert heard.trained == {"attribute classifier", "self-supervised encoder"}
    assert [judge.sha256 for judge in mended.every] == [judge.sha256 for judge in made.every]
    assert not list(tmp_path.glob("*.partial"))


def test_other_data_or_more_effort_is_trained_anew(tmp_path: Path) -> None:
    data = faces(40, 32)
    embeddings(data, tmp_path, effort=QUICK)
    relabelled = Folder(data.images, VOCABULARY, np.where(data.labels == 0, -1, data.labels))
    heard = Heard()
    embeddings(relabelled, tmp_path, heard, QUICK)
    assert "attribute classifier" in heard.trained
    more, heard = Effort(32, 2, 16, 1), Heard()
    embeddings(relabelled, tmp_path, heard, more)
    assert heard.trained == {"attribute classifier"}


def test_without_labels_there_is_no_classifier(tmp_path: Path) -> None:
    found = embeddings(Folder(faces(20, 32).images), tmp_path, effort=QUICK)
    assert found.classifier is None
    assert [judge.name for judge in found.every] == ["ssl", "rand"]


def test_training_leaves_the_random_stream_of_others_alone(tmp_path: Path) -> None:
    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    embeddings(faces(20, 32), tmp_path, effort=QUICK)
    assert torch.equal(torch.rand(3), expected)


def test_what_cannot_be_seen_does_not_count() -> None:
    probabilities = [np.eye(6, dtype=np.float32)[[0, 1, 2, 2]], np.eye(2, dtype=np.float32)[[0, 0, 0, 0]]]
    shares = accuracy(probabilities, np.array([[0, -1], [1, -1], [5, -1], [-1, -1]]), VOCABULARY)
    assert shares["hair"] == pytest.approx(2 / 3)
    assert np.isnan(shares["mouth"])


def test_large_pictures_are_averaged_and_small_ones_enlarged() -> None:
    board = np.zeros((1, 64, 64, 3), dtype=np.uint8)
    board[:, ::2, ::2] = board[:, 1::2, 1::2] = 200
    (small,) = scaled(board, 32)
    assert (small == 100).all()
    assert (shrunk(board, 32) == 100).all()
    (large,) = scaled(np.full((1, 8, 8, 3), 7, dtype=np.uint8), 32)
    assert large.shape == (1, 3, 32, 32)
    assert (large == 7).all()


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="must be uint8, not float32"):
        list(scaled(np.zeros((2, 8, 8, 3), dtype=np.float32), 8))  # pyright: ignore[reportArgumentType]
    with pytest.raises(ValueError, match="must be of shape"):
        list(scaled(np.zeros((2, 3, 8, 8), dtype=np.uint8), 8))
