"""Small changes that make few pictures go further: mirror, shift, scale, turn, and a little of the colours.

Only numpy, and decided by a seed: the same pictures come out of the same seed on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gan.attributes import Attribute, Vocabulary

__all__ = ["Augmentation", "augment", "mirrored_labels"]

_SIDES = {"left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How much is changed; 0 leaves it alone.

    Attributes:
        mirror: probability that left and right are exchanged.
        shift: most that the picture is moved, as a share of its side.
        scale: most that it is made larger or smaller, as a share.
        turn: most that it is turned, degrees.
        light: most that its brightness and contrast change, as a share.
        color: most that the strength of its colours changes, as a share.
    """

    mirror: float = 0.5
    shift: float = 0.03
    scale: float = 0.05
    turn: float = 4.0
    light: float = 0.06
    color: float = 0.12


def augment(
    images: NDArray[np.uint8],
    labels: NDArray[np.int64],
    vocabulary: Vocabulary,
    seed: int | Sequence[int],
    how: Augmentation | None = None,
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Changed copies of pictures, and their labels.

    Args:
        images: (n, size, size, 3).
        labels: (n, attributes).
        seed: decides everything; give each batch one of its own, for example `[seed, number of the batch]`.
    """
    how = how or Augmentation()
    random = np.random.default_rng(seed)
    changed = np.empty_like(images)
    swapped = mirrored_labels(labels, vocabulary)
    mirrored = random.random(len(images)) < how.mirror
    for i, image in enumerate(images):
        angle, scale, x, y, light, contrast, color = random.uniform(-1, 1, 7)
        pixels = image[:, ::-1] if mirrored[i] else image
        moved = _moved(
            pixels.astype(np.float32),
            np.deg2rad(how.turn * angle),
            1 + how.scale * scale,
            (how.shift * x * len(image), how.shift * y * len(image)),
        )
        tinted = _tinted(moved, how.light * light, 1 + how.light * contrast, 1 + how.color * color)
        changed[i] = np.clip(np.rint(tinted), 0, 255).astype(np.uint8)
    return changed, np.where(mirrored[:, None], swapped, labels)


def mirrored_labels(labels: NDArray[np.int64], vocabulary: Vocabulary) -> NDArray[np.int64]:
    """Labels of the mirrored pictures: classes that name a side (`wink_left`) are exchanged with their counterparts.

    Where a class names a side and has no counterpart, the mirrored picture's is unknown: -1.
    """
    result = labels.copy()
    for column, attribute in enumerate(vocabulary.values()):
        # One more at the end: index -1 stays -1.
        partner = np.array([*(_partner(attribute, value) for value in attribute.values), -1], dtype=np.int64)
        result[:, column] = partner[labels[:, column]]
    return result


def _partner(attribute: Attribute, value: str) -> int:
    other = re.sub(r"(?<![a-z0-9])(left|right)(?![a-z0-9])", lambda side: _SIDES[side[0]], value)
    return attribute.values.index(other) if other in attribute.values else -1


def _moved(image: NDArray[np.float32], angle: float, scale: float, shift: tuple[float, float]) -> NDArray[np.float32]:
    """The picture turned and scaled about its middle and moved; edges are drawn out."""
    if not angle and scale == 1 and shift == (0, 0):
        return image
    size = len(image)
    middle = (size - 1) / 2
    y, x = np.mgrid[:size, :size].astype(np.float32) - np.float32(middle)
    x, y = x - np.float32(shift[0]), y - np.float32(shift[1])
    cos, sin = np.float32(np.cos(angle) / scale), np.float32(np.sin(angle) / scale)
    from_x = np.clip(cos * x + sin * y + middle, 0, size - 1)
    from_y = np.clip(cos * y - sin * x + middle, 0, size - 1)
    left, top = np.minimum(from_x.astype(np.int64), size - 2), np.minimum(from_y.astype(np.int64), size - 2)
    u, v = (from_x - left)[..., None].astype(np.float32), (from_y - top)[..., None].astype(np.float32)
    upper = image[top, left] * (1 - u) + image[top, left + 1] * u
    lower = image[top + 1, left] * (1 - u) + image[top + 1, left + 1] * u
    return upper * (1 - v) + lower * v


def _tinted(image: NDArray[np.float32], light: float, contrast: float, color: float) -> NDArray[np.float32]:
    grey = (image @ np.array([0.299, 0.587, 0.114], dtype=np.float32))[..., None]
    vivid = grey + (image - grey) * np.float32(color)
    shifted = (vivid - np.float32(127.5)) * np.float32(contrast) + np.float32(127.5 + 255 * light)
    return shifted.astype(np.float32)
