"""Small changes to pictures."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from gan.attributes import Attribute, Vocabulary
from gan.corpus.data.augment import Augmentation, augment, mirrored_labels

WORDS = Vocabulary([Attribute("lids", ("open", "wink_left", "wink_right")), Attribute("patch", ("none", "left_eye"))])
NOTHING = Augmentation(mirror=0, shift=0, scale=0, turn=0, light=0, color=0)


@pytest.fixture
def images() -> NDArray[np.uint8]:
    """Smooth pictures, so that half a pixel is a small change."""
    y, x = np.mgrid[:32, :32]
    base = np.stack([128 + 100 * np.sin(x / 7), 128 + 100 * np.cos(y / 9), 40 + 4 * x], axis=-1)
    return np.stack([base, base[::-1], base[:, ::-1]]).astype(np.uint8)


@pytest.fixture
def labels() -> NDArray[np.int64]:
    return np.array([[1, 0], [2, 1], [-1, -1]])


def test_same_seed_same_pictures(images: NDArray[np.uint8], labels: NDArray[np.int64]) -> None:
    one, other = augment(images, labels, WORDS, 4), augment(images, labels, WORDS, 4)
    assert np.array_equal(one[0], other[0])
    assert np.array_equal(one[1], other[1])
    assert not np.array_equal(one[0], augment(images, labels, WORDS, [4, 1])[0])
    assert one[0].shape == images.shape
    assert one[0].dtype == np.uint8


def test_nothing_asked_nothing_changed(images: NDArray[np.uint8], labels: NDArray[np.int64]) -> None:
    changed, named = augment(images, labels, WORDS, 1, NOTHING)
    assert np.array_equal(changed, images)
    assert np.array_equal(named, labels)


def test_mirror_exchanges_sides(images: NDArray[np.uint8], labels: NDArray[np.int64]) -> None:
    how = Augmentation(mirror=1, shift=0, scale=0, turn=0, light=0, color=0)
    changed, named = augment(images, labels, WORDS, 1, how)
    assert np.array_equal(changed, images[:, :, ::-1])
    assert named.tolist() == [[2, 0], [1, -1], [-1, -1]]
    assert labels.tolist() == [[1, 0], [2, 1], [-1, -1]]


def test_labels_without_sides_stay() -> None:
    words = Vocabulary([Attribute("hair", ("bright", "leftover"))])
    assert mirrored_labels(np.array([[0], [1], [-1]]), words).tolist() == [[0], [1], [-1]]
    assert mirrored_labels(np.empty((3, 0), dtype=np.int64), Vocabulary()).shape == (3, 0)


@pytest.mark.parametrize("what", ["shift", "scale", "turn", "light", "color"])
def test_each_change_is_small_and_there(what: str, images: NDArray[np.uint8], labels: NDArray[np.int64]) -> None:
    amount = 4.0 if what == "turn" else 0.1
    how = Augmentation(**{"mirror": 0, "shift": 0, "scale": 0, "turn": 0, "light": 0, "color": 0, what: amount})
    changed, named = augment(images, labels, WORDS, 3, how)
    assert np.array_equal(named, labels)
    assert 0.2 < np.abs(changed.astype(float) - images).mean() < 25
